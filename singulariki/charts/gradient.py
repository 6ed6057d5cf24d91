"""The whole gradient: every unit group as one dot, by mean score, in six rows of bands."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.charts.scales import NOMINAL_WIDTH, Band, ChartText, LinearScale, Tick, axis_ticks, dodge, round_out, rounded

RADIUS = 3.2
DISTANCE = 7.0
LABEL = 18.0
LABEL_WIDTH = 130.0
PADDING = 12.0


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
    """Geometry of one unit group: `x` in percent, `y` in pixels."""

    x: str
    y: str
    url: str
    title: str


@dataclass(frozen=True)
class GradientRow:
    """One band: its name and count at `label_y`, a rule at `rule_y` and its dots."""

    band: Band
    count: str
    label_y: str
    rule_y: str
    dots: list[GradientDot]


@dataclass(frozen=True)
class GradientChart:
    """The drawn gradient. `height` and all y are pixels; x are percent."""

    text: ChartText
    height: str
    radius: str
    axis_y: str
    tick_y: str
    axis_label: str
    axis_label_y: str
    ticks: list[Tick]
    rows: list[GradientRow]


def gradient_dots(
    points: Sequence[GradientPoint],
    bands: Sequence[Band],
    *,
    text: ChartText,
    axis_label: str,
    domain: tuple[float, float] | None = None,
) -> GradientChart:
    """Dots dodged within the row of their band, rows in the order of `bands`; a band without points keeps its row.

    The domain starts at 0 and ends at the next tenth above the highest score unless given. Raises ValueError for a point whose
    band is not among `bands`.
    """
    unknown = {point.band for point in points} - {band.key for band in bands}
    if unknown:
        raise ValueError(f"Points lie in bands that were not given: {', '.join(sorted(unknown))}.")
    if domain is None:
        domain = (0.0, max(round_out(max((point.score for point in points), default=0.0) + 0.02, 0.1), 0.1))
    scale = LinearScale(domain)
    rows, y = [], 0.0
    for band in bands:
        members = sorted((point for point in points if point.band == band.key), key=lambda p: (p.score, p.code))
        row, y = _row(band, members, scale, y)
        rows.append(row)
    return GradientChart(
        text=text,
        height=rounded(y + 44),
        radius=rounded(RADIUS),
        axis_y=rounded(y),
        tick_y=rounded(y + 18),
        axis_label=axis_label,
        axis_label_y=rounded(y + 38),
        ticks=axis_ticks(scale),
        rows=rows,
    )


def _row(band: Band, members: Sequence[GradientPoint], scale: LinearScale, top: float) -> tuple[GradientRow, float]:
    """Lays out one band from `top` down; returns it and where the next begins.

    The label has a line of its own only where dots would run into it on a phone.
    """
    pixels = [scale(point.score) / 100 * NOMINAL_WIDTH for point in members]
    offsets = dodge(pixels, DISTANCE)
    rise, fall = -min(offsets, default=0.0), max(offsets, default=0.0)
    beside = min(pixels, default=NOMINAL_WIDTH) > LABEL_WIDTH
    middle = top + PADDING + RADIUS + rise + (0.0 if beside else LABEL)
    bottom = max(middle + fall + RADIUS + PADDING, top + 2 * PADDING + LABEL)
    dots = [_dot(point, scale(point.score), middle + offset) for point, offset in zip(members, offsets, strict=True)]
    return GradientRow(band, f"{len(members):,}", rounded(top + LABEL), rounded(top), dots), bottom


def _dot(point: GradientPoint, x: float, y: float) -> GradientDot:
    return GradientDot(rounded(x), rounded(y), point.url, f"{point.code} {point.title} {point.score_text}")
