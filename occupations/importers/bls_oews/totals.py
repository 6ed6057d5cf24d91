"""Totals of employment that the estimates state, held to what they are made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from citations.importing.issues import Findings, Place
from citations.stated import allowance, differs, is_gross
from occupations.importers.bls_oews.tables import ESTIMATES, WHOLE_NATIONAL_TABLE, industry_level
from occupations.models import WageEstimate

Group = WageEstimate.Group
ROUNDED_TO = 10  # people, as BLS prints employment
MAJOR_GROUPS = 22  # of SOC 2010 and 2018: all but the armed forces, which the survey leaves out
# The table of estimates, whose places the findings name, and how many rows of one sheet they name.
TABLE = ESTIMATES.key
ROWS_NAMED = MAJOR_GROUPS
# Occupations that BLS does not publish may be in their group's total: at most 0.43 % of a group, May 2019 to May 2025.
MOST_UNLISTED = 0.01


class Part(NamedTuple):
    """A row's SOC code, its title, people employed (None where BLS gives no figure), and its number among the rows, from 0."""

    code: str
    title: str
    employed: float | None
    number: int


class Block:
    """The rows of one industry and ownership, each once, by the group that they are of."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Part]] = defaultdict(dict)

    def add(self, row: Any, index: int) -> None:
        employed = row.employment[0] if row.employment else None
        self.rows[row.group].setdefault(row.soc_code, Part(row.soc_code, row.soc_title, employed, index))

    @property
    def totals(self) -> list[Part]:
        return list(self.rows[Group.TOTAL].values())

    @property
    def majors(self) -> list[Part]:
        return list(self.rows[Group.MAJOR].values())

    def detailed(self, major: str) -> list[Part]:
        return [part for part in self.rows[Group.DETAILED].values() if part.code[:2] == major[:2]]

    @property
    def is_whole(self) -> bool:
        return len(self.rows[Group.DETAILED]) >= WHOLE_NATIONAL_TABLE


@dataclass(frozen=True)
class Difference:
    """A total that differs from the sum of the parts that have a figure."""

    total: Part
    parts: list[Part]

    @property
    def summed(self) -> float:
        return sum(_figures(self.parts))

    @property
    def words(self) -> str:
        """Which way it differs: 'states 36,000 more than its 8 detailed occupations add up to'."""
        more = (self.total.employed or 0) - self.summed
        return f"states {abs(more):,.0f} {'more' if more > 0 else 'less'} than its detailed occupations add up to"


def check_totals(rows: Iterable[Any], findings: Findings) -> None:
    """Major groups add up to all occupations, and detailed occupations to no more than their major group; of a whole national
    table to hardly less. BLS leaves cells empty and small occupations out, which can only make a sum smaller."""
    blocks: dict[tuple, Block] = defaultdict(Block)
    for index, row in enumerate(rows):
        level = industry_level(row)
        where = "" if level == WageEstimate.IndustryLevel.CROSS_INDUSTRY else f" in {row.naics_title} ({row.naics})"
        blocks[where, level, row.ownership].add(row, index)
    for (where, *_), block in blocks.items():
        every_group = len(block.majors) == MAJOR_GROUPS
        of_all = [found for total in block.totals if (found := _held(total, block.majors, to_the_full=every_group))]
        of_majors = [found for major in block.majors if (found := _held_major(major, block, findings, is_national=not where))]
        for found in of_all:
            _report(found, "major groups", where, findings, _suspects(of_majors, findings))
        for found in of_majors:
            _report(found, "detailed occupations", where, findings, _beside(of_all, findings))


def _held(total: Part, parts: list[Part], *, to_the_full: bool) -> Difference | None:
    """A sum that is more than the total is wrong in any case; one that is less only where all parts are there (`to_the_full`)."""
    known = [part for part in parts if part.employed is not None]
    found = Difference(total, known)
    if total.employed is None or not known or not differs(total.employed, found.summed, ROUNDED_TO, len(known)):
        return None
    return found if found.summed > total.employed or (to_the_full and len(known) == len(parts)) else None


def _held_major(major: Part, block: Block, findings: Findings, *, is_national: bool) -> Difference | None:
    """A major group held to its detailed occupations; what a whole national table lacks of it is noted while it is little."""
    detailed = block.detailed(major.code)
    if found := _held(major, detailed, to_the_full=False):
        return found
    if not is_national or not block.is_whole or not (less := _held(major, detailed, to_the_full=True)):
        return None
    employed = major.employed or 0
    unlisted = employed - less.summed
    if unlisted > MOST_UNLISTED * employed:
        return less
    findings.note(
        "employment-unlisted",
        f"{unlisted:,.0f} of the {employed:,.0f} employed in {major.code} ({major.title}) are in no detailed occupation that the "
        "table lists. There may be some that BLS does not publish.",
        at=findings.place(TABLE, major.number),
        column=findings.heading(TABLE, "employment"),
        value=major.code,
    )
    return None


def _figures(parts: list[Part]) -> Iterator[float]:
    return (part.employed for part in parts if part.employed is not None)


def _report(found: Difference, what: str, where: str, findings: Findings, besides: str) -> None:
    total, count = found.total, len(found.parts)
    findings.stated_differs(
        f"The file states {total.employed:,.0f} employed in {total.code} ({total.title}){where}{_at([total], findings)}; its "
        f"{count} {what}{_at(found.parts, findings)} add up to {found.summed:,.0f}. Rounding explains a difference of "
        f"{allowance(ROUNDED_TO, count):,.0f} at most.{besides}",
        gross=is_gross(total.employed or 0, found.summed),
        at=findings.place(TABLE, total.number),
        column=findings.heading(TABLE, "employment"),
        value=total.code,
    )


def _suspects(of_majors: list[Difference], findings: Findings) -> str:
    """The major groups that differ from their own details, said beside all occupations that differ from the major groups."""
    if not of_majors:
        return ""
    named = "; ".join(f"{found.total.code}{_at([found.total], findings)} {found.words}" for found in of_majors)
    return f" Look there first: {named}."


def _beside(of_all: list[Difference], findings: Findings) -> str:
    """That all occupations differ from the major groups, too, said beside a major group that differs from its details."""
    named = "".join(f"{found.total.code}{_at([found.total], findings)}" for found in of_all)
    return f" The total of all occupations, {named}, differs from its major groups as well." if named else ""


def _at(parts: list[Part], findings: Findings) -> str:
    """Where rows stand, in parentheses: ' (row 7 of sheet … of …)', ' (rows 8, 60, 75 of sheet … of …)'. Long lists are cut."""
    places = [findings.place(TABLE, part.number) for part in parts]
    files = list(dict.fromkeys((place.file, place.sheet) for place in places))
    said = []
    for file, sheet in files:
        rows = [place.row for place in places if (place.file, place.sheet) == (file, sheet) and place.row is not None]
        if len(rows) == 1:
            said.append(Place(file, sheet, rows[0]).words)
        elif rows:
            listed = ", ".join(f"{row:,}" for row in rows[:ROWS_NAMED]) + (" and on" if len(rows) > ROWS_NAMED else "")
            said.append(f"rows {listed} of {Place(file, sheet).words}")
    return f" ({'; '.join(said)})" if said else ""
