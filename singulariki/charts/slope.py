"""A slope: one value at two moments."""

from dataclasses import dataclass

from singulariki.charts.scales import ChartText, LinearScale, rounded

TOP, BOTTOM = 22.0, 92.0
LEAST_SPAN = 0.25
"""The drawn span is at least this share of the larger value, so that a small change looks small."""


@dataclass(frozen=True)
class Moment:
    """A value, when it holds ("2024", "2034 projection") and how it is printed."""

    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Slope:
    """A drawn slope; y in pixels of a chart 116 px high."""

    text: ChartText
    start: Moment
    end: Moment
    start_y: str
    end_y: str


def slope(start: Moment, end: Moment, *, text: ChartText) -> Slope:
    """Places two values of the same unit on one vertical scale, larger higher."""
    middle = (start.value + end.value) / 2
    span = max(abs(end.value - start.value), LEAST_SPAN * max(abs(start.value), abs(end.value))) or 1.0
    scale = LinearScale((middle - span / 2, middle + span / 2), (BOTTOM, TOP))
    return Slope(text, start, end, rounded(scale(start.value)), rounded(scale(end.value)))
