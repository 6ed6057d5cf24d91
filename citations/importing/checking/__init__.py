"""Checking a recognised upload: every row of every table, then uniqueness, references and the importer's own rules."""

from collections.abc import Mapping

from citations.importing.checking.presence import (
    report_absent,
    report_doubled_columns,
    report_leftovers,
    report_strangers,
    report_unrecognised,
)
from citations.importing.checking.rows import TableReport, pieces
from citations.importing.checking.table import Progress, TableCheck
from citations.importing.importer import RecognisedPart
from citations.importing.issues import Findings
from citations.importing.recognition import Recognition
from citations.importing.spooling import MemoryLimit, Spool


def check(
    recognition: Recognition,
    findings: Findings,
    progress: Progress = lambda phase, done, total: None,
    *,
    spool: Spool | None = None,
) -> dict[str, TableReport]:
    """Check everything that was recognised; findings say what is wrong. Returns a report per table key.

    Bad content never raises: whatever is wrong with a file becomes a finding with its place. Where nothing is wrong, `spool`
    holds the parsed rows of every table afterwards.
    """
    if spool is None:
        with Spool() as own:
            return check(recognition, findings, progress, spool=own)
    importer = recognition.importer
    if importer is None:
        report_unrecognised(recognition, findings)
        return {}
    report_leftovers(recognition, findings)
    report_strangers(recognition, findings)
    parts_of: dict[str, list[RecognisedPart]] = {}
    for recognised in recognition.parts:
        parts_of.setdefault(recognised.table.key, []).append(recognised)

    memory = MemoryLimit()
    checks: dict[str, TableCheck] = {}
    read = 0
    for table in importer.tables:
        parts = parts_of.get(table.key, [])
        if not parts:
            report_absent(table, recognition, findings)
        elif len(parts) > 1 and not table.part_of_many:
            findings.error(
                "table-twice",
                f"{table.label} was found {len(parts)} times: {', '.join(p.part.file for p in parts)}. Upload each table once.",
                file=parts[1].part.file,
                sheet=parts[1].part.sheet,
            )
        else:
            report_doubled_columns(parts, findings)
            table_check = TableCheck(table, importer.tables, findings, progress, read, spool.begin(table), memory)
            checks[table.key] = table_check
            if table.within and table.within.of_table in checks:
                table_check.held_to = checks[table.within.of_table].bounds
            read = table_check.run(parts)
    check_references(checks, findings)
    if not findings.error_count:
        importer.check(spool.rows, findings)
    return {key: table_check.report for key, table_check in checks.items()}


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
