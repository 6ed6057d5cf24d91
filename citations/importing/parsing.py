"""From raw rows to parsed ones."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
from typing import Any

from citations.importing.cells import Cell, CellError
from citations.importing.columns import Column

# Each column with where it stands in the file; None for one that is not there.
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
