"""Names of landmarks above and below a swarm of dots, joined to their dots by upright lines, without collisions.

Lengths are pixels of a picture of a nominal width; on wider ones names only stand further apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from singulariki.charts.scales import LinearScale, rounded

TIER = 17.0
MOST_TIERS = 4
CHARACTER = 6.7
GAP = 7.0
CLEAR = 8.0
"""What lies between the swarm and the lowest names."""


class Landmark(NamedTuple):
    """A dot to be named: `x` its place, `y` its offset from the middle of the swarm; the one that is looked for is `found`."""

    key: int
    name: str
    x: float
    y: float
    found: bool = False


@dataclass(frozen=True)
class LandmarkLabel:
    """A drawn name: `x` in percent, all else in pixels. The line leads from `line_start` at the name to the dot."""

    key: int
    name: str
    x: str
    y: str
    dx: str
    anchor: str
    line_start: str
    line_end: str
    found: bool


@dataclass
class _Side:
    """What is taken on one side of the swarm: names as (left, right, tier) and lines as (x, tier)."""

    names: list[tuple[float, float, int]] = field(default_factory=list)
    lines: list[tuple[float, int]] = field(default_factory=list)

    def tier_for(self, left: float, right: float, x: float) -> int | None:
        """The nearest tier in which the name meets no other name and no line, and its line no name."""
        for tier in range(MOST_TIERS):
            clear = all(right + GAP <= a or b + GAP <= left for a, b, other in self.names if other == tier)
            clear = clear and not any(left - GAP < line < right + GAP for line, other in self.lines if other > tier)
            if clear and not any(a - GAP < x < b + GAP for a, b, other in self.names if other < tier):
                return tier
        return None


@dataclass(frozen=True)
class PlacedNames:
    """Names with the tier and the side each has: 1 above the swarm, -1 below. `above` and `below` are the room they take."""

    taken: list[tuple[Landmark, float, str, int, int]]

    def room(self, side: int) -> float:
        return max((CLEAR + TIER * (tier + 1) for *_, at, tier in self.taken if at == side), default=0.0)

    def drawn(self, scale: LinearScale, middle: float, rise: float, fall: float) -> list[LandmarkLabel]:
        """The names of a swarm that reaches `rise` above its `middle` and `fall` below; `scale` is from nominal pixels to
        percent."""
        labels = []
        for mark, dx, anchor, side, tier in self.taken:
            away = CLEAR + TIER * tier
            line = middle - rise - away if side > 0 else middle + fall + away
            labels.append(
                LandmarkLabel(
                    key=mark.key,
                    name=mark.name,
                    x=rounded(scale(mark.x)),
                    y=rounded(line - 4 if side > 0 else line + 12),
                    dx=rounded(dx),
                    anchor=anchor,
                    line_start=rounded(line),
                    line_end=rounded(middle + mark.y),
                    found=mark.found,
                )
            )
        return labels


def name_landmarks(marks: Sequence[Landmark], width: float) -> PlacedNames:
    """Sets as many of the names as there is room for, in the order given, each on the side of the swarm that its dot is on or,
    where that is full, on the other. None leaves a picture of this width."""
    sides = {1: _Side(), -1: _Side()}
    taken = []
    for place, mark in enumerate(marks):
        extent = len(mark.name) * CHARACTER * (1.08 if mark.found else 1.0)
        set_at = _anchored(mark.x, extent, width)
        if set_at is None:
            continue
        anchor, dx, left = set_at
        own = (1 if place % 2 else -1) if mark.y == 0 else 1 if mark.y < 0 else -1
        for side in (own, -own):
            tier = sides[side].tier_for(left, left + extent, mark.x)
            if tier is not None:
                sides[side].names.append((left, left + extent, tier))
                sides[side].lines.append((mark.x, tier))
                taken.append((mark, dx, anchor, side, tier))
                break
    return PlacedNames(taken)


def _anchored(x: float, extent: float, width: float) -> tuple[str, float, float] | None:
    """How a name is anchored at its dot so that it stays in the picture: anchor, offset, its left end. None for one that is too
    long. On wider pictures what is anchored at its start only gets further away from the right edge."""
    if extent > width:
        return None
    left = min(max(x - extent / 2, 0.0), width - extent)
    return ("middle", 0.0, left) if left == x - extent / 2 else ("start", left - x, left)
