"""The scatter: one dot for each subject of an edition on two percentiles, as large as the number of people it stands for; a
square of four fields, each dot a link, with landmarks named."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from singulariki.charts.quadrant import LINE, Box, place, wrapped
from singulariki.charts.scales import RAMP, ChartText, LinearScale, Tick, rounded

SIDE = 440.0
TOP = 48.0
MARGIN = 16.0
LARGEST, SMALLEST = 20.0, 2.2
"""Radius in pixels of the largest dot, and the least that any has."""
BIG = 13.0
"""Names keep clear of dots of this radius and more where they can."""
CHARACTER = 6.7
_ACROSS = LinearScale((0, 100), (3.0, 97.0))
_UP = LinearScale((0, 100), (SIDE - MARGIN, MARGIN))


class Naming(NamedTuple):
    """How landmarks are named on pictures of `width` pixels and more: the largest dot of each part of a grid of so many parts a
    side, in lines of so many characters."""

    width: float
    parts: int
    longest: int


NAMINGS = {"narrow": Naming(272.0, 3, 15), "wide": Naming(624.0, 4, 24)}


@dataclass(frozen=True)
class ScatterPoint:
    """A subject at (x, y), both percentiles from 0 to 100.

    size       how many people it stands for; None where nobody knows
    value      what a card about it says below its title, lines from top to bottom
    is_chosen  whether it is among those that the reader asked for; others are dimmed
    is_found   whether it is the one that the reader looked for
    """

    title: str
    x: float
    y: float
    size: float | None
    value: str
    url: str
    is_chosen: bool = True
    is_found: bool = False


@dataclass(frozen=True)
class ScatterDot:
    """A drawn point: `x` in percent of the width, `y` and `radius` in pixels."""

    point: ScatterPoint
    x: str
    y: str
    radius: str
    ring: str


@dataclass(frozen=True)
class ScatterLabel:
    """The name of a landmark. `x` in percent, all else in pixels; `leader` is the end of its line, as offsets from the dot."""

    x: str
    y: str
    dx: str
    anchor: str
    lines: list[tuple[str, str]]
    leader: tuple[str, str] | None
    is_found: bool


@dataclass(frozen=True)
class ScatterWords:
    """Names of the axes, of the lines through their middles, of the four fields clockwise from the upper left, and of what the
    size of a dot says."""

    x_axis: str
    y_axis: str
    median: str
    fields: tuple[str, str, str, str]
    size: str


@dataclass(frozen=True)
class Scatter:
    """A drawn square: dots from large to small, the dimmed ones apart, names by where they are shown."""

    text: ChartText
    words: ScatterWords
    dots: list[ScatterDot]
    dimmed: list[ScatterDot]
    found: ScatterDot | None
    names: list[tuple[str, list[ScatterLabel]]]
    ticks: list[Tick]
    heights: list[tuple[str, str]]
    sizes: list[tuple[str, str, str, str]]

    tint = RAMP
    top = f"{TOP:g}"
    side = f"{SIDE:g}"
    middle_x = rounded(_ACROSS(50))
    middle_y = rounded(_UP(50))
    tint_y = f"{SIDE - 3:g}"
    tick_y = f"{SIDE + 18:g}"
    corner_y = f"{SIDE + 38:g}"
    axis_y = f"{SIDE + 68:g}"
    size_y = f"{SIDE + 98:g}"
    size_text_y = f"{SIDE + 102:g}"
    height = f"{TOP + SIDE + 122:g}"

    @property
    def size_x(self) -> str:
        """Where the dots that tell what sizes mean begin, after their words."""
        return rounded(len(self.words.size) * CHARACTER + 10)


def scatter(points: Sequence[ScatterPoint], *, text: ChartText, words: ScatterWords) -> Scatter:
    """Points on 0 to 100 both ways, higher values up and to the right; the area of a dot is in proportion to its size, but for
    the smallest, which have to be seen."""
    most = max((point.size or 0.0 for point in points), default=0.0) or 1.0
    by_size = sorted(points, key=lambda point: -(point.size or 0.0))
    dots = [_dot(point, most) for point in by_size if point.is_chosen or point.is_found]
    return Scatter(
        text=text,
        words=words,
        dots=dots,
        dimmed=[_dot(point, most) for point in by_size if not (point.is_chosen or point.is_found)],
        found=next((dot for dot in dots if dot.point.is_found), None),
        names=[(kind, _names([dot.point for dot in dots], naming, most)) for kind, naming in NAMINGS.items()],
        ticks=[Tick(rounded(_ACROSS(value)), f"{value:g}", "middle") for value in (0, 25, 50, 75, 100)],
        heights=[(rounded(_UP(value)), f"{value:g}") for value in (25, 50, 75)],
        sizes=_sizes(most),
    )


def _radius(size: float | None, most: float) -> float:
    return max(LARGEST * math.sqrt((size or 0.0) / most), SMALLEST)


def _dot(point: ScatterPoint, most: float) -> ScatterDot:
    radius = _radius(point.size, most)
    return ScatterDot(point, rounded(_ACROSS(point.x)), rounded(_UP(point.y)), rounded(radius), rounded(radius + 4))


def _sizes(most: float) -> list[tuple[str, str, str, str]]:
    """Two dots that tell what sizes mean, of powers of ten: x and radius in pixels, where the number stands, and it."""
    if most < 100:
        return []
    large = 10 ** int(math.log10(most))
    drawn: list[tuple[str, str, str, str]] = []
    x = 0.0
    for size in (large, large // 10):
        radius = _radius(size, most)
        drawn.append((rounded(x + radius), rounded(radius), rounded(x + 2 * radius + 6), f"{size:,}"))
        x += 2 * radius + len(f"{size:,}") * CHARACTER + 22
    return drawn


def _names(points: Sequence[ScatterPoint], naming: Naming, most: float) -> list[ScatterLabel]:
    """Names of the one looked for and of landmarks, as far as there is room; `points` from large to small."""
    largest: dict[tuple[int, int], ScatterPoint] = {}
    for point in points:
        part = tuple(min(int(value / 100 * naming.parts), naming.parts - 1) for value in (point.x, point.y))
        if wrapped(point.title, naming.longest):
            largest.setdefault(part, point)  # type: ignore[arg-type]
    marks = [point for point in points if point.is_found]
    marks += [point for point in points if point in largest.values() and not point.is_found]
    taken = [_box(point, naming.width, most) for point in marks]
    big = [_box(point, naming.width, most) for point in points if _radius(point.size, most) >= BIG]
    return [label for point in marks if (label := _label(point, naming, taken, big))]


def _box(point: ScatterPoint, width: float, most: float) -> Box:
    radius = _radius(point.size, most)
    return Box(_ACROSS(point.x) / 100 * width - radius, _UP(point.y) - radius, 2 * radius, 2 * radius)


def _label(point: ScatterPoint, naming: Naming, taken: list[Box], big: list[Box]) -> ScatterLabel | None:
    longest = naming.longest + 3 * point.is_found
    lines = wrapped(point.title, longest) or (wrapped(point.title, longest, 4) if point.is_found else None)
    if lines is None:
        return None
    mark = (_ACROSS(point.x) / 100 * naming.width, _UP(point.y))
    size = (max(map(len, lines)) * CHARACTER * (1.1 if point.is_found else 1.0), LINE * len(lines))
    extent = (naming.width, SIDE - 6)
    placed = place(mark, size, [*taken, *big], extent) or place(mark, size, taken, extent)
    if placed is None:
        return None
    taken.append(placed.box)
    first = mark[1] + placed.dy - size[1] / 2 + LINE * 0.75
    return ScatterLabel(
        x=rounded(_ACROSS(point.x)),
        y=rounded(_UP(point.y)),
        dx=rounded(placed.dx),
        anchor=placed.anchor,
        lines=[(rounded(first + LINE * number), line) for number, line in enumerate(lines)],
        leader=(rounded(placed.dx), rounded(placed.near_y)) if placed.far else None,
        is_found=point.is_found,
    )
