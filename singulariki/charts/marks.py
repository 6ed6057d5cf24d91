"""What every chart is made of: its words, bands and axis ticks."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.charts.scales import LinearScale, rounded, ticks


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
    return [Tick(rounded(scale(value)), _tick_text(value, values), _anchor(scale(value))) for value in values]


def _tick_text(value: float, values: Sequence[float]) -> str:
    decimals = max(len(f"{other:g}".partition(".")[2]) for other in values)
    return "0" if value == 0 else f"{value:,.{decimals}f}"


def _anchor(percent: float) -> str:
    if percent < 1:
        return "start"
    return "end" if percent > 99 else "middle"
