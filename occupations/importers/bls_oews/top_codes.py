"""What `#` stands for in a release: a wage at or above its top code, which the field descriptions state. It is $187,200 a year in
older releases, $208,000 and $239,200 in later ones, and none is typed here."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import floor
from typing import Any

from citations.importing.issues import Findings
from occupations.importers.bls_oews.tables import (
    ANNUAL_PERCENTILES,
    ESTIMATES,
    FIELD_DESCRIPTIONS,
    HOURLY_PERCENTILES,
    TOP_CODED,
    WHOLE_NATIONAL_TABLE,
    industry_level,
)
from occupations.models import WageEstimate

Rows = Callable[[str], Iterator]

_STATED = re.compile(r"\$([\d,.]+) per hour or \$([\d,.]+) per year")
# BLS annualises hourly wages by a year of 2,080 hours, and has always set the top code at a multiple of five dollars.
HOURS_A_YEAR, STEP = 2_080, 5
HINT = "Upload the release's field descriptions with it: a sheet of the national workbook, until May 2018 a file of their own."


@dataclass(frozen=True)
class TopCode:
    """U.S. dollars an hour and a year."""

    hourly: float
    annual: int

    @property
    def words(self) -> str:
        return f"${self.hourly:,.2f} an hour and ${self.annual:,} a year"


@dataclass
class _Printed:
    """What the estimates print: how many cells are top-coded, where the first is, the largest percentiles beside them."""

    top_coded: int = 0
    first: int = 0
    hourly: tuple[float, int] = (0.0, 0)
    annual: tuple[float, int] = (0.0, 0)
    occupations: int = 0


def top_code(rows: Rows) -> TopCode | None:
    """The release's top code: as its field descriptions state it, else as its figures show it; None where neither does."""
    stated = _stated(rows(FIELD_DESCRIPTIONS.key))
    return min(stated, key=lambda top: top.annual) if stated else _shown(_printed(rows(ESTIMATES.key)))


def check_top_code(rows: Rows, findings: Findings) -> None:
    """Where wages are top-coded, what they are read as is known, and no percentile beside them is above it."""
    stated, printed = _stated(rows(FIELD_DESCRIPTIONS.key)), _printed(rows(ESTIMATES.key))
    if not printed.top_coded:
        return
    at = {"at": findings.place(ESTIMATES.key, printed.first), "value": "#"}
    if len(stated) > 1:
        findings.error(
            "top-code-differs",
            f"The field descriptions contradict each other: # is {' or '.join(sorted(top.words for top in stated))}. "
            "Upload the files of one release.",
            **at,
        )
    elif not stated and (shown := _shown(printed)):
        findings.note(
            "top-code-shown",
            f"No field descriptions say what # stands for ({printed.top_coded:,} cells). It is read as {shown.words}, the next "
            f"multiple of ${STEP} above the highest percentile that the tables print, ${printed.hourly[0]:,.2f}. {HINT}",
            **at,
        )
    elif not stated:
        findings.error(
            "top-code-unknown", f"Nothing in the upload says what # stands for ({printed.top_coded:,} cells). {HINT}", **at
        )
    else:
        _check_below(next(iter(stated)), printed, findings)


def _check_below(top: TopCode, printed: _Printed, findings: Findings) -> None:
    for (largest, index), limit in ((printed.hourly, top.hourly), (printed.annual, top.annual)):
        if largest >= limit:
            findings.error(
                "top-code-differs",
                f"The field descriptions say that # stands for wages of at least ${limit:,}, but a percentile of ${largest:,} is "
                "printed beside it. They may be those of another release: upload the files of one release.",
                at=findings.place(ESTIMATES.key, index),
                value=f"{largest:,}",
            )
            return


def _stated(descriptions: Iterable[Any]) -> set[TopCode]:
    found = set()
    for row in descriptions:
        if match := _STATED.search(f"{row.field or ''} {row.description or ''}"):
            hourly, annual = (float(amount.replace(",", "").rstrip(".")) for amount in match.groups())
            found.add(TopCode(hourly, int(annual)))
    return found


def _printed(estimates: Iterable[Any]) -> _Printed:
    found = _Printed()
    for index, row in enumerate(estimates):
        cells = [getattr(row, name) for name in ("hourly_mean", "annual_mean")]
        for names, kind in ((HOURLY_PERCENTILES, "hourly"), (ANNUAL_PERCENTILES, "annual")):
            percentiles = [getattr(row, name) for name in names]
            cells += percentiles
            largest = max((cell[0] for cell in percentiles if cell and cell[0] is not None), default=0.0)
            if largest > getattr(found, kind)[0]:
                setattr(found, kind, (largest, index))
        if count := cells.count(TOP_CODED):
            found.first = found.first if found.top_coded else index
            found.top_coded += count
        found.occupations += (
            row.group == WageEstimate.Group.DETAILED and industry_level(row) == WageEstimate.IndustryLevel.CROSS_INDUSTRY
        )
    return found


def _shown(printed: _Printed) -> TopCode | None:
    """A whole national table prints some percentile within a step below the top code."""
    if printed.occupations < WHOLE_NATIONAL_TABLE:
        return None
    hourly = (floor(printed.hourly[0] / STEP) + 1) * STEP
    return TopCode(float(hourly), hourly * HOURS_A_YEAR)
