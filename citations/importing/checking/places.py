"""Where rows stand, and how what was first seen there reads."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from citations.importing.cells import Cell, as_text

# Rows are remembered by number, those of the second part of a table from here on: a place takes forty times the memory.
ROWS_A_PART = 1_000_000_000


@dataclass(frozen=True)
class Place:
    """Where a value was first met."""

    file: str
    sheet: str
    row: int

    def seen_from(self, file: str) -> str:
        return f"row {self.row:,}" if self.file == file else f"row {self.row:,} of {self.file}"


@dataclass(frozen=True)
class FirstSeen:
    """The values that later rows must repeat, where they first stood, and how a column's cell reads there."""

    values: tuple
    place: Place
    shown: Callable[[str], str]


def shown_cell(cells: Sequence[Cell], positions: Mapping[str, int], column: str) -> str:
    """A cell as it stands in the file."""
    at = positions.get(column)
    return as_text(cells[at]) if at is not None and at < len(cells) else ""


def values_of(positions: Sequence[int]) -> Callable[[tuple], object]:
    """A function that picks values of a parsed row to look up: the value itself where it is one, else a tuple."""
    return itemgetter(*positions)


def pieces(key: object) -> tuple:
    """The values that `values_of` picked, as a tuple in any case."""
    return key if isinstance(key, tuple) else (key,)


def lies_within(pair: tuple, bounds: Mapping[object, tuple[float, float]], exempt: Container[tuple]) -> bool:
    """Whether the value of a (key, value) pair lies within the bounds of its key, both inclusive. Pairs without a value or
    without bounds do, and so do those that are exempt."""
    key, value = pair
    if value is None or key not in bounds or pair in exempt:
        return True
    low, high = bounds[key]
    return low <= value <= high
