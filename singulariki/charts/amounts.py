"""Published amounts: pay as a range, from the tenth to the ninetieth percentile with the middle half and the median; and a slope,
which is one value at two moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from singulariki.charts.scales import NOMINAL_WIDTH, ChartText, LinearScale, Tick, anchored, rounded

CHARACTER = 7.5
"""Nominal pixels of one character of a label."""
EDGE = 12.0
"""Percent of the width in which labels are anchored inwards."""


@dataclass(frozen=True)
class Amount:
    """A published amount in its own unit and as printed; a top-coded one says so in its text ("$239,200 or more")."""

    value: float
    text: str


@dataclass(frozen=True)
class PayRange:
    """A drawn range; every x and width is in percent and empty where the source does not publish that end."""

    text: ChartText
    whisker_start: str
    whisker_end: str
    half_start: str
    half_width: str
    median_x: str
    median: Tick | None
    labels: list[Tick]


def pay_range(
    *,
    text: ChartText,
    domain: tuple[float, float],
    median: Amount | None,
    tenth: Amount | None = None,
    quarter: Amount | None = None,
    three_quarters: Amount | None = None,
    ninetieth: Amount | None = None,
) -> PayRange:
    """Places the five published amounts; missing ones are left out, never drawn as zero.

    The ends are labelled below the range, the median above it; the quarters are labelled only where they do not run
    into their neighbours on a phone. Raises ValueError when nothing at all is published.
    """
    given = [tenth, quarter, median, three_quarters, ninetieth]
    known = [amount for amount in given if amount]
    if not known:
        raise ValueError("A pay range needs at least one published amount; say in words that there is none.")
    scale = LinearScale(domain)
    half = (quarter, three_quarters) if quarter and three_quarters else None
    labels: list[Tick] = []
    taken: list[tuple[float, float]] = []
    for amount in (tenth, ninetieth, quarter, three_quarters):
        if amount:
            _label(amount, scale, labels, taken)
    return PayRange(
        text=text,
        whisker_start=rounded(scale(known[0].value)),
        whisker_end=rounded(scale(known[-1].value)),
        half_start=rounded(scale(half[0].value)) if half else "",
        half_width=rounded(scale(half[1].value) - scale(half[0].value)) if half else "",
        median_x=rounded(scale(median.value)) if median else "",
        median=Tick(rounded(scale(median.value)), median.text, anchored(scale(median.value), EDGE)) if median else None,
        labels=labels,
    )


def _label(amount: Amount, scale: LinearScale, labels: list[Tick], taken: list[tuple[float, float]]) -> None:
    """Adds the label of an amount unless it would touch one already there."""
    percent = scale(amount.value)
    anchor = anchored(percent, EDGE)
    width = len(amount.text) * CHARACTER
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    left = percent / 100 * NOMINAL_WIDTH - width * shift
    if any(left < end + 6 and left + width > start - 6 for start, end in taken):
        return
    taken.append((left, left + width))
    labels.append(Tick(rounded(percent), amount.text, anchor))


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


def pay_strip(domain: tuple[float, float], pay: Sequence[float | None], *, is_open: bool = False, words: str = "") -> SafeString:
    """A range of pay in a row: the tenth to the ninetieth percentile, the middle half, and the median, on the common `domain` of its
    column. `pay` are the five percentiles, None where one is not published; `is_open` where the source gives its top code in place
    of the highest: an arrow says “or more”. `words` say it to those who do not see it. Nothing where nothing is published."""
    known = [value for value in pay if value is not None]
    if not known:
        return SafeString("")
    scale = LinearScale(domain)
    _, quarter, median, three_quarters, _ = pay
    parts = [f'<line x1="{rounded(scale(known[0]))}%" x2="{"100" if is_open else rounded(scale(known[-1]))}%" y1="7" y2="7"/>']
    if quarter is not None and three_quarters is not None:
        width = rounded(scale(three_quarters) - scale(quarter))
        parts.append(f'<rect x="{rounded(scale(quarter))}%" y="3" width="{width}%" height="8"/>')
    if median is not None:
        parts.append(f'<rect class="pay-strip__median" x="{rounded(scale(median))}%" y="1" width="3" height="12"/>')
    if is_open:
        parts.append('<svg x="100%" overflow="visible"><path d="M-6 3 0 7-6 11"/></svg>')
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return SafeString(f'<svg class="pay-strip" {named}>{"".join(parts)}</svg>')
