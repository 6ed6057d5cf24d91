"""The pictures that represent pages where their addresses are shared, made to be read 300 pixels wide: the title, one number,
where it lies on a scale, and its source."""

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from singulariki.charts.ruler import Mark
from singulariki.charts.scales import RAMP

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
INNER = WIDTH - 2 * MARGIN
TOP, TITLE_Y, END = 40, 118, 26
TITLE_SIZES = (92, 82, 72, 64, 56, 50, 44, 38)
# Lines that a title may have: fewer in large letters.
LARGE, LINES_LARGE, LINES_SMALL = 56, 3, 6
TITLE_LEADING = 1.14
VALUE_SIZES = (124, 112, 100, 88, 76, 64, 52)
LABEL_LINES, ABOUT_LINES, NOTE_LINES, SOURCE_LINES = 3, 2, 2, 2
# Sizes of letters, and what a line of them takes in height.
KICKER, LABEL, SIDE_LABEL, ABOUT, MARKED, ENDS, SOURCE, NOTE = 30, 34, 28, 26, 30, 28, 26, 22
LEADING, GAP = 1.3, 16
# The column beside the title that has the number, at most; what stays free to its left.
SIDE, SIDE_GAP = 400, 56
BAR, STICKS_OUT, LEADER, STEP = 40, 11, 20, 68
TICKS_AT_MOST, TICK_GAP = 4, 28
# The face that Pillow brings along has no glyph for these.
_PLAIN = str.maketrans({"−": "-", "–": "-", "—": "-", "×": "x", "→": ">", "↔": "-", "α": "alpha", "β": "beta", "γ": "gamma"})
_TOKEN = re.compile(r"--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6})", re.IGNORECASE)
_TINT = re.compile(r"--tint:\s*linear-gradient\(90deg,(.*?)\);", re.DOTALL)
_STOP = re.compile(r"var\(--([\w-]+)\)(?:\s+(\d+)%)?")

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class RankScale:
    """The ramp ruler: a rank from 0 to 100, None where there is none, the ranks by each study, and what its ends are called."""

    rank: float | None
    studies: Sequence[Mark] = ()
    least: str = ""
    most: str = ""


@dataclass(frozen=True)
class BandScale:
    """A score from 0 to 1 on a line, above the six steps of the bands, of which that with this key and label is marked."""

    score: float | None
    band: str
    label: str


@dataclass(frozen=True)
class ShareCard:
    """What a picture shows.

    kicker   beside the logotype: the code, the kind of page
    value    the one number, as printed on the page, and `label`, what it is
    about    whom the number is for, where that is a wider group
    source   the releases that the number is from
    note     what the number does not mean; drawn with it here too
    scale    where the number lies
    """

    title: str
    kicker: str = ""
    value: str = ""
    label: str = ""
    about: str = ""
    source: str = ""
    note: str = ""
    edition: str = ""
    scale: RankScale | BandScale | None = None


@lru_cache(maxsize=1)
def _tokens() -> str:
    path = finders.find("css/tokens.css")
    if path is None:
        raise FileNotFoundError("css/tokens.css is not among the static files, so pictures have no colours.")
    return Path(path).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def light_colours() -> dict[str, str]:
    """The light variant of each colour of static/css/tokens.css, by its name there."""
    return dict(_TOKEN.findall(_tokens()))


@lru_cache(maxsize=1)
def tint() -> list[tuple[float, str]]:
    """Stops of the ramp as one tint: (share of its length, colour). Raises LookupError where tokens.css has no such tint."""
    found = _TINT.search(_tokens())
    stops = _STOP.findall(found[1]) if found else []
    if len(stops) < 2:
        raise LookupError("css/tokens.css has no --tint of at least two colours, so pictures have no ruler.")
    ends = {0: 0.0, len(stops) - 1: 100.0}
    return [(float(percent or ends[place]) / 100, light_colours()[name]) for place, (name, percent) in enumerate(stops)]


@lru_cache(maxsize=32)
def _face(size: int) -> Face:
    return ImageFont.load_default(size)


def plain(text: str) -> str:
    """The text in the characters that the face has."""
    spelled = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(character for character in spelled if not unicodedata.combining(character))


def wrapped(text: str, size: int, width: int) -> list[str]:
    """The text broken at spaces into lines that are at most `width` pixels long at this size; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and _face(size).getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, size: int, width: float) -> str:
    """The text, its end left out where it is longer than `width` pixels."""
    face = _face(size)
    if face.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if face.getlength(f"{text[:middle].rstrip()} …") <= width else (low, middle - 1)
    return f"{text[:low].rstrip()} …"


def _lines(text: str, size: int, width: int, most: int) -> list[str]:
    """At most so many lines of this width; what does not fit is left out, and said to be."""
    # A line holds a few hundred characters at most, so the rest of an endless text need not be measured.
    lines = wrapped(plain(text[:2000]), size, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"] if most else []
    return [_cut(line, size, width) for line in lines]


def _height(lines: Sequence[str], size: int) -> int:
    return round(len(lines) * size * LEADING)


class _Picture:
    def __init__(self) -> None:
        self.colour = light_colours()
        self.image = Image.new("RGB", (WIDTH, HEIGHT), self.colour["paper"])
        self.pen = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: int, colour: str = "ink", anchor: str = "la", bold: int = 0) -> None:
        self.pen.text((x, y), text, self.colour[colour], _face(size), anchor=anchor, stroke_width=bold)

    def lines(self, x: float, y: float, lines: Sequence[str], size: int, colour: str) -> None:
        for number, line in enumerate(lines):
            self.text(x, y + round(number * size * LEADING), line, size, colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.pen.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=colour)

    def pin(self, x: float, top: float, bottom: float) -> None:
        self.box(x - 9, top - 3, x + 9, bottom + 3, self.colour["paper"])
        self.box(x - 6, top, x + 6, bottom, self.colour["ink"])

    def steps(self, left: float, right: float, top: float, bottom: float, gap: float = 0) -> None:
        each = (right - left) / len(RAMP)
        for place, key in enumerate(RAMP):
            self.box(left + place * each, top, left + (place + 1) * each - gap, bottom, self.colour[f"band-{key}"])


def draw(card: ShareCard) -> bytes:
    """The picture as PNG, 1200 × 630 pixels. The same card gives the same bytes."""
    picture = _Picture()
    _head(picture, card.kicker)
    y = _foot(picture, card)
    if card.scale is not None:
        y = _rank_scale(picture, card.scale, y) if isinstance(card.scale, RankScale) else _band_scale(picture, card.scale, y)
    abouts = _lines(card.about, ABOUT, INNER, ABOUT_LINES)
    y -= _height(abouts, ABOUT) + (GAP if abouts else 0)
    picture.lines(MARGIN, y + GAP, abouts, ABOUT, "ink")
    width = INNER
    if card.value and card.scale is not None:
        width = _value_beside(picture, card, y)
    elif card.value:
        y = _value_below(picture, card, y)
    _title(picture, card.title, width, y - TITLE_Y)
    file = io.BytesIO()
    picture.image.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _head(picture: _Picture, kicker: str) -> None:
    """The name over the ramp, and what the page is about."""
    name, size = "Singulariki", 40
    end = MARGIN + _face(size).getlength(name)
    picture.text(MARGIN, TOP + 34, name, size, anchor="ls", bold=1)
    picture.steps(MARGIN, end, TOP + 46, TOP + 54)
    if words := _cut(plain(kicker[:200]), KICKER, WIDTH - MARGIN - end - 60):
        picture.text(WIDTH - MARGIN, TOP + 34, words, KICKER, "muted", "rs")


def _foot(picture: _Picture, card: ShareCard) -> int:
    """Source, edition and note at the bottom; returns where what stands above has to end."""
    edition = f"Edition {card.edition}" if card.edition else ""
    said = " · ".join(part for part in (card.source and f"Source: {card.source[:600]}", edition) if part)
    sources = _lines(said, SOURCE, INNER, SOURCE_LINES)
    if sources and edition and not sources[-1].endswith(plain(edition)[-8:]):
        # The edition is kept where the names of the releases are too many.
        rest = plain(f" · {edition}")
        sources[-1] = _cut(sources[-1], SOURCE, INNER - _face(SOURCE).getlength(rest)) + rest
    notes = _lines(card.note, NOTE, INNER, NOTE_LINES)
    y = HEIGHT - END - _height(notes, NOTE)
    picture.lines(MARGIN, y, notes, NOTE, "muted")
    y -= _height(sources, SOURCE) + (4 if notes else 0)
    picture.lines(MARGIN, y, sources, SOURCE, "ink")
    if card.scale is None:
        picture.steps(MARGIN, WIDTH - MARGIN, y - 22, y - 12)
        return y - 22 - 2 * GAP
    picture.box(MARGIN, y - 12, WIDTH - MARGIN, y - 10, picture.colour["rule"])
    return y - 12 - GAP


def _sized(value: str, width: float, height: float) -> tuple[str, int]:
    """The number, and the largest size in which it takes no more than this."""
    words = plain(value[:200])
    fitting = (size for size in VALUE_SIZES if _face(size).getlength(words) <= width and size * 0.75 <= height)
    size = next(fitting, VALUE_SIZES[-1])
    return _cut(words, size, width), size


def _value_below(picture: _Picture, card: ShareCard, bottom: int) -> int:
    """The number below the title, with its label beside it; returns where what stands above has to end."""
    lines = len(wrapped(plain(card.title[:2000]), TITLE_SIZES[4], INNER))
    value, size = _sized(card.value, INNER * 0.55, bottom - TITLE_Y - min(lines, LINES_LARGE) * 64 - GAP)
    left = MARGIN + _face(size).getlength(value) + 32
    labels = _lines(card.label, LABEL, int(WIDTH - MARGIN - left), LABEL_LINES)
    height = max(round(size * 0.75), _height(labels, LABEL))
    top = bottom - height
    picture.text(MARGIN - size // 20, top + (height + round(size * 0.7)) // 2, value, size, anchor="ls", bold=2)
    picture.lines(left, top + (height - _height(labels, LABEL)) // 2, labels, LABEL, "muted")
    return top - GAP


def _value_beside(picture: _Picture, card: ShareCard, bottom: int) -> int:
    """The number to the right of the title, with its label below it; returns the width that is left for the title."""
    labels = _lines(card.label, SIDE_LABEL, SIDE - 60, LABEL_LINES)
    room = bottom - TITLE_Y
    while labels and room - _height(labels, SIDE_LABEL) - GAP < VALUE_SIZES[-1] * 0.75:
        labels = _lines(card.label, SIDE_LABEL, SIDE - 60, len(labels) - 1)
    value, size = _sized(card.value, SIDE, room - _height(labels, SIDE_LABEL) - GAP)
    widths = [_face(size).getlength(value) + 4, *map(_face(SIDE_LABEL).getlength, labels)]
    left = WIDTH - MARGIN - round(max(widths))
    line = TITLE_Y + 8 + round(size * 0.7)
    picture.text(left, line, value, size, anchor="ls", bold=2)
    picture.lines(left, line + GAP, labels, SIDE_LABEL, "muted")
    return left - SIDE_GAP - MARGIN


def _title(picture: _Picture, title: str, width: int, height: float) -> None:
    """The title in the largest size in which it fits, or the smallest, in which what is too long is left out."""
    words = plain(title[:2000])

    def most(size: int) -> int:
        return min(LINES_LARGE if size > LARGE else LINES_SMALL, int(height / (size * TITLE_LEADING)))

    def fits(size: int) -> bool:
        lines = wrapped(words, size, width)
        return len(lines) <= most(size) and max(map(_face(size).getlength, lines), default=0) <= width

    size = next(filter(fits, TITLE_SIZES), TITLE_SIZES[-1])
    for number, line in enumerate(_lines(title, size, width, max(1, most(size)))):
        picture.text(MARGIN, TITLE_Y + round(number * size * TITLE_LEADING), line, size, bold=1 + size // 60)


def _blended(share: float) -> tuple[int, ...]:
    """The colour of the tint at this share of its length."""
    stops = tint()
    start, end = next((pair for pair in pairwise(stops) if share <= pair[1][0]), (stops[-2], stops[-1]))
    part = (share - start[0]) / (end[0] - start[0])
    first, second = ([int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (start[1], end[1]))
    return tuple(round(one + (other - one) * part) for one, other in zip(first, second, strict=True))


def _at(percent: float) -> float:
    return MARGIN + min(max(percent, 0.0), 100.0) / 100 * INNER


def _parted(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Where labels begin that would like to begin at `wanted`, in rising order, and must not touch: those that would are moved
    apart by as little as each other, and all of them stay within the margins."""
    blocks: list[tuple[list[float], list[float], float]] = []
    for start, width in zip(wanted, widths, strict=True):
        begins, taken = [start], [width]
        while True:
            length = sum(taken) + TICK_GAP * (len(taken) - 1)
            offsets = [sum(taken[:place]) + TICK_GAP * place for place in range(len(taken))]
            middle = sum(begin - offset for begin, offset in zip(begins, offsets, strict=True)) / len(begins)
            left = max(MARGIN, min(middle, WIDTH - MARGIN - length))
            if not blocks or blocks[-1][2] + sum(blocks[-1][1]) + TICK_GAP * len(blocks[-1][1]) <= left:
                break
            before = blocks.pop()
            begins, taken = [*before[0], *begins], [*before[1], *taken]
        blocks.append((begins, taken, left))
    return [left + sum(taken[:place]) + TICK_GAP * place for _, taken, left in blocks for place in range(len(taken))]


def _ticks(picture: _Picture, marks: Sequence[Mark], bar: float) -> float:
    """The studies by name above the bar, each with a line to its rank; returns the top of them."""
    shown = sorted(marks[:TICKS_AT_MOST], key=lambda mark: mark.value)
    if not shown:
        return bar
    face, room = _face(MARKED), INNER / len(shown) - TICK_GAP
    parts = [(_cut(plain(mark.text[:40]), MARKED, room / 2), plain(mark.name[:80])) for mark in shown]
    parts = [(text, _cut(name, MARKED, room - face.getlength(f" {text}") - 4)) for text, name in parts]
    widths = [face.getlength(f"{name} {text}") + 3 for text, name in parts]
    starts = _parted([_at(mark.value) - width / 2 for mark, width in zip(shown, widths, strict=True)], widths)
    top = bar - LEADER - round(MARKED * LEADING)
    for mark, (text, name), width, start in zip(shown, parts, widths, starts, strict=True):
        picture.text(start, top, name, MARKED, "muted")
        picture.text(start + face.getlength(f"{name} "), top, text, MARKED, bold=1)
        x = _at(mark.value)
        above = min(max(x, start + 8), start + width - 8)
        picture.pen.line((round(above), round(bar - LEADER), round(x), round(bar - 8)), fill=picture.colour["ink"], width=3)
        picture.box(x - 1, bar - 8, x + 2, bar, picture.colour["ink"])
    return top


def _rank_scale(picture: _Picture, scale: RankScale, bottom: int) -> int:
    """The ramp ruler; returns where what stands above has to end."""
    y = bottom - round(ENDS * LEADING)
    room = INNER / 2 - 20
    picture.text(MARGIN, y, _cut(plain(scale.least[:200]), ENDS, room), ENDS, "muted")
    picture.text(WIDTH - MARGIN, y, _cut(plain(scale.most[:200]), ENDS, room), ENDS, "muted", "ra")
    y -= 24
    for column in range(INNER):
        picture.pen.line((MARGIN + column, y - BAR, MARGIN + column, y - 1), fill=_blended(column / (INNER - 1)))
    top = _ticks(picture, scale.studies, y - BAR)
    if scale.rank is not None:
        picture.pin(_at(scale.rank), y - BAR - STICKS_OUT, y + STICKS_OUT)
    values = [mark.value for mark in scale.studies[:TICKS_AT_MOST]]
    if len(values) > 1:
        low, high = _at(min(values)), _at(max(values))
        for left, up, right in ((low, 14, high), (low, 7, low + 3), (high - 3, 7, high)):
            picture.box(left, y + up, max(right, left + 3), y + 17, picture.colour["ink"])
    return round(top) - GAP


def _band_scale(picture: _Picture, scale: BandScale, bottom: int) -> int:
    """The line from 0 to 1, and the six steps of the bands below it, in a width of their own: bands are no parts of that line.
    Returns where what stands above has to end."""
    y, end = bottom - 4, MARGIN + STEP * len(RAMP)
    picture.steps(MARGIN, end, y - 22, y, 4)
    if scale.band in RAMP:
        left = MARGIN + RAMP.index(scale.band) * STEP
        picture.box(left, y - 48, left + STEP - 4, y, picture.colour[f"band-{scale.band}"])
        label = _cut(plain(scale.label[:200]), LABEL, WIDTH - MARGIN - end - 24)
        picture.text(end + 24, y - 3, label, LABEL, anchor="ls", bold=1)
    y -= 48 + GAP
    if scale.score is None:
        return y
    y -= round(ENDS * LEADING) + 4
    for place, words in ((0.0, "0"), (0.5, "0.5"), (1.0, "1")):
        x = _at(place * 100)
        picture.box(x - 1 if place else x, y - 18, x + 2 if place < 1 else x, y - 4, picture.colour["muted"])
        picture.text(x, y, words, ENDS, "muted", {0.0: "la", 0.5: "ma", 1.0: "ra"}[place])
    picture.box(MARGIN, y - 13, WIDTH - MARGIN, y - 10, picture.colour["muted"])
    picture.pin(_at(scale.score * 100), y - 32, y)
    return y - 32 - GAP
