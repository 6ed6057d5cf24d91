"""Pay as a range: tenth to ninetieth percentile, the middle half and the median."""

from dataclasses import dataclass

from singulariki.charts.scales import NOMINAL_WIDTH, ChartText, LinearScale, rounded

CHARACTER = 7.5
"""Nominal pixels of one character of a label."""


@dataclass(frozen=True)
class Amount:
    """A published amount in its own unit and as printed; a top-coded one says so in its text ("$239,200 or more")."""

    value: float
    text: str


@dataclass(frozen=True)
class PayLabel:
    """A printed amount: `x` in percent, `anchor` for SVG's text-anchor."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True)
class PayRange:
    """A drawn range; every x and width is in percent and empty where the source does not publish that end."""

    text: ChartText
    whisker_start: str
    whisker_end: str
    half_start: str
    half_width: str
    median_x: str
    median: PayLabel | None
    labels: list[PayLabel]


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
    labels: list[PayLabel] = []
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
        median=PayLabel(rounded(scale(median.value)), median.text, _anchor(scale(median.value))) if median else None,
        labels=labels,
    )


def _label(amount: Amount, scale: LinearScale, labels: list[PayLabel], taken: list[tuple[float, float]]) -> None:
    """Adds the label of an amount unless it would touch one already there."""
    percent = scale(amount.value)
    anchor = _anchor(percent)
    width = len(amount.text) * CHARACTER
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    left = percent / 100 * NOMINAL_WIDTH - width * shift
    if any(left < end + 6 and left + width > start - 6 for start, end in taken):
        return
    taken.append((left, left + width))
    labels.append(PayLabel(rounded(percent), amount.text, anchor))


def _anchor(percent: float) -> str:
    if percent < 12:
        return "start"
    return "end" if percent > 88 else "middle"
