"""The quadrant: a subject among its neighbours on two percentile scales, each named where there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from singulariki.charts.scales import NOMINAL_WIDTH, ChartText, LinearScale, rounded

NEAR = 8.0
STEPS = (0.0, 12.0, 24.0, 36.0, 52.0)
LINE = 15.0


class Box(NamedTuple):
    """A rectangle by its left upper corner and size."""

    left: float
    top: float
    width: float
    height: float

    def touches(self, *others: "Box", gap: float = 2.0) -> bool:
        left, top, right, bottom = self.left - gap, self.top - gap, self.left + self.width + gap, self.top + self.height + gap
        return any(x < right and left < x + width and y < bottom and top < y + height for x, y, width, height in others)

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.left + self.width <= width and self.top + self.height <= height


class Placed(NamedTuple):
    """The place of a label relative to its mark: offsets of its anchor in pixels; `far` where it needs a leader line."""

    dx: float
    dy: float
    anchor: str
    far: bool
    box: Box

    @property
    def near_y(self) -> float:
        """Offset of the edge that faces the mark: where a leader line ends."""
        half = self.box.height / 2 if self.anchor == "middle" else 0.0
        return self.dy - half if self.dy > 0 else self.dy + half


def wrapped(text: str, longest: int, lines: int = 2) -> tuple[str, ...] | None:
    """The text broken at spaces into at most so many lines of at most `longest` characters, or None where it needs more."""
    broken: list[str] = []
    for word in text.split():
        if broken and len(broken[-1]) + 1 + len(word) <= longest:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return tuple(broken) if len(broken) <= lines and all(len(line) <= longest for line in broken) else None


def place(
    mark: tuple[float, float], size: tuple[float, float], taken: Sequence[Box], extent: tuple[float, float]
) -> Placed | None:
    """The nearest free place for a label of this size around a mark, or None where all are taken.

    `mark` is its centre, `taken` are boxes of marks and labels already set, `extent` is the width and height of the picture.
    """
    for candidate in _candidates(mark, size):
        if candidate.box.within(*extent) and not candidate.box.touches(*taken):
            return candidate
    return None


def _candidates(mark: tuple[float, float], size: tuple[float, float]) -> Iterator[Placed]:
    """Right, left, above, below and the corners, then the same farther away."""
    (x, y), (width, height) = mark, size
    for step in STEPS:
        reach = NEAR + step
        for side, rise in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            dx = side * (reach if rise == 0 else reach * 0.7)
            middle = rise * (reach + height / 2 if side == 0 else reach * 0.7 + height / 2)
            if side == 0:
                left, anchor = x - width / 2, "middle"
            else:
                left, anchor = (x + dx, "start") if side > 0 else (x + dx - width, "end")
            yield Placed(dx, middle, anchor, step > 0, Box(left, y + middle - height / 2, width, height))


WIDE_WIDTH = 640.0
"""Width in pixels from which names are set beside the marks; narrower pictures number them."""
TOP, BOTTOM = 46.0, 366.0
RADIUS, SUBJECT_RADIUS = 5.0, 8.0
CHARACTER, SUBJECT_CHARACTER, DIGIT = 7.0, 8.3, 8.5
LONGEST_LINE = 30
_ACROSS = LinearScale((0, 100), (1, 99))
_UP = LinearScale((0, 100), (BOTTOM - 8, TOP + 8))


@dataclass(frozen=True)
class QuadrantPoint:
    """A subject by its two percentiles (0 to 100). `number` is what the table beside the picture calls it, 0 for the subject.

    `x_text` and `y_text` are the percentiles as printed; `url` leads to its page.
    """

    number: int
    title: str
    x: float
    y: float
    x_text: str
    y_text: str
    url: str = ""


@dataclass(frozen=True)
class QuadrantLabel:
    """A name or number beside a mark. `x` in percent, all else in pixels; `lines` from top to bottom with their y.

    `leader` holds the end of a line from the mark, as offsets, where the label is farther away.
    """

    x: str
    y: str
    dx: str
    anchor: str
    lines: list[tuple[str, str]]
    leader: tuple[str, str] | None


@dataclass(frozen=True)
class QuadrantMark:
    """A drawn subject: `x` in percent, `y` and `radius` in pixels; its label on a phone and where there is room."""

    point: QuadrantPoint
    x: str
    y: str
    radius: str
    title: str
    narrow: QuadrantLabel | None
    wide: QuadrantLabel | None

    @property
    def labels(self) -> list[tuple[str, QuadrantLabel]]:
        """The labels that there is room for, each with where it is shown."""
        return [(kind, label) for kind, label in (("narrow", self.narrow), ("wide", self.wide)) if label]


@dataclass(frozen=True)
class QuadrantWords:
    """Names of the axes and of the four corners: upper left, upper right, lower left, lower right."""

    x_axis: str
    y_axis: str
    corners: tuple[str, str, str, str]


@dataclass(frozen=True)
class Quadrant:
    """A drawn quadrant; the subject is the last mark, so that it lies above its neighbours."""

    text: ChartText
    words: QuadrantWords
    top: str
    bottom: str
    middle: str
    height: str
    marks: list[QuadrantMark]


def quadrant(subject: QuadrantPoint, neighbours: Sequence[QuadrantPoint], *, words: QuadrantWords, text: ChartText) -> Quadrant:
    """Places the subject and its neighbours, and labels them without letting labels touch each other or a mark.

    On a phone the subject is named and neighbours are numbered; from `WIDE_WIDTH` on neighbours are named too, except where
    there is no room for a name: then its number is printed.
    """
    points = [subject, *neighbours]
    narrow = _labels(points, NOMINAL_WIDTH, named=False)
    wide = _labels(points, WIDE_WIDTH, named=True)
    marks = [
        QuadrantMark(
            point=point,
            x=rounded(_ACROSS(point.x)),
            y=rounded(_UP(point.y)),
            radius=rounded(_radius(point)),
            title=f"{point.title}: {point.x_text}, {point.y_text}",
            narrow=narrow[index],
            wide=wide[index],
        )
        for index, point in enumerate(points)
    ]
    return Quadrant(
        text, words, rounded(TOP), rounded(BOTTOM), rounded((TOP + BOTTOM) / 2), rounded(BOTTOM + 62), [*marks[1:], marks[0]]
    )


def _labels(points: Sequence[QuadrantPoint], width: float, *, named: bool) -> list[QuadrantLabel | None]:
    extent = (width, BOTTOM)
    taken = [
        Box(
            _ACROSS(point.x) / 100 * width - _radius(point), _UP(point.y) - _radius(point), 2 * _radius(point), 2 * _radius(point)
        )
        for point in points
    ]
    labels: list[QuadrantLabel | None] = []
    for point in points:
        label = None
        if named or point.number == 0:
            lines = wrapped(point.title, LONGEST_LINE) or wrapped(point.title, LONGEST_LINE, 3)
            label = (
                _label(point, lines, CHARACTER if point.number else SUBJECT_CHARACTER, width, taken, extent) if lines else None
            )
        if label is None and point.number:
            label = _label(point, (str(point.number),), DIGIT, width, taken, extent)
        labels.append(label)
    return labels


def _label(
    point: QuadrantPoint,
    lines: tuple[str, ...],
    character: float,
    width: float,
    taken: list[Box],
    extent: tuple[float, float],
) -> QuadrantLabel | None:
    mark = (_ACROSS(point.x) / 100 * width, _UP(point.y))
    size = (max(map(len, lines)) * character, LINE * len(lines))
    placed = place(mark, size, taken, extent)
    if placed is None:
        return None
    taken.append(placed.box)
    first = mark[1] + placed.dy - size[1] / 2 + LINE * 0.75
    return QuadrantLabel(
        x=rounded(_ACROSS(point.x)),
        y=rounded(_UP(point.y)),
        dx=rounded(placed.dx),
        anchor=placed.anchor,
        lines=[(rounded(first + LINE * index), line) for index, line in enumerate(lines)],
        leader=(rounded(placed.dx), rounded(placed.near_y)) if placed.far else None,
    )


def _radius(point: QuadrantPoint) -> float:
    return RADIUS if point.number else SUBJECT_RADIUS
