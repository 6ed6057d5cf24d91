"""Every subject of an edition on two percentiles: a square of four fields, each dot a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.charts.scales import ChartText, LinearScale, rounded

SIDE = 420.0
_EDGE = 14.0


@dataclass(frozen=True)
class ScatterPoint:
    """A subject at (x, y), both percentiles from 0 to 100; `description` is what a pointer resting on it reads."""

    x: float
    y: float
    description: str
    url: str


@dataclass(frozen=True)
class ScatterDot:
    """A drawn point: `x` in percent of the width, `y` in pixels."""

    x: str
    y: str
    description: str
    url: str


@dataclass(frozen=True)
class Scatter:
    """A drawn square. Its fields are named clockwise from the upper left."""

    text: ChartText
    dots: list[ScatterDot]
    fields: tuple[str, str, str, str]
    x_label: str
    y_label: str

    middle_y = f"{SIDE / 2:g}"
    bottom_y = f"{SIDE:g}"
    upper_label_y = "-8"
    lower_label_y = f"{SIDE + 18:g}"
    axis_label_y = f"{SIDE + 44:g}"
    height = f"{SIDE + 76:g}"


def scatter(
    points: Sequence[ScatterPoint], *, text: ChartText, fields: tuple[str, str, str, str], x_label: str, y_label: str
) -> Scatter:
    """Points on 0 to 100 both ways, higher values up and to the right, in the order given."""
    across = LinearScale((0, 100), (1.0, 99.0))
    up = LinearScale((0, 100), (SIDE - _EDGE, _EDGE))
    dots = [ScatterDot(rounded(across(point.x)), rounded(up(point.y)), point.description, point.url) for point in points]
    return Scatter(text, dots, fields, x_label, y_label)
