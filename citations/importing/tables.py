"""Declared column schemas: what a table of a dataset holds, and how its raw rows become values."""

import re
from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from citations.importing.cells import Cell, CellError, Parser, text

EMPTY = frozenset({"", "n/a"})


def folded_header(header: object) -> str:
    """Headers are compared without regard to case, surrounding or repeated white space, or underscores for spaces."""
    return re.sub(r"[\s_]+", " ", str(header if header is not None else "")).strip().casefold()


@dataclass(frozen=True)
class Column:
    """A column of a table.

    name      attribute of the parsed row
    header    official heading; `aliases` are headings of other generations of the file
    parse     parser of a non-empty cell (see citations.importing.cells)
    required  the column must be present
    nullable  a cell may be empty; the row then holds None
    empty     spellings that count as empty
    """

    name: str
    header: str
    parse: Parser = field(default_factory=text)
    required: bool = True
    nullable: bool = False
    aliases: tuple[str, ...] = ()
    empty: frozenset[str] = EMPTY

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
class Table:
    """A table of a dataset, recognised by its header wherever it stands (sheet, archive member, file).

    key         short name, also the name of the row type
    label       what reports call it
    required    a release without it is rejected; otherwise its absence is reported
    unique      columns whose values together may occur once
    unique_where  which parsed rows that holds for; all by default. Long files keep it to the rows their importer reads
    references  links to other tables that must hold
    dependencies  columns that must repeat the same value
    accepts     tells tables with the same header apart: gets the part's name and its first parsed row
    sheets      the sheets of a workbook that hold it, where other sheets have the same header; files without sheets count too
    skip        a known quirk: returns why a raw row (by header name, folded) is to be left out, or None
    cross_check further rule on a parsed row: returns (column name, what is expected) or None
    minimum_rows  fewer rows are an error (a truncated or empty file)
    part_of_many  the table may be spread over several parts (e.g. one file a generation)
    open_end    the publisher's text file ends without a line break; otherwise that says the file is cut off
    identical_repeats  a row that repeats an earlier one word for word is no error; its importer leaves it out
    """

    key: str
    label: str
    columns: tuple[Column, ...]
    required: bool = True
    unique: tuple[str, ...] = ()
    unique_where: Callable[[object], bool] | None = None
    references: tuple[Reference, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    accepts: Callable[[str, object], bool] | None = None
    sheets: tuple[str, ...] = ()
    skip: Callable[[dict[str, Cell]], str | None] | None = None
    cross_check: Callable[[object], tuple[str, str] | None] | None = None
    minimum_rows: int = 1
    part_of_many: bool = False
    open_end: bool = False
    identical_repeats: bool = False

    @cached_property
    def row_type(self):
        return namedtuple(
            "".join(word.capitalize() for word in re.split(r"\W|_", self.key)) + "Row", [c.name for c in self.columns]
        )

    def positions(self, columns: Sequence[str]) -> tuple[int, ...]:
        """Where columns stand in a parsed row."""
        return tuple(self.row_type._fields.index(name) for name in columns)

    def match(self, header: Sequence[Cell]) -> "Match":
        """How well a header row fits: which columns were found where, which required ones are missing, which stand twice."""
        positions: dict[str, list[int]] = {}
        for position, cell in enumerate(header):
            positions.setdefault(folded_header(cell), []).append(position)
        found: dict[str, int] = {}
        doubled: list[Column] = []
        for column in self.columns:
            # The official heading first: an alias may head another column of the same file.
            places = next((positions[heading] for heading in column.headers if heading in positions), [])
            if places:
                found[column.name] = places[0]
            if len(places) > 1:
                doubled.append(column)
        missing = tuple(column for column in self.columns if column.required and column.name not in found)
        return Match(self, found, missing, tuple(doubled))


@dataclass(frozen=True)
class Match:
    """A table matched against a header row."""

    table: Table
    positions: dict[str, int]
    missing: tuple[Column, ...]
    doubled: tuple[Column, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def likeness(self) -> float:
        """Share of the required columns that were found."""
        required = [column for column in self.table.columns if column.required]
        return (len(required) - len(self.missing)) / len(required)

    def row_parser(self) -> Callable[[Sequence[Cell]], tuple]:
        """A function from raw cells to the table's row type; raises `RowErrors` with every bad cell of the row."""
        plan = [(self.positions.get(c.name), c) for c in self.table.columns]
        steps = [(position, c.parse, c.nullable, c.empty) for position, c in plan]
        make = self.table.row_type._make

        def parse(cells: Sequence[Cell]) -> tuple:
            values: list[object] = []
            try:
                for position, parse_cell, nullable, empty in steps:
                    if position is None:
                        values.append(None)
                        continue
                    cell = cells[position]
                    if cell is None or (cell.strip() in empty if isinstance(cell, str) else False):
                        if not nullable:
                            raise CellError("a value")
                        values.append(None)
                    else:
                        values.append(parse_cell(cell))
            except (CellError, IndexError):
                raise RowErrors(_all_errors(plan, cells)) from None
            return make(values)

        return parse


class RowErrors(ValueError):
    """All bad cells of one row: (column, raw cell, what was expected); `whole_row` where the row's width is wrong."""

    def __init__(self, errors: list[tuple[Column, Cell, str]], whole_row: str = "") -> None:
        super().__init__(whole_row or f"{len(errors)} bad cells")
        self.errors = errors
        self.whole_row = whole_row


def _all_errors(plan: list[tuple[int | None, Column]], cells: Sequence[Cell]) -> list[tuple[Column, Cell, str]]:
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
