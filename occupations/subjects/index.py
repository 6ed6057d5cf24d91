"""Documents of many rows: all subjects of a kind in one, their figures kept as bare values by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from citations.figures import Figure, ReleaseReference
from singulariki.editorial.subjects import PageDocument, Subject


class IndexDocument(PageDocument, frozen=True, kw_only=True):
    """Rows with values in the order of `columns`, each of which names a figure and its measure."""

    if TYPE_CHECKING:
        columns: list[Any]
        rows: list[Any]


D = TypeVar("D", bound=IndexDocument)


@dataclass(frozen=True)
class Index(Subject[D]):
    """The document with the edition that explains it: its rows' figures are made when they are read."""

    # Address of the list in the API.
    answered_at: ClassVar[str]

    @cached_property
    def columns(self) -> Mapping[str, tuple[int, Any]]:
        """Place and column, by name."""
        return {column.name: (place, column) for place, column in enumerate(self.document.columns)}

    def value(self, row: Any, name: str) -> Any:
        """One of a row's values by column; None also where the edition has no such column."""
        return row.values[self.columns[name][0]] if name in self.columns else None

    def sortable(self, row: Any, name: str) -> float | str | None:
        """The value that the API's list is ordered by; `name` is the API's: wages.median."""
        if name == "code":
            return row.code
        return row.title.casefold() if name == "title" else self.value(row, name.rpartition(".")[2])

    def column_figure(self, name: str) -> Figure:
        """A figure without a value for the column itself: the question mark in its heading explains it."""
        measure = self.reader.methodology.measure(self.columns[name][1].measure)
        return Figure(measure, None, releases=self.held(measure.datasets), api=self.answered_at)

    def held(self, datasets: tuple[str, ...]) -> tuple[ReleaseReference, ...]:
        """The edition's releases of the datasets."""
        return tuple(self.releases[slug] for slug in datasets if slug in self.releases)
