"""Lists of pages: filtered, sorted and cut into pages by the query string alone; and the same rows as CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.safestring import SafeString

from citations.exporting import csv_lines
from citations.figures import Figure
from singulariki.delivery.rows import text_of
from singulariki.delivery.search.words import as_typed
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.subjects import Subject

Row = TypeVar("Row")
Value = float | str | tuple | None
PAGE_SIZE = 100
ORDERS = ("asc", "desc")
# The parameter of an address that asks for the rows as a file, and the one value that it has.
FORMAT, CSV = "format", "csv"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a list.

    key        names it in the address and in the section's words
    read       a row's figure or text; None where the row lacks it
    is_figure  figures are first sorted from high to low, words by alphabet
    order      what rows are sorted by, where that is not what is read. None where what is read is not on the column's scale: a
               wage an hour among those a year
    word       key of the section's word that names it, where that is not its own
    picture    the row's figure drawn, for the eye alone: safe HTML beside what is read, or nothing
    """

    key: str
    read: Callable[[Row], Figure | str | None]
    is_figure: bool = True
    order: Callable[[Row], Value] | None = None
    word: str = ""
    picture: Callable[[Row], SafeString | None] | None = None

    def value(self, row: Row) -> Value:
        """What the row is sorted by; None where it lacks it."""
        if self.order:
            return self.order(row)
        shown = self.read(row)
        if isinstance(shown, Figure):
            return shown.value
        return shown.casefold() if shown else None

    def on_scale(self, row: Row) -> Figure | None:
        """The row's figure, where it is one of the column's scale."""
        shown = self.read(row)
        return shown if isinstance(shown, Figure) and (self.order is None or self.order(row) is not None) else None


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """What a list can be narrowed by: `fits` says whether a row belongs to a choice (or to what was typed, where `choices` is
    None). `accepts` says whether what was typed means anything."""

    key: str
    fits: Callable[[Row, str], bool]
    choices: tuple[tuple[str, str], ...] | None = None
    accepts: Callable[[str], bool] = bool


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Values that mean nothing fall back to the usual order, to no filter, to the first page."""

    sort: str
    descending: bool
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list of `rows`, usually sorted by `usual`, at `path`; `anchor` is the id of its section on the page. Columns and filters
    by their keys."""

    rows: Sequence[Row]
    columns: Mapping[str, Column[Row]]
    filters: Mapping[str, Filter[Row]]
    usual: str
    path: str
    anchor: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    page_size: int = PAGE_SIZE

    @cached_property
    def asked(self) -> Asked:
        sort = self.parameters.get("sort", self.usual)
        sort = sort if sort in self.columns else self.usual
        usual = "desc" if self.columns[sort].is_figure else "asc"
        chosen = {key: as_typed(self.parameters.get(key, "")) for key in self.filters}
        page = self.parameters.get("page", "")
        return Asked(
            sort=sort,
            descending=(order if (order := self.parameters.get("order")) in ORDERS else usual) == "desc",
            filters={key: value for key, value in chosen.items() if value and self._means(key, value)},
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
        )

    @cached_property
    def found(self) -> list[Row]:
        """Rows that fit, in the order asked for. Equal ones keep the order they came in; those without a value stand last."""
        fitting = self.rows
        for fits, wanted in ((self.filters[key].fits, wanted) for key, wanted in self.asked.filters.items()):
            fitting = [row for row in fitting if fits(row, wanted)]
        value = self.columns[self.asked.sort].value
        valued = [(value(row), row) for row in fitting]
        with_value = [pair for pair in valued if pair[0] is not None]
        with_value.sort(key=itemgetter(0), reverse=self.asked.descending)
        return [row for _, row in with_value] + [row for value, row in valued if value is None]

    @property
    def page_count(self) -> int:
        return max(1, -(-len(self.found) // self.page_size))

    @property
    def page(self) -> int:
        """The page shown; the last one where a later one was asked for."""
        return min(self.asked.page, self.page_count)

    @property
    def first(self) -> int:
        """Place of the page's first row among those that fit, from 1."""
        return (self.page - 1) * self.page_size + 1

    @property
    def last(self) -> int:
        """Place of the page's last row among those that fit."""
        return self.first + len(self.shown) - 1

    @cached_property
    def shown(self) -> list[Row]:
        return self.found[self.first - 1 : self.first - 1 + self.page_size]

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.filters)

    @property
    def hidden(self) -> list[dict[str, str]]:
        """The order asked for, as fields that a form of filters carries along."""
        order = self._query(replace(self.asked, filters={}, page=1))
        return [{"name": name, "value": value} for name, value in order.items()]

    @property
    def reset_url(self) -> str:
        """The list without filters, in the order asked for; empty where nothing is filtered."""
        return self.url(replace(self.asked, filters={}, page=1)) if self.is_filtered else ""

    def sort_url(self, column: str) -> str:
        """Where the heading of a column leads: sorted by it, or the other way round where it is already."""
        first = self.columns[column].is_figure
        descending = not self.asked.descending if column == self.asked.sort else first
        return self.url(replace(self.asked, sort=column, descending=descending, page=1))

    def sorted_by(self, column: str) -> str:
        """The heading's aria-sort, empty for columns that the list is not sorted by."""
        if column != self.asked.sort:
            return ""
        return "descending" if self.asked.descending else "ascending"

    @cached_property
    def pages(self) -> list[dict]:
        """For components/pagination.html: the first, the last, and the neighbours of the page shown."""
        near = {1, self.page_count, *range(self.page - 1, self.page + 2)}
        numbers = sorted(number for number in near if 0 < number <= self.page_count)
        links: list[dict] = []
        for number in numbers:
            if links and number - links[-1]["number"] > 1:
                links.append({"number": number - 1, "url": "", "current": False})
            links.append({"number": number, "url": self.page_url(number), "current": number == self.page})
        return links

    @property
    def previous_url(self) -> str:
        return self.page_url(self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.page_url(self.page + 1) if self.page < self.page_count else ""

    def page_url(self, number: int) -> str:
        return self.url(replace(self.asked, page=number))

    def url(self, asked: Asked) -> str:
        """The address of the list as asked for, at its section; what is usual is left out."""
        query = urlencode(self._query(asked))
        return f"{self.path}{'?' if query else ''}{query}#{self.anchor}"

    @property
    def csv_url(self) -> str:
        """The address of all rows that fit, in the order asked for, as CSV."""
        return f"{self.path}?{urlencode({**self._query(replace(self.asked, page=1)), FORMAT: CSV})}"

    @property
    def csv_name(self) -> str:
        """What to call that file: "roles.csv"."""
        return f"{self.path.strip('/').removesuffix('.html').rpartition('/')[2]}.csv"

    @property
    def query(self) -> dict[str, str]:
        """The parameters that say what the list shows, and no others."""
        return self._query(replace(self.asked, page=self.page))

    def _query(self, asked: Asked) -> dict[str, str]:
        parts = dict(asked.filters)
        if (asked.sort, asked.descending) != (self.usual, self.columns[self.usual].is_figure):
            parts |= {"sort": asked.sort, "order": "desc" if asked.descending else "asc"}
        if asked.page > 1:
            parts["page"] = str(asked.page)
        return parts

    def _means(self, key: str, value: str) -> bool:
        asked = self.filters[key]
        return asked.accepts(value) if asked.choices is None else value in dict(asked.choices)


def listing_of(
    page: Subject, rows: Sequence[Row], columns: Sequence[Column[Row]], *, anchor: str, usual: str, filters: Sequence[Filter] = ()
) -> Listing[Row]:
    """The rows as the address of the page asks for them."""
    return Listing(
        rows=rows,
        columns={column.key: column for column in columns},
        filters={one.key: one for one in filters},
        usual=usual,
        path=f"{page.prefix}{page.path}",
        anchor=anchor,
        parameters=page.parameters,
    )


def list_context(page: Subject, listing: Listing[Row]) -> dict[str, Any]:
    """What templates of a sorted list need. The page's address is told what the list made of it."""
    page.parameters.understood(listing.query)
    columns = [_heading(column, listing.rows, listing) for column in listing.columns.values()]
    return {"listing": listing, "columns": columns, "prefix": page.prefix}


def plain_context(page: Subject, rows: Sequence[Row], columns: Sequence[Column[Row]]) -> dict[str, Any]:
    """What templates of a short list need: the rows in the order given."""
    return {"rows": rows, "columns": [_heading(column, rows) for column in columns], "prefix": page.prefix}


def _heading(column: Column[Row], rows: Sequence[Row], listing: Listing[Row] | None = None) -> dict[str, Any]:
    """A column as `list_headings` and `list_rows` take it; `about` is a figure of it, for the question mark beside its name."""
    figures = (found for row in rows if (found := column.on_scale(row)))
    return {
        "key": column.key,
        "word": column.word or column.key,
        "read": column.read,
        "picture": column.picture,
        "url": listing.sort_url(column.key) if listing else "",
        "sort": listing.sorted_by(column.key) if listing else "",
        "about": next(figures, None) if column.is_figure else None,
    }


def list_download(kind: str, page: Subject) -> HttpResponse | None:
    """The list of a page as CSV, where the address asks for it (`?format=csv`): every row that fits, in the order asked for. None
    where it does not, or where the page has no list that is sorted by its address."""
    if page.parameters.get(FORMAT) != CSV:
        return None
    contexts = (section.context(page) for section in PAGE_KINDS[kind].sections.values())
    listing = next((context["listing"] for context in contexts if context and "listing" in context), None)
    if listing is None:
        return None
    page.parameters.understood({FORMAT: CSV})
    heading, *rows = csv_rows(listing, page.prefix)
    return HttpResponse("".join(csv_lines(heading, rows)), content_type="text/csv; charset=utf-8; header=present")


def csv_rows(listing: Listing[Any], prefix: str = "") -> list[list[Any]]:
    """The heading and the rows of a list; addresses of its pages begin with `prefix`. The heading of figures names their measure,
    unit and releases; they are at full precision, empty where there is none. The last column says why, and where the true value
    is that or more."""
    columns = [column for column in listing.columns.values() if column.key != "code"]
    names = [_column_name(column.key, [*filter(None, map(column.on_scale, listing.found))]) for column in columns]
    rows: list[list[Any]] = [["code", *names, "address", "notes"]]
    for row in listing.found:
        cells, notes = [], []
        for column in columns:
            read = column.read(row)
            is_beside = isinstance(read, Figure) and not read.is_missing and not column.on_scale(row)
            cells.append(None if is_beside else _cell(read))
            notes.append(_note(read, is_beside=is_beside))
        rows.append([row.code, *cells, f"{prefix}{row.path}" if row.path else "", "; ".join(filter(None, notes))])
    return rows


def _column_name(key: str, figures: Sequence[Figure]) -> str:
    """What the column's figures are, with every release that one of them comes from; `key` for words."""
    if not figures:
        return key
    releases = sorted({str(release) for figure in figures for release in figure.releases})
    about = "; ".join(filter(None, (figures[0].measure.unit, ", ".join(releases))))
    return f"{figures[0].measure.label} ({about})" if about else figures[0].measure.label


def _cell(read: Figure | str | None) -> object:
    return read.value if isinstance(read, Figure) else text_of(read) if isinstance(read, SafeString) else read


def _note(read: Figure | str | None, *, is_beside: bool = False) -> str:
    """What is to be said of a cell; its figure, too, where that `is_beside` the column's scale."""
    if not isinstance(read, Figure):
        return ""
    about = [
        read.text if is_beside else "",
        read.missing.words if read.missing else "this or more" if read.at_least else "",
        read.group.words() if read.group and not read.missing else "",
    ]
    said = ", ".join(filter(None, about))
    return f"{read.measure.label}: {said}" if said else ""
