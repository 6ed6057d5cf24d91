"""Scales, axis ticks, words and bands of charts, and collision avoidance. Lengths are pixels unless a name says percent."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from django.utils.safestring import SafeString

NOMINAL_WIDTH = 328.0
"""Width in pixels of a chart on a phone 360 px wide, page margins taken off: what collisions are computed for."""

RAMP = ("not-exposed", "minimal", "gradient-1", "gradient-2", "gradient-3", "gradient-4")
"""Keys of the ramp's steps, cool to hot."""


@dataclass(frozen=True)
class LinearScale:
    """Maps `domain` to `extent` linearly; values outside the domain are held at its ends.

    Raises ValueError when the domain is empty or reversed, because nothing can be placed on it.
    """

    domain: tuple[float, float]
    extent: tuple[float, float] = (0.0, 100.0)

    def __post_init__(self) -> None:
        if not self.domain[0] < self.domain[1]:
            raise ValueError(f"A scale needs a rising domain, not {self.domain}.")

    def __call__(self, value: float) -> float:
        low, high = self.domain
        start, end = self.extent
        share = (min(max(value, low), high) - low) / (high - low)
        return start + share * (end - start)


def rounded(number: float) -> SafeString:
    """A coordinate as text: one decimal, no trailing zero, never "-0". Templates need not escape it."""
    text = f"{number:.1f}"
    return SafeString("0" if text == "-0.0" else text.removesuffix(".0"))


def nice_step(span: float, count: int) -> float:
    """The 1, 2 or 5 times a power of ten that divides `span` (> 0) into about `count` parts."""
    raw = span / max(count, 1)
    power = 10 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.9999)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values from `low` to `high`, about `count` steps apart, ends included where they are round."""
    step = nice_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def round_out(value: float, step: float) -> float:
    """The first multiple of `step` at or above `value`."""
    return round(math.ceil(value / step - 1e-9) * step, 10)


def dodge(positions: Sequence[float], distance: float) -> list[float]:
    """Offsets across the axis that keep points at `positions` at least `distance` apart (a beeswarm around 0).

    Deterministic: each time the point that fits nearest to the axis is set, above before below; of several the first. So the
    swarm is round, without the columns that setting from left to right makes. Returns one offset per position, in the order
    given.
    """
    return list(_dodged(tuple(positions), distance))


@lru_cache(maxsize=32)
def _dodged(positions: tuple[float, ...], distance: float) -> tuple[float, ...]:
    order = sorted(range(len(positions)), key=lambda index: (positions[index], index))
    xs = [positions[index] for index in order]
    best, is_set = [0.0] * len(xs), [False] * len(xs)
    waiting = [(0.0, place) for place in range(len(xs))]
    while waiting:
        away, place = heappop(waiting)
        if is_set[place] or away != abs(best[place]):
            continue
        is_set[place] = True
        near = range(bisect_right(xs, xs[place] - distance), bisect_left(xs, xs[place] + distance))
        for other in near:
            if not is_set[other]:
                best[other] = _nearest_free(other, xs, best, is_set, distance)
                heappush(waiting, (abs(best[other]), other))
    offsets = [0.0] * len(xs)
    for place, index in enumerate(order):
        offsets[index] = best[place]
    return tuple(offsets)


def _nearest_free(place: int, xs: Sequence[float], ys: Sequence[float], is_set: Sequence[bool], distance: float) -> float:
    """The offset nearest to 0 at which a point touches none that is set."""
    x = xs[place]
    near = range(bisect_right(xs, x - distance), bisect_left(xs, x + distance))
    reach = [(ys[other], math.sqrt(max(distance**2 - (x - xs[other]) ** 2, 0.0))) for other in near if is_set[other]]
    above, below = 0.0, 0.0
    for y, r in sorted(reach, key=lambda one: -one[0] - one[1]):
        if y - r + 1e-9 < above < y + r - 1e-9:
            above = y - r
    for y, r in sorted(reach, key=lambda one: one[0] - one[1]):
        if y - r + 1e-9 < below < y + r - 1e-9:
            below = y + r
    return above if -above <= below else below


def lanes(intervals: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """The lane (0 upwards) of each interval so that those sharing a lane lie at least `gap` apart.

    Intervals take the first lane that is free, in the order of their starts; the result follows the order given.
    """
    chosen = [0] * len(intervals)
    ends: list[float] = []
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i], i)):
        start, end = intervals[index]
        lane = next((number for number, last in enumerate(ends) if start - last >= gap), len(ends))
        if lane == len(ends):
            ends.append(end)
        ends[lane] = end
        chosen[index] = lane
    return chosen


@dataclass(frozen=True)
class ChartText:
    """The words of a chart. `id` is unique on the page; `title` names it; `description` says what it shows."""

    id: str
    title: str
    description: str


@dataclass(frozen=True)
class Band:
    """An exposure band: `key` is the modifier of its CSS class, `label` its name in words."""

    key: str
    label: str


@dataclass(frozen=True)
class Tick:
    """An axis mark: `x` in percent of the width, `text` as printed, `anchor` for SVG's text-anchor."""

    x: str
    text: str
    anchor: str


def axis_ticks(scale: LinearScale, count: int = 5) -> list[Tick]:
    """Ticks of a horizontal scale in percent; the outermost are anchored inwards so that they stay in the picture."""
    values = ticks(*scale.domain, count)
    return [Tick(rounded(scale(value)), _tick_text(value, values), anchored(scale(value), 1)) for value in values]


def _tick_text(value: float, values: Sequence[float]) -> str:
    decimals = max(len(f"{other:g}".partition(".")[2]) for other in values)
    return "0" if value == 0 else f"{value:,.{decimals}f}"


def anchored(percent: float, edge: float) -> str:
    """SVG's text-anchor of words at this place: inwards where it is less than `edge` percent from an end."""
    return "start" if percent < edge else "end" if percent > 100 - edge else "middle"
