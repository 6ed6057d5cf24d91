"""Published amounts: pay as a range, from the tenth to the ninetieth percentile with the middle half and the median; and a slope,
which is one value at two moments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from django.utils.safestring import SafeString

from singulariki.charts.scales import NOMINAL_WIDTH, ChartText, LinearScale, Tick, anchored, lanes, rounded, ticks

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
class PayLabel:
    """A labelled percentile: `x` in percent, `y` in pixels, whether below the range, what it is and its amount."""

    x: str
    y: str
    anchor: str
    name: str
    text: str
    is_below: bool


@dataclass(frozen=True)
class PayRow:
    """Another occupation's range below the first: its name, address, median as printed, and strip."""

    title: str
    path: str
    text: str
    strip: SafeString


@dataclass(frozen=True)
class PayRange:
    """A drawn range; every x and width is in percent and empty where the source does not publish that end. `y` is the range's in
    pixels, `height` that of the whole with its axis.

    is_open    whether it ends in an arrow: the source gives its top code in place of the highest
    axis       round amounts
    reference  the median of all, where it is known
    rows       other occupations on the same axis
    """

    text: ChartText
    whisker_start: str
    whisker_end: str
    half_start: str
    half_width: str
    median_x: str
    is_open: bool
    labels: list[PayLabel]
    axis: list[Tick]
    reference: Tick | None
    y: str
    axis_y: str
    height: str
    rows: Sequence[PayRow] = ()


def pay_range(
    *,
    text: ChartText,
    domain: tuple[float, float],
    pay: Sequence[tuple[str, Amount | None]],
    is_open: bool = False,
    reference: Amount | None = None,
    rows: Sequence[PayRow] = (),
) -> PayRange:
    """Places five published percentiles, each with its name; missing ones are left out, never drawn as zero. The middle three are
    labelled above the range, the ends below, in as many lines as it takes on a phone. Raises ValueError when nothing at all is
    published."""
    known = [amount for _, amount in pay if amount]
    if not known:
        raise ValueError("A pay range needs at least one published amount; say in words that there is none.")
    scale = LinearScale(domain)
    above, lines_above = _pay_labels([one for one in pay[1:4] if one[1]], scale)
    below, lines_below = _pay_labels([one for one in (pay[0], pay[4]) if one[1]], scale)
    y = PAY_LINE * lines_above + 12
    axis_y = y + 16 + PAY_LINE * lines_below
    quarter, median, three_quarters = (amount for _, amount in pay[1:4])
    half = (quarter, three_quarters) if quarter and three_quarters else None
    return PayRange(
        text=text,
        whisker_start=rounded(scale(known[0].value)),
        whisker_end="100" if is_open else rounded(scale(known[-1].value)),
        half_start=rounded(scale(half[0].value)) if half else "",
        half_width=rounded(scale(half[1].value) - scale(half[0].value)) if half else "",
        median_x=rounded(scale(median.value)) if median else "",
        is_open=is_open,
        labels=[
            *(replace(label, y=rounded(PAY_LINE * (lines_above - 1 - int(label.y)) + 12)) for label in above),
            *(replace(label, y=rounded(y + 24 + PAY_LINE * int(label.y)), is_below=True) for label in below),
        ],
        axis=[
            Tick(
                rounded(scale(value)),
                f"${value / 1000:,.0f}k" if value and domain[1] > 1000 else f"${value:,.0f}",
                anchored(scale(value), 4.0),
            )
            for value in ticks(*domain, 4)
        ],
        reference=Tick(rounded(scale(reference.value)), reference.text, anchored(scale(reference.value), 40.0))
        if reference
        else None,
        y=rounded(y),
        axis_y=rounded(axis_y),
        height=rounded(axis_y + 18),
        rows=rows,
    )


PAY_LINE = 30.0
"""Pixels of a label of two lines: the amount, and which percentile it is."""


def _pay_labels(given: Sequence[tuple[str, Amount | None]], scale: LinearScale) -> tuple[list[PayLabel], int]:
    """Labels with the number of their line in place of `y`, from the range outwards; and how many lines there are."""
    places, intervals = [], []
    for name, amount in given:
        if amount:
            percent = scale(amount.value)
            anchor, width = anchored(percent, EDGE), max(len(amount.text), len(name)) * CHARACTER
            left = percent / 100 * NOMINAL_WIDTH - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
            places.append((rounded(percent), anchor, name, amount.text))
            intervals.append((left, left + width))
    chosen = lanes(intervals, 6.0)
    labels = [
        PayLabel(x, str(lane), anchor, name, text, is_below=False)
        for (x, anchor, name, text), lane in zip(places, chosen, strict=True)
    ]
    return labels, 1 + max(chosen, default=-1)


@dataclass(frozen=True)
class Moment:
    """A value, when it holds ("2024", "2034 projection") and how it is printed."""

    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Part:
    """A part of a whole as running text says it, and its value; negative for what is taken away."""

    value: float
    text: str


@dataclass(frozen=True)
class Levels:
    """Two values as bars from zero, the first marked through both, and what a third one is made of; widths in percent.

    parts  (start, width, words) of each part of the third bar; one that is taken away has the width of what is lacking
    """

    text: ChartText
    start: Moment
    end: Moment
    start_width: str
    end_width: str
    whole: str
    parts: list[tuple[str, str, str]]


def levels(start: Moment, end: Moment, *, text: ChartText, whole: str = "", parts: Sequence[Part] = ()) -> Levels:
    """Places two values of the same unit on one scale from zero, and the parts of a whole on their own."""
    scale = LinearScale((0.0, max(start.value, end.value) or 1.0))
    full = sum(max(part.value, 0.0) for part in parts)
    drawn: list[tuple[str, str, str]] = []
    at = 0.0
    for part in parts:
        width = 100 * abs(part.value) / full if full else 0.0
        begin = at if part.value >= 0 else at - width
        drawn.append((rounded(begin), rounded(width), part.text))
        at += width if part.value >= 0 else -width
    return Levels(text, start, end, rounded(scale(start.value)), rounded(scale(end.value)), whole, drawn)


def pay_strip(domain: tuple[float, float], pay: Sequence[float | None], *, is_open: bool = False, words: str = "") -> SafeString:
    """A range of pay in a row: the tenth to the ninetieth percentile, the middle half, and the median, on the common `domain` of
    its column. `pay` are the five percentiles, None where one is not published; `is_open` where the source gives its top code in
    place of the highest: an arrow says “or more”. `words` say it to those who do not see it. Nothing where nothing is
    published. Lists have a hundred of them, so what is the same for all stands in ruler.css."""
    known = [value for value in pay if value is not None]
    if not known:
        return SafeString("")
    scale = LinearScale(domain)
    _, quarter, median, three_quarters, _ = pay
    start, end = scale(known[0]), 100.0 if is_open else scale(known[-1])
    parts = [f'<rect x="{rounded(start)}%" width="{rounded(end - start)}%"/>']
    if quarter is not None and three_quarters is not None:
        width = rounded(scale(three_quarters) - scale(quarter))
        parts.append(f'<rect class="half" x="{rounded(scale(quarter))}%" width="{width}%"/>')
    if median is not None:
        parts.append(f'<rect class="median" x="{rounded(scale(median))}%"/>')
    if is_open:
        parts.append('<svg x="100%" overflow="visible"><path d="M-6 3 0 7-6 11"/></svg>')
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return SafeString(f'<svg class="pay-strip" {named}>{"".join(parts)}</svg>')
