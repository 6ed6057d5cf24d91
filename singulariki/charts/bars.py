"""Bars: the histogram of a scale, and a change in a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from singulariki.charts.scales import ChartText, LinearScale, Tick, anchored, axis_ticks, rounded

HEIGHT = 112.0
TOP = 22.0
_GAP_PERCENT = 0.4


@dataclass(frozen=True)
class HistogramBin:
    """A part of the scale from `low` to `high`, how many lie in it, and what a pointer resting on its bar reads."""

    low: float
    high: float
    count: int
    description: str


@dataclass(frozen=True)
class HistogramBar:
    """A drawn bin: `x` and `width` in percent, `y` and `height` in pixels."""

    x: str
    width: str
    y: str
    height: str
    description: str


@dataclass(frozen=True)
class Histogram:
    """A drawn histogram. `mark_x` is the place of the marked value in percent, empty where none is marked."""

    text: ChartText
    bars: list[HistogramBar]
    ticks: list[Tick]
    mark_x: str
    mark_label: str
    mark_anchor: str

    axis_y = f"{TOP + HEIGHT:g}"
    tick_y = f"{TOP + HEIGHT + 16:g}"
    mark_y = f"{TOP - 8:g}"
    height = f"{TOP + HEIGHT + 22:g}"


def histogram(
    bins: Sequence[HistogramBin], *, domain: tuple[float, float], text: ChartText, mark: float | None = None, mark_label: str = ""
) -> Histogram:
    """Bars over `domain`, the tallest as high as the chart. `mark` sets a dashed line with its words: a median, say."""
    scale = LinearScale(domain)
    most = max((part.count for part in bins), default=0) or 1
    bars = []
    for part in bins:
        height = HEIGHT * part.count / most
        # A bin that holds anything at all is seen.
        height = max(height, 1.5) if part.count else 0.0
        start, end = scale(part.low), scale(part.high)
        bars.append(
            HistogramBar(
                x=rounded(start + _GAP_PERCENT / 2),
                width=rounded(max(end - start - _GAP_PERCENT, 0.2)),
                y=rounded(TOP + HEIGHT - height),
                height=rounded(height),
                description=part.description,
            )
        )
    at = None if mark is None else scale(mark)
    return Histogram(
        text=text,
        bars=bars,
        ticks=axis_ticks(scale),
        mark_x="" if at is None else rounded(at),
        mark_label=mark_label,
        mark_anchor="middle" if at is None else anchored(at, 20),
    )


def change_bar(change: float, largest: float) -> SafeString:
    """A change in a row: to the right of the middle where it is a rise, to the left where it is a fall. The `largest` of all rows
    reaches the end. For the eye alone, since the change is printed beside it."""
    width = 50 * min(abs(change) / largest, 1) if largest else 0.0
    x = 50 - width if change < 0 else 50.0
    return SafeString(f'<svg class="change-bar" aria-hidden="true"><rect x="{rounded(x)}%" width="{rounded(width)}%"/></svg>')
