"""References between the tables of a release."""

from collections.abc import Mapping

from citations.importing.checking.places import pieces
from citations.importing.checking.table import TableCheck
from citations.importing.issues import Findings


def check_references(checks: Mapping[str, TableCheck], findings: Findings) -> None:
    """Every referring value must occur in the table it refers to, where the release has that table."""
    for own in checks.values():
        for reference in own.table.references:
            other = checks.get(reference.to_table)
            if other is None:
                continue
            known = other.remembered[reference.to_columns]
            for key, number in own.remembered[reference.columns].items():
                if key in known or None in pieces(key):
                    continue
                place = own.place(number)
                shown = " ".join(map(str, pieces(key)))
                findings.error(
                    f"{own.table.key}-unknown-{reference.to_table}".replace("_", "-"),
                    f"{shown} does not occur in {other.table.label}.",
                    file=place.file,
                    sheet=place.sheet,
                    row=place.row,
                    column=own.headers[reference.columns[0]],
                    value=shown,
                )
