"""The ramp ruler: where a rank stands between the lowest and the highest, on the ramp as one continuous tint. A rank is no band,
so
it is never drawn in the six steps. Wide at the head of a page, 96 pixels wide in a row (`mini_ruler`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import product

from django.utils.safestring import SafeString

from singulariki.charts.scales import NOMINAL_WIDTH, Tick, anchored, rounded

CHARACTER = 6.8
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


def _width(mark: Mark) -> float:
    return (len(mark.name) + len(mark.text) + 1) * CHARACTER if mark.text else 0.0


def _at(mark: Mark) -> float:
    return mark.value / 100 * NOMINAL_WIDTH


def _placed(marks: Sequence[Mark]) -> list[tuple[Mark, str, int]]:
    """Marks by rank, each with the anchor of its label and its lane, so that even on a phone no label leaves the ruler, touches
    another, or is crossed by the line of one that is named above it. At most `NAMED` have a label."""
    named = tuple(sorted((mark for mark in marks if mark.text), key=lambda mark: mark.value))
    return [*((mark, "middle", 0) for mark in marks if not mark.text), *_labelled(named)]


_SHIFT = {"middle": 0.5, "end": 1.0, "start": 0.0}


@lru_cache(maxsize=4096)
def _labelled(marks: tuple[Mark, ...]) -> tuple[tuple[Mark, str, int], ...]:
    """Of all ways to put the labels the first that is sound, the flattest and most centred before; where none is, or there are
    too many to try, each in a lane of its own."""
    count = len(marks)
    ways = sorted(
        product(product(_SHIFT, repeat=count), product(range(count), repeat=count)) if count <= NAMED else (),
        key=lambda way: (max(way[1], default=0), sum(anchor != "middle" for anchor in way[0])),
    )
    for anchors, chosen in ways:
        boxes = [
            (_at(mark) - _width(mark) * _SHIFT[anchor], _width(mark), lane, _at(mark))
            for mark, anchor, lane in zip(marks, anchors, chosen, strict=True)
        ]
        if _is_sound(boxes):
            return tuple(zip(marks, anchors, chosen, strict=True))
    return tuple((mark, anchored(mark.value, EDGE), place) for place, mark in enumerate(marks))


def _is_sound(boxes: Sequence[tuple[float, float, int, float]]) -> bool:
    """Boxes are left edge, width and lane of a label, and where its line goes down."""
    if any(left < 0 or left + width > NOMINAL_WIDTH for left, width, _, _ in boxes):
        return False
    for place, (left, width, lane, _) in enumerate(boxes):
        for other, (start, extent, height, line) in enumerate(boxes):
            if other == place:
                continue
            if height == lane and left <= start + extent and start <= left + width:
                # Two that are named outwards from the same place do not touch.
                if not (left == start + extent or start == left + width):
                    return False
            elif height > lane and left < line < left + width:
                return False
    return True


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
