"""The list of unit groups as a reader asked for it: filtered, sorted, with the addresses that change either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from gradient.addresses import GRADIENT
from gradient.bands import BAND_BY_KEY
from gradient.profiles import GradientIndex, IndexRow, MajorGroup

TABLE = "gradient-table"
# What the list can be sorted by: text columns first, then figures by their name in the API.
TEXT_COLUMNS = ("code", "title", "band")
FIGURE_COLUMNS = ("mean", "previous", "change", "percentile", "tasks")
_FIGURE_NAMES = {
    "mean": "mean_score",
    "previous": "mean_score_previous",
    "change": "change",
    "percentile": "percentile",
    "tasks": "task_count",
}
PARAMETERS = ("sort", "order", "major", "band")
ORDERS = ("asc", "desc")


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Values that mean nothing fall back to the usual order and to no filter."""

    sort: str = "mean"
    descending: bool = True
    major: str = ""
    band: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What the query string says, without what is usual; nothing for the plain list."""
        parts = {"major": self.major, "band": self.band}
        if (self.sort, self.descending) != ("mean", True):
            parts |= {"sort": self.sort, "order": "desc" if self.descending else "asc"}
        return {name: value for name, value in parts.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.parameters)


def read_asked(parameters: Mapping[str, str], majors: Sequence[MajorGroup] = ()) -> Asked:
    """`sort`, `order`, `band` and, for a list that can be narrowed to one of `majors`, `major` of a query string."""
    sort = parameters.get("sort", "mean")
    if sort not in (*TEXT_COLUMNS, *FIGURE_COLUMNS):
        sort = "mean"
    usual = "asc" if sort in TEXT_COLUMNS else "desc"
    return Asked(
        sort=sort,
        descending=(order if (order := parameters.get("order")) in ORDERS else usual) == "desc",
        major=major if (major := parameters.get("major", "")) in {one.code for one in majors} else "",
        band=band if (band := parameters.get("band", "")) in BAND_BY_KEY else "",
    )


@dataclass(frozen=True)
class GradientListing:
    """What a page of the gradient shows: all unit groups, or those of one major group (`only`)."""

    index: GradientIndex
    asked: Asked = field(default_factory=Asked)
    only: MajorGroup | None = None
    prefix: str = ""

    @property
    def title(self) -> str:
        return self.only.name if self.only else "The gradient"

    @property
    def path(self) -> str:
        return self.only.path if self.only else GRADIENT

    @property
    def edition(self) -> str:
        return self.index.edition

    @property
    def compiled_on(self):
        return self.index.compiled_on

    @cached_property
    def members(self) -> tuple[IndexRow, ...]:
        """Unit groups of this page before any filter."""
        return tuple(row for row in self.index.rows if self.only is None or row.major.code == self.only.code)

    @cached_property
    def rows(self) -> tuple[IndexRow, ...]:
        """Unit groups as asked for. Equal ones stand by code; those without a figure last."""
        found = [
            row for row in self.members if self.asked.major in ("", row.major.code) and self.asked.band in ("", row.band.key)
        ]
        if self.asked.sort in TEXT_COLUMNS:
            return tuple(sorted(found, key=self._text_key, reverse=self.asked.descending))
        name = _FIGURE_NAMES[self.asked.sort]
        known = [row for row in found if not row.figures[name].is_missing]
        sign = -1 if self.asked.descending else 1
        known.sort(key=lambda row: (sign * (row.figures[name].value or 0), row.code))
        return (*known, *(row for row in found if row.figures[name].is_missing))

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked.major or self.asked.band)

    def sort_url(self, column: str) -> str:
        """Where the heading of a column leads: sorted by it, or the other way round where it is already."""
        first = column in FIGURE_COLUMNS
        descending = not self.asked.descending if column == self.asked.sort else first
        return self.url(replace(self.asked, sort=column, descending=descending))

    def sorted_by(self, column: str) -> str:
        """The heading's aria-sort, empty for columns that the list is not sorted by."""
        if column != self.asked.sort:
            return ""
        return "descending" if self.asked.descending else "ascending"

    def url(self, asked: Asked) -> str:
        """The address of the list as asked for, at its table."""
        return f"{self.prefix}{self.path}{'?' if asked.query else ''}{asked.query}#{TABLE}"

    def _text_key(self, row: IndexRow) -> tuple:
        if self.asked.sort == "band":
            return (list(BAND_BY_KEY).index(row.band.key), row.mean.value or 0, row.code)
        return (row.title.casefold(), row.code) if self.asked.sort == "title" else (row.code,)
