"""Declared columns: their headings, what their cells hold, how they relate rows and tables, and the parsing of rows by them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import repeat
from typing import Any

from citations.importing.cells import Cell, CellError, Parser, text

EMPTY = frozenset({"", "n/a"})
# What is longer is no heading, and not worth remembering.
LONGEST_HEADING = 1_000


def folded_header(header: object) -> str:
    """Headers are compared without regard to case, surrounding or repeated white space, or underscores for spaces."""
    return _folded("" if header is None else str(header)[:LONGEST_HEADING])


# Every row near the top of a file may be a header, and is matched with every table of every dataset.
@lru_cache(maxsize=4_096)
def _folded(header: str) -> str:
    return re.sub(r"[\s_]+", " ", header).strip().casefold()


def folded_headers(header: Sequence[Cell]) -> dict[str, list[int]]:
    """The folded headings of a row with the positions of each."""
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
    """Rows that agree in the `of` columns must agree in each of `columns`, such as what task rows repeat of their unit group."""

    of: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """A row's `value` lies between the bounds that the row of `of_table` with the same `key` gives. That table has to come
    before this one in its importer's list; keys it does not hold are not bounded. `exempt` are known exceptions, as
    (key, value)."""

    value: str
    key: str
    of_table: str
    minimum: str
    maximum: str
    exempt: frozenset[tuple[object, object]] = frozenset()


# Each column with its position in the file; None for one that is not there.
Plan = Sequence[tuple[int | None, Column]]
RowParser = Callable[[Sequence[Any]], tuple]
# A column's parsed cells are remembered up to this many: most columns hold few values, some none twice.
REMEMBERED_CELLS = 20_000


def row_parser(plan: Plan, row_type: type[tuple]) -> RowParser:
    """A function from raw cells to the table's row type; raises `RowErrors` with every bad cell of the row."""
    steps = [(position, c.parse, c.nullable, c.empty, c.blank) for position, c in plan]
    make = partial(tuple.__new__, row_type)

    def parse(cells: Sequence[Cell]) -> tuple:
        values: list[object] = []
        try:
            for position, parse_cell, nullable, empty, blank in steps:
                if position is None:
                    values.append(blank)
                    continue
                cell = cells[position]
                if cell is None or (cell.strip() in empty if isinstance(cell, str) else False):
                    if not nullable:
                        raise CellError("a value")
                    values.append(blank)
                else:
                    values.append(parse_cell(cell))
        except (CellError, IndexError):
            raise RowErrors(_all_errors(plan, cells)) from None
        return make(values)

    return parse


class TextParser:
    """A parser of rows whose cells are all text, as those of delimited files: a cell met before is looked up.

    Only there: Python takes 1, 1.0 and True for one key, and their parsers do not.
    """

    def __init__(self, plan: Plan, row_type: type[tuple]) -> None:
        self._plan = plan
        self._columns = [(position, _KnownCells(column)) for position, column in plan]
        self._make = partial(tuple.__new__, row_type)

    def __call__(self, cells: Sequence[str]) -> tuple:
        """One row. Raises `RowErrors` with every bad cell."""
        try:
            return self._make([known.column.blank if at is None else known[cells[at]] for at, known in self._columns])
        except (CellError, IndexError):
            raise RowErrors(_all_errors(self._plan, cells)) from None

    def many(self, rows: Sequence[Sequence[str]]) -> list[tuple]:
        """Rows of one width, column by column: several times as fast as one by one. Raises `CellError` for the first bad cell;
        which it is, the rows tell when they are parsed singly."""
        places = list(zip(*rows, strict=True))
        columns = [
            repeat(known.column.blank) if at is None else map(known.__getitem__, places[at]) for at, known in self._columns
        ]
        return list(map(self._make, zip(*columns, strict=False)))


class _KnownCells(dict[str, object]):
    """A column's cells with what they hold."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __missing__(self, cell: str) -> object:
        column = self.column
        if cell.strip() not in column.empty:
            value = column.parse(cell)
        elif column.nullable:
            value = column.blank
        else:
            raise CellError("a value")
        if len(self) >= REMEMBERED_CELLS:
            self.clear()
        self[cell] = value
        return value


class RowErrors(ValueError):
    """All bad cells of one row: (column, raw cell, what was expected); `whole_row` where the row's width is wrong."""

    def __init__(self, errors: list[tuple[Column, Cell, str]], whole_row: str = "") -> None:
        super().__init__(whole_row or f"{len(errors)} bad cells")
        self.errors = errors
        self.whole_row = whole_row


def _all_errors(plan: Plan, cells: Sequence[Cell]) -> list[tuple[Column, Cell, str]]:
    errors = []
    for position, column in plan:
        if position is None:
            continue
        cell = cells[position] if position < len(cells) else None
        empty = cell is None or (isinstance(cell, str) and cell.strip() in column.empty)
        try:
            if not empty:
                column.parse(cell)
            elif not column.nullable:
                errors.append((column, cell, "a value, but the cell is empty"))
        except CellError as error:
            errors.append((column, cell, str(error)))
    return errors
