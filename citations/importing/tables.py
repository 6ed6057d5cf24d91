"""Declared column schemas: what a table of a dataset holds, and how its raw rows become values."""

import re
from collections import Counter, namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from citations.importing.cells import Cell
from citations.importing.columns import (
    EMPTY,
    Column,
    Dependency,
    Reference,
    RowErrors,
    RowParser,
    TextParser,
    Within,
    folded_header,
    folded_headers,
    row_parser,
)

__all__ = [
    "EMPTY",
    "Column",
    "Dependency",
    "Match",
    "Reference",
    "RowErrors",
    "Table",
    "Within",
    "folded_header",
    "folded_headers",
]


@dataclass(frozen=True)
class Table:
    """A table of a dataset, recognised by its header wherever that is (sheet, archive member, file).

    key         short name, also the name of the row type
    label       what reports call it
    required    a release without it is rejected; otherwise its absence is reported
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

    def match(self, header: Sequence[Cell]) -> "Match":
        """How well a header row fits: which columns are where, which required ones are missing, which occur twice."""
        return self.match_folded(folded_headers(header))

    def match_folded(self, positions: Mapping[str, Sequence[int]]) -> "Match":
        """`match` of a row that `folded_headers` has gone through."""
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

    def row_parser(self) -> RowParser:
        """A function from raw cells to the table's row type; raises `RowErrors` with every bad cell of the row."""
        return row_parser(self._plan, self.table.row_type)

    def text_parser(self) -> TextParser:
        """The same for rows whose cells are all text, as those of delimited files, and for many of them at a time."""
        return TextParser(self._plan, self.table.row_type)

    @property
    def _plan(self) -> list[tuple[int | None, Column]]:
        return [(self.positions.get(column.name), column) for column in self.table.columns]
