"""Declared tables: their columns, with headings and what cells hold; how rows and tables relate; and the parsing of rows."""

import re
from collections import Counter, namedtuple
from collections.abc import Callable, Mapping, Sequence
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
    missed    what readers miss without it: completes the note that a file lacks the column, which others of its kind have
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
    missed: str = ""

    @property
    def words(self) -> str:
        """The column as reports call it."""
        return self.label or self.header

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """Every heading it may have, folded, the official one first."""
        return tuple(dict.fromkeys(folded_header(header) for header in (self.header, *self.aliases)))

    def read(self, cell: Cell) -> object:
        """What the cell holds, `blank` where it is empty. Raises `CellError`."""
        if cell is None or (isinstance(cell, str) and cell.strip() in self.empty):
            if self.nullable:
                return self.blank
            raise CellError("a value, but the cell is empty")
        return self.parse(cell)


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


@dataclass(frozen=True)
class Table:
    """A table of a dataset, recognised by its header wherever that is (sheet, archive member, file).

    key         short name, also the name of the row type
    label       what reports call it
    required    a release without it is rejected; otherwise its absence is reported
    usual       releases have it in general, so that its absence is worth reporting
    unique      columns whose values together may occur once
    unique_where  which parsed rows that holds for; all by default. long files restrict it to the rows their importer reads
    references  links to other tables that must hold
    dependencies  columns that must repeat the same value
    within      bounds of a column that another table of the release gives
    excludes    headings that show a part to be another table, one that has all columns of this one and more
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
    usual: bool = True
    unique: tuple[str, ...] = ()
    unique_where: Callable[[object], bool] | None = None
    references: tuple[Reference, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    within: Within | None = None
    excludes: tuple[str, ...] = ()
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
        """Positions of columns in a parsed row."""
        return tuple(self.row_type._fields.index(name) for name in columns)

    def referenced(self, tables: Sequence["Table"]) -> list[tuple[str, ...]]:
        """The column combinations that references need: its own, and those of other tables that refer to it."""
        own = [reference.columns for reference in self.references]
        return own + [r.to_columns for other in tables for r in other.references if r.to_table == self.key]

    def match(self, positions: Mapping[str, Sequence[int]]) -> "Match":
        """How well a header row fits, of which `folded_headers` gives the positions: which columns are where, which required ones
        are missing, which occur twice."""
        places_of: dict[str, int] = {}
        doubled: list[Column] = []
        for column in self.columns:
            # The official heading first: an alias may head another column of the same file.
            places = next((positions[heading] for heading in column.headers if heading in positions), ())
            if places:
                places_of[column.name] = places[0]
            if len(places) > 1:
                doubled.append(column)
        # Headings that name a year fit several columns. Where there is only one of them, which column is missing cannot be told.
        shared = {place for place, count in Counter(places_of.values()).items() if count > 1}
        positions_of = {name: place for name, place in places_of.items() if place not in shared}
        missing = tuple(column for column in self.columns if column.required and column.name not in positions_of)
        foreign = any(folded_header(heading) in positions for heading in self.excludes)
        return Match(self, positions_of, missing, tuple(doubled), foreign)


@dataclass(frozen=True)
class Match:
    """A table matched against a header row."""

    table: Table
    positions: dict[str, int]
    missing: tuple[Column, ...]
    doubled: tuple[Column, ...] = ()
    foreign: bool = False

    @property
    def complete(self) -> bool:
        return not self.missing and not self.foreign

    @property
    def likeness(self) -> float:
        """Share of the required columns that were found; none where a heading shows it to be another table."""
        if self.foreign:
            return 0.0
        required = [column for column in self.table.columns if column.required]
        return (len(required) - len(self.missing)) / len(required)

    def row_parser(self, *, is_text: bool = False) -> "RowParser":
        """The parser of rows below this header; see there for `is_text`."""
        plan = [(self.positions.get(column.name), column) for column in self.table.columns]
        return RowParser(plan, self.table.row_type, is_text)


# A column's parsed cells are remembered up to this many: most columns hold few values, some none twice.
REMEMBERED_CELLS = 20_000


class RowParser:
    """Parses raw rows into a table's row type.

    plan     each column with its position in the file; None for one that is not there
    is_text  all cells are text, as those of delimited files: a cell met before is looked up. Only there: Python takes 1, 1.0 and
             True for one key, and their parsers do not. And only there a row is never short: spreadsheets leave out empty cells
             at its end
    """

    def __init__(self, plan: Sequence[tuple[int | None, Column]], row_type: type[tuple], is_text: bool) -> None:
        self._plan = plan
        self._columns = [(at, c.blank, _KnownCells(c).__getitem__ if is_text else c.read) for at, c in plan]
        self._make = partial(tuple.__new__, row_type)
        self._width = 0 if is_text else 1 + max((at for at, _ in plan if at is not None), default=-1)

    def __call__(self, cells: Sequence[Any]) -> tuple:
        """One row. Raises `RowErrors` with every bad cell."""
        if len(cells) < self._width:
            cells = [*cells, *[None] * (self._width - len(cells))]
        try:
            return self._make([blank if at is None else read(cells[at]) for at, blank, read in self._columns])
        except (CellError, IndexError):
            raise RowErrors(self._all_errors(cells)) from None

    def many(self, columns: Sequence[Sequence[Any]]) -> list[tuple]:
        """Rows of one width, given as columns: several times as fast as one by one. Raises `CellError` for the first bad cell;
        which it is, the rows tell when they are parsed singly."""
        read_columns = [repeat(blank) if at is None else map(read, columns[at]) for at, blank, read in self._columns]
        return list(map(self._make, zip(*read_columns, strict=False)))

    def _all_errors(self, cells: Sequence[Cell]) -> list[tuple[Column, Cell, CellError]]:
        errors = []
        for position, column in self._plan:
            if position is None:
                continue
            cell = cells[position] if position < len(cells) else None
            try:
                column.read(cell)
            except CellError as error:
                errors.append((column, cell, error))
        return errors


class _KnownCells(dict[str, object]):
    """A column's cells with what they hold."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __missing__(self, cell: str) -> object:
        value = self.column.read(cell)
        if len(self) >= REMEMBERED_CELLS:
            self.clear()
        self[cell] = value
        return value


class RowErrors(ValueError):
    """All bad cells of one row: (column, raw cell, its error); `whole_row` where the row's width is wrong."""

    def __init__(self, errors: list[tuple[Column, Cell, CellError]], whole_row: str = "") -> None:
        super().__init__(whole_row or f"{len(errors)} bad cells")
        self.errors = errors
        self.whole_row = whole_row
