"""The whole gradient: every unit group as one round dot at its mean score, packed around a middle line without overlap, in the
colour of its band; and under the scale, where each of the six bands lies on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from singulariki.charts.labels import Landmark, LandmarkLabel, PlacedNames, name_landmarks
from singulariki.charts.scales import Band, ChartText, LinearScale, Tick, axis_ticks, dodge, rounded

PADDING = 8.0
ROW = 21.0
CHARACTER = 7.2


class Packing(NamedTuple):
    """How the swarm is packed for pictures of `width` pixels and more: radius and distance of dots, how many landmarks are named,
    and how long their names may be."""

    width: float
    radius: float
    distance: float
    landmarks: int
    longest: int


# A phone 320 px wide, margins taken off; and from where charts have room for more (see `quadrant.WIDE_WIDTH`).
NARROW = Packing(272.0, 2.9, 6.2, 7, 24)
WIDE = Packing(624.0, 5.0, 10.6, 15, 34)


@dataclass(frozen=True)
class GradientPoint:
    """A unit group: mean score (0 to 1), the score as printed, the key of its band and the address of its page."""

    code: str
    title: str
    score: float
    score_text: str
    band: str
    url: str


@dataclass(frozen=True)
class GradientDot:
    """Geometry of one unit group: `x` in percent, `narrow_y` and `wide_y` in pixels."""

    x: str
    narrow_y: str
    wide_y: str
    url: str
    title: str
    value: str
    is_found: bool


@dataclass(frozen=True)
class GradientRow:
    """One band: where it lies on the scale (`start` and `end` in percent, empty where it has no dots), its name and count, and
    its dots from the lowest score up."""

    band: Band
    count: str
    y: str
    label_y: str
    start: str
    end: str
    label_x: str
    label_dx: str
    label_anchor: str
    dots: list[GradientDot]


@dataclass(frozen=True)
class GradientChart:
    """The drawn gradient. `height` and all y are pixels; x are percent. `names` are those of landmarks, by where they are shown,
    with the radius of a ring around each."""

    text: ChartText
    height: str
    axis_y: str
    tick_y: str
    axis_label: str
    axis_label_y: str
    ticks: list[Tick]
    rows: list[GradientRow]
    names: list[tuple[str, str, list[LandmarkLabel]]]
    found: GradientDot | None

    radii = (("narrow", f"{NARROW.radius:g}"), ("wide", f"{WIDE.radius:g}"))
    rings = (("narrow", f"{NARROW.radius + 3:g}"), ("wide", f"{WIDE.radius + 4:g}"))


@dataclass(frozen=True)
class _Swarm:
    """A swarm packed for one width: offsets from the middle line by point, and the names around it."""

    packing: Packing
    offsets: Sequence[float]
    placed: PlacedNames

    @property
    def rise(self) -> float:
        return self.packing.radius - min(self.offsets, default=0.0)

    @property
    def fall(self) -> float:
        return self.packing.radius + max(self.offsets, default=0.0)

    @property
    def above(self) -> float:
        return self.rise + self.placed.room(1)

    @property
    def below(self) -> float:
        return self.fall + self.placed.room(-1)

    def names(self, middle: float) -> list[LandmarkLabel]:
        across = LinearScale((0.0, self.packing.width))
        return self.placed.drawn(across, middle, self.rise, self.fall)


def gradient_dots(
    points: Sequence[GradientPoint],
    bands: Sequence[Band],
    *,
    text: ChartText,
    axis_label: str,
    domain: tuple[float, float] = (0.0, 1.0),
    found: str = "",
) -> GradientChart:
    """The swarm of all points and a row for each of the `bands`; a band without points keeps its row.

    Landmarks are those with the shortest title in each of some equal parts of what the points span; the point whose code
    is `found` is named first of all. Raises ValueError for a point whose band is not among `bands`.
    """
    unknown = {point.band for point in points} - {band.key for band in bands}
    if unknown:
        raise ValueError(f"Points lie in bands that were not given: {', '.join(sorted(unknown))}.")
    scale = LinearScale(domain)
    narrow, wide = (_packed(points, scale, packing, found) for packing in (NARROW, WIDE))
    middle = PADDING + max(narrow.above, wide.above)
    axis_y = middle + max(narrow.below, wide.below) + PADDING
    dots = [
        GradientDot(
            x=rounded(scale(point.score)),
            narrow_y=rounded(middle + narrow.offsets[index]),
            wide_y=rounded(middle + wide.offsets[index]),
            url=point.url,
            title=f"{point.code} {point.title}",
            value=point.score_text,
            is_found=point.code == found,
        )
        for index, point in enumerate(points)
    ]
    first_row = axis_y + 66
    rows = [_row(band, points, dots, scale, first_row + ROW * place) for place, band in enumerate(bands)]
    return GradientChart(
        text=text,
        height=rounded(first_row + ROW * len(bands) - 6),
        axis_y=rounded(axis_y),
        tick_y=rounded(axis_y + 18),
        axis_label=axis_label,
        axis_label_y=rounded(axis_y + 38),
        ticks=axis_ticks(scale),
        rows=rows,
        names=[(kind, f"{one.packing.radius + 1.5:g}", one.names(middle)) for kind, one in (("narrow", narrow), ("wide", wide))],
        found=next((dot for dot in dots if dot.is_found), None),
    )


def _packed(points: Sequence[GradientPoint], scale: LinearScale, packing: Packing, found: str) -> _Swarm:
    pixels = [scale(point.score) / 100 * packing.width for point in points]
    offsets = dodge(pixels, packing.distance)
    named = [index for index, point in enumerate(points) if point.code == found]
    named += [index for index in _landmarks(points, packing) if index not in named]
    marks = []
    for index in named:
        point = points[index]
        is_found = point.code == found
        marks.append(Landmark(index, _name(point, packing, is_found=is_found), pixels[index], offsets[index], is_found))
    return _Swarm(packing, offsets, name_landmarks(marks, packing.width))


def _name(point: GradientPoint, packing: Packing, *, is_found: bool) -> str:
    if not is_found:
        return point.title
    room = int(packing.width / 7.4)
    return point.title if len(point.title) <= room else f"{point.title[: room - 1].rstrip(' ,')}…"


def _landmarks(points: Sequence[GradientPoint], packing: Packing) -> list[int]:
    """The point with the shortest title in each part of the span; those near the ends first, as there is most room for them."""
    if not points:
        return []
    scores = [point.score for point in points]
    lowest, span = min(scores), (max(scores) - min(scores)) or 1.0
    parts: dict[int, int] = {}
    for index, point in enumerate(points):
        part = min(int((point.score - lowest) / span * packing.landmarks), packing.landmarks - 1)
        best = parts.get(part)
        is_shorter = best is None or (len(point.title), point.code) < (len(points[best].title), points[best].code)
        if len(point.title) <= packing.longest and is_shorter:
            parts[part] = index
    return [parts[part] for part in sorted(parts)]


def _row(band: Band, points: Sequence[GradientPoint], dots: Sequence[GradientDot], scale: LinearScale, y: float) -> GradientRow:
    members = sorted((index for index, point in enumerate(points) if point.band == band.key), key=lambda i: points[i].score)
    start, end = (scale(points[members[0]].score), scale(points[members[-1]].score)) if members else (0.0, 0.0)
    extent = (len(band.label) + len(f" {len(members):,}")) * CHARACTER + 12
    is_right = end / 100 * NARROW.width + extent <= NARROW.width
    return GradientRow(
        band=band,
        count=f"{len(members):,}",
        y=rounded(y - 4.5),
        label_y=rounded(y),
        start=rounded(start) if members else "",
        end=rounded(end) if members else "",
        label_x=rounded(end if is_right else start),
        label_dx="10" if is_right else "-10",
        label_anchor="start" if is_right else "end",
        dots=[dots[index] for index in members],
    )


def score_dot(score: float, band: str) -> SafeString:
    """A score in a row: a dot on a line from 0 to 1, in the colour of its band, for the eye alone: the score stands beside it.
    Lists have hundreds of them, so what is the same for all stands in gradient.css."""
    x = rounded(100 * score)
    return SafeString(f'<svg class="score-dot band--{band}" aria-hidden="true"><circle cx="{x}%"/></svg>')
