"""Names beside marks, set so that none runs into another or into a mark. Pure geometry in pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NEAR = 8.0
STEPS = (0.0, 12.0, 24.0, 36.0, 52.0)
LINE = 15.0


@dataclass(frozen=True)
class Box:
    """A rectangle by its left upper corner and size."""

    left: float
    top: float
    width: float
    height: float

    def touches(self, other: "Box", gap: float = 2.0) -> bool:
        return (
            self.left < other.left + other.width + gap
            and other.left < self.left + self.width + gap
            and self.top < other.top + other.height + gap
            and other.top < self.top + self.height + gap
        )

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.left + self.width <= width and self.top + self.height <= height


@dataclass(frozen=True)
class Placed:
    """Where a label stands relative to its mark: offsets of its anchor in pixels; `far` where it needs a leader line."""

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
        if candidate.box.within(*extent) and not any(candidate.box.touches(box) for box in taken):
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
