"""Totals of employment that the estimates state, held to what they are made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from citations.importing.issues import Findings
from citations.stated import allowance, differs
from occupations.models import WageEstimate

Group = WageEstimate.Group
ROUNDED_TO = 10  # people, as BLS prints employment
MAJOR_GROUPS = 22  # of SOC 2018: all but the armed forces, which the survey leaves out
# A national table lists some 800 detailed occupations. One that holds a part of them is not held to its groups from below.
WHOLE_NATIONAL_TABLE = 700
# Occupations that BLS does not publish are in their group's total: at most 0.43 % of a group, May 2019 to May 2025.
MOST_UNLISTED = 0.01


class Part(NamedTuple):
    """A row's SOC code, its title, and people employed (None where BLS gives no figure)."""

    code: str
    title: str
    employed: float | None


class Block:
    """The rows of one industry and ownership, each once, by the group that they are of."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Part]] = defaultdict(dict)

    def add(self, row: Any) -> None:
        employed = row.employment[0] if row.employment else None
        self.rows[row.group][row.soc_code] = Part(row.soc_code, row.soc_title, employed)

    @property
    def majors(self) -> list[Part]:
        return list(self.rows[Group.MAJOR].values())

    def detailed(self, major: str) -> list[Part]:
        return [part for part in self.rows[Group.DETAILED].values() if part.code[:2] == major[:2]]

    @property
    def is_whole(self) -> bool:
        return len(self.rows[Group.DETAILED]) >= WHOLE_NATIONAL_TABLE


def check_totals(rows: Iterable[Any], findings: Findings) -> None:
    """Major groups add up to all occupations, and detailed occupations to no more than their major group; of a whole national
    table to hardly less. BLS leaves cells empty and small occupations out, which can only make a sum smaller."""
    blocks: dict[tuple, Block] = defaultdict(Block)
    for row in rows:
        where = "" if row.industry_level == WageEstimate.IndustryLevel.CROSS_INDUSTRY else f" in {row.naics_title} ({row.naics})"
        blocks[where, row.industry_level, row.ownership].add(row)
    for (where, *_), block in blocks.items():
        for total in block.rows[Group.TOTAL].values():
            every_group = len(block.majors) == MAJOR_GROUPS
            _hold(total, block.majors, "major groups", where, findings, to_the_full=every_group)
        for major in block.majors:
            detailed = block.detailed(major.code)
            _hold(major, detailed, "detailed occupations", where, findings, to_the_full=False)
            if not where and block.is_whole:
                _look_for_unlisted(major, detailed, findings)


def _hold(total: Part, parts: list[Part], what: str, where: str, findings: Findings, *, to_the_full: bool) -> None:
    """A sum that is more than the total is wrong in any case; one that is less only where all parts are there (`to_the_full`)."""
    known = list(_figures(parts))
    if total.employed is None or not known or not differs(total.employed, sum(known), ROUNDED_TO, len(known)):
        return
    if sum(known) > total.employed or (to_the_full and len(known) == len(parts)):
        _report(total, sum(known), len(known), what, where, findings)


def _look_for_unlisted(major: Part, detailed: list[Part], findings: Findings) -> None:
    known = list(_figures(detailed))
    if major.employed is None or len(known) < len(detailed) or not differs(major.employed, sum(known), ROUNDED_TO, len(known)):
        return
    unlisted = major.employed - sum(known)
    if unlisted > MOST_UNLISTED * major.employed:
        _report(major, sum(known), len(known), "detailed occupations", "", findings)
    elif unlisted > 0:
        findings.note(
            "employment-unlisted",
            f"{unlisted:,.0f} of the {major.employed:,.0f} employed in {major.code} ({major.title}) are in no detailed "
            "occupation that the table lists: BLS does not publish all of them.",
            column="TOT_EMP",
            value=major.code,
        )


def _figures(parts: list[Part]) -> Iterator[float]:
    return (part.employed for part in parts if part.employed is not None)


def _report(total: Part, summed: float, count: int, what: str, where: str, findings: Findings) -> None:
    findings.stated_differs(
        f"The file states {total.employed:,.0f} employed in {total.code} ({total.title}){where}; its {count} {what} add up to "
        f"{summed:,.0f}. Rounding explains a difference of {allowance(ROUNDED_TO, count):,.0f} at most.",
        column="TOT_EMP",
        value=total.code,
    )
