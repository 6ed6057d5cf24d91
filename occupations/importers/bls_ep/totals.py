"""Totals that the projections state for groups of occupations, held to the sums of their line items."""

from collections.abc import Iterable
from typing import Any

from citations.importing.issues import Findings
from citations.stated import allowance, differs, is_gross
from occupations.importers.bls_ep.tables import PROJECTIONS
from occupations.models import Projection

ROUNDED_TO = 0.1  # thousands, as BLS prints employment and openings
COLUMNS = {
    "employment_base": "employed in the base year",
    "employment_projected": "employed as projected",
    "openings": "openings a year",
}
# Thousands of jobs. Of groups with fewer a small difference is a large share.
SMALL = 20.0
# The matrix has some 800 line items. A table with part of them is not held to its totals.
WHOLE_MATRIX = 700
EVERYTHING = "00-0000"
# SOC 2018 numbers physicians on into the next ten: 29-1221 and the like are of the broad occupation 29-1210.
NUMBERED_ON = {"29-1210": ("29-121", "29-122")}


def is_part(code: str, group: str) -> bool:
    """Whether an occupation is one of a group: a major, minor or broad one of SOC 2018, or all occupations."""
    return group == EVERYTHING or code.startswith(NUMBERED_ON.get(group, group.rstrip("0").removesuffix("-")))


def check_totals(rows: Iterable[Any], findings: Findings) -> None:
    """Every group of a whole table is the sum of its line items, as far as rounding lets it."""
    lines = list(rows)
    items = [row for row in lines if row.kind == Projection.Kind.OCCUPATION]
    if len(items) < WHOLE_MATRIX:
        return
    for index, group in enumerate(lines):
        if group.kind != Projection.Kind.GROUP:
            continue
        members = [row for row in items if is_part(row.code, group.code)]
        for column, words in COLUMNS.items():
            stated, summed = getattr(group, column), sum(getattr(row, column) for row in members)
            if differs(stated, summed, ROUNDED_TO, len(members)):
                findings.stated_differs(
                    f"The file states {stated:,.1f} thousand {words} in {group.code} ({group.title}); its {len(members)} line "
                    f"items add up to {summed:,.1f}. Rounding explains {allowance(ROUNDED_TO, len(members)):,.1f} at most.",
                    gross=is_gross(stated, summed, SMALL),
                    at=findings.place(PROJECTIONS.key, index),
                    column=findings.heading(PROJECTIONS.key, column),
                    value=group.code,
                )
