"""The ramp ruler: where a rank stands between the lowest and the highest, on the ramp as one continuous tint. A rank is no band,
so
it is never drawn in the six steps. Wide at the head of a page, 96 pixels wide in a row (`mini_ruler`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from singulariki.charts.scales import NOMINAL_WIDTH, Tick, anchored, lanes, rounded

CHARACTER = 7.2
"""Nominal pixels of one character of a label."""
EDGE = 16.0
"""Percent of the width in which labels are anchored inwards."""
NAMED = 3
"""So many ranks on another scale are all named."""
LANE = 20.0
"""Pixels between two lanes of labels."""


@dataclass(frozen=True)
class Mark:
    """A rank from 0 to 100 with the name of what put it there, and how it is printed."""

    value: float
    name: str
    text: str


@dataclass(frozen=True)
class Lane(Tick):
    """A label at its place: `name` in ordinary and `text` in bold letters, `y` in pixels from the top of its drawing."""

    name: str
    y: str


@dataclass(frozen=True)
class Ruler:
    """A drawn ruler; every x and width is in percent, every height in pixels, empty where there is nothing to draw.

    description  all of it in words
    pin          where the rank stands; pin_label is printed below it
    ticks        the studies, above the line; `above` is the height that their labels take
    spread_x, spread_width  from the lowest to the highest of them
    below        ranks on another scale, on a line of their own
    """

    description: str
    pin: str
    pin_label: Tick | None
    ticks: list[Lane]
    above: str
    spread_x: str
    spread_width: str
    below: list[Lane]
    beneath: str


def _placed(marks: Sequence[Mark]) -> list[tuple[Mark, str, int]]:
    """Each mark with the anchor of its label and the lane in which the label touches no other, even on a phone."""
    anchors = [anchored(mark.value, EDGE) for mark in marks]
    intervals = []
    for mark, anchor in zip(marks, anchors, strict=True):
        width = (len(mark.name) + len(mark.text) + 1) * CHARACTER if mark.text else 0.0
        left = mark.value / 100 * NOMINAL_WIDTH - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        intervals.append((left, left + width))
    named = [place for place, mark in enumerate(marks) if mark.text]
    chosen = dict(zip(named, lanes([intervals[place] for place in named], 8.0), strict=True))
    return [(mark, anchor, chosen.get(place, 0)) for place, (mark, anchor) in enumerate(zip(marks, anchors, strict=True))]


def _few(marks: Sequence[Mark]) -> list[Mark]:
    """The marks by rank; of more than three only the lowest and the highest are named, so that their names fit below the line."""
    placed = sorted(marks, key=lambda mark: mark.value)
    if len(placed) <= NAMED:
        return placed
    return [placed[0], *(Mark(mark.value, "", "") for mark in placed[1:-1]), placed[-1]]


def ruler(*, description: str, pin: Mark | None, studies: Sequence[Mark] = (), others: Sequence[Mark] = ()) -> Ruler:
    """Places a rank, the ranks by each study, and ranks on another scale. Raises ValueError where there is none of them."""
    if pin is None and not studies and not others:
        raise ValueError("A ruler needs at least one rank; say in words that there is none.")
    above, below = _placed(studies), _placed(_few(others))
    height = LANE * (1 + max((lane for _, _, lane in above), default=-1))
    values = [mark.value for mark in studies]
    spread = (min(values), max(values)) if len(values) > 1 else None
    return Ruler(
        description=description,
        pin=rounded(pin.value) if pin else "",
        pin_label=Tick(rounded(pin.value), pin.text, anchored(pin.value, EDGE)) if pin else None,
        ticks=[
            Lane(rounded(mark.value), mark.text, anchor, mark.name, rounded(height - LANE * lane - 9))
            for mark, anchor, lane in above
        ],
        above=rounded(height),
        spread_x=rounded(spread[0]) if spread else "",
        spread_width=rounded(spread[1] - spread[0]) if spread else "",
        below=[
            Lane(rounded(mark.value), mark.text, anchor, mark.name, rounded(LANE * (lane + 1))) for mark, anchor, lane in below
        ],
        beneath=rounded(LANE * (1 + max((lane for _, _, lane in below), default=-1)) + 4) if below else "",
    )


def mini_ruler(rank: float, words: str, low: float | None = None, high: float | None = None) -> SafeString:
    """The same in a row: the pin, and the spread of the studies where both its ends are given. `words` say the rank to those who
    do not see it; empty where it is printed beside it."""
    spread = (
        f'<rect class="mini-ruler__spread" x="{rounded(low)}%" width="{rounded(high - low)}%"/>'
        if low is not None and high is not None
        else ""
    )
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return SafeString(f'<svg class="mini-ruler" {named}>{spread}<rect class="mini-ruler__pin" x="{rounded(rank)}%"/></svg>')
