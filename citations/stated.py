"""Aggregates that a publisher states beside what they are made of (means of scores, totals of employment), held to our own."""

from collections.abc import Iterable, Mapping
from typing import Any

# Kind of the finding that says that one differs. A steward acknowledges it before an edition with the release is published.
STATED_DIFFERS = "stated-aggregate-differs"


# An aggregate that is further off than this share of itself says that the file may be damaged; and so many of them that it is.
GROSS, SLIPS = 0.05, 0.05


def is_gross(stated: float, ours: float, scale: float = 0.0) -> bool:
    """Whether a stated aggregate is so far from ours that the file is likely to be damaged. `scale`: how long the scale is, of
    aggregates on one."""
    return abs(stated - ours) > GROSS * max(abs(stated), abs(ours), scale)


def allowance(unit: float, parts: int = 0) -> float:
    """How far an aggregate printed to `unit` (0.01, 10) may lie from ours for no other reason than rounding; `parts` of what it
    is made of are rounded likewise and added up."""
    return unit / 2 * (1 + parts)


def differs(stated: float, ours: float, unit: float, parts: int = 0) -> bool:
    """Whether a stated aggregate differs from ours by more than rounding; see `allowance`. A hair is left for floating point."""
    return abs(stated - ours) > allowance(unit, parts) + 1e-9 * max(1.0, abs(stated))


def stated_differences(totals: Iterable[Mapping[str, Any]]) -> int:
    """How many aggregates that files state differ from ours beyond rounding, by the totals of a release's report."""
    return sum(total.get("places", total["count"]) for total in totals if total["kind"] == STATED_DIFFERS)
