"""Declared columns: their headings, what their cells hold, and how they bind rows and tables together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from citations.importing.cells import Cell, Parser, text

EMPTY = frozenset({"", "n/a"})
# What is longer is no heading, and not worth remembering.
LONGEST_HEADING = 1_000


def folded_header(header: object) -> str:
    """Headers are compared without regard to case, surrounding or repeated white space, or underscores for spaces."""
    return _folded("" if header is None else str(header)[:LONGEST_HEADING])


# Every row near the top of a file may be a header, and is held against every table of every dataset.
@lru_cache(maxsize=4_096)
def _folded(header: str) -> str:
    return re.sub(r"[\s_]+", " ", header).strip().casefold()


def folded_headers(header: Sequence[Cell]) -> dict[str, list[int]]:
    """The folded headings of a row with the places where each stands."""
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(header):
        positions.setdefault(folded_header(cell), []).append(position)
    return positions


@dataclass(frozen=True)
class Column:
    """A column of a table.

    name      attribute of the parsed row
    header    official heading; `aliases` are headings of other generations of the file
    parse     parser of a non-empty cell (see citations.importing.cells)
    required  the column must be present
    nullable  a cell may be empty
    empty     spellings that count as empty
    blank     what a row holds for an empty cell, and for a column that is not there
    label     what reports call the column, where its heading changes from release to release
    """

    name: str
    header: str
    parse: Parser = field(default_factory=text)
    required: bool = True
    nullable: bool = False
    aliases: tuple[str, ...] = ()
    empty: frozenset[str] = EMPTY
    blank: object = None
    label: str = ""

    @property
    def words(self) -> str:
        """The column as reports call it."""
        return self.label or self.header

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """Every heading it may have, folded, the official one first."""
        return tuple(dict.fromkeys(folded_header(header) for header in (self.header, *self.aliases)))


@dataclass(frozen=True)
class Reference:
    """Every value of `columns` must occur in `to_columns` of another table of the same release (rows with None are exempt)."""

    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True)
class Dependency:
    """Rows that agree in the `of` columns must agree in each of `columns`: what is said of a unit group on each of its tasks."""

    of: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """A row's `value` lies between the bounds that the row of `of_table` with the same `key` gives. That table has to stand
    before this one in its importer's list; keys it does not hold are not bounded. `exempt` are known exceptions, as
    (key, value)."""

    value: str
    key: str
    of_table: str
    minimum: str
    maximum: str
    exempt: frozenset[tuple[object, object]] = frozenset()
