"""All unit groups of an edition in compact rows: the list, the picture and the API's list are drawn from one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from citations.documents import Record, Share, Whole
from citations.figures import Figure, ReleaseReference
from citations.models import Edition
from citations.reading import reader_of
from gradient.addresses import GRADIENT, GRADIENT_API, unit_group_api
from gradient.recipes import BandKey
from gradient.subjects.unit_group.document import MajorGroup
from occupations.subjects.index import Index, IndexDocument

KEY = "all"
TITLE = "The gradient"


class UnitGroupsOfBand(Record, frozen=True):
    """How many unit groups the ILO places in a band."""

    band: BandKey
    unit_groups: Whole

    pointed_at: ClassVar[Mapping[str, str]] = {"unit_groups": ""}


class Column(Record, frozen=True, array_like=True):
    """A figure of every row: its name in the API, and its measure."""

    name: str
    measure: str


class IndexRow(Record, frozen=True, array_like=True):
    """A unit group: code, title, address of its page, code of its major group, band, values by column at full precision."""

    code: str
    title: str
    path: str
    major_group: str
    band: BandKey
    values: list[float | int | None]


# Shape 1 did not name its columns; these were its own.
_FIRST_COLUMNS = (
    ("mean_score", "mean-exposure"),
    ("mean_score_previous", "mean-exposure-2023"),
    ("change", "exposure-change"),
    ("percentile", "exposure-percentile"),
    ("task_count", "task-count"),
)


def _name_columns(document: dict[str, Any]) -> dict[str, Any]:
    """Shape 1 → 2."""
    return {
        **document["figures"],
        "title": TITLE,
        "path": GRADIENT,
        "major_groups": [{"code": code, "title": title} for code, title in document["majors"]],
        "bands": [{"band": band, "unit_groups": count} for band, count in document["bands"]],
        "columns": _FIRST_COLUMNS,
        "rows": document["rows"],
    }


class GradientDocument(IndexDocument, frozen=True, kw_only=True):
    """Every unit group of an edition, by code."""

    kind: ClassVar[str] = "gradient-index"
    shape: ClassVar[int] = 2
    upgrades: ClassVar = {1: _name_columns}
    pointed_at: ClassVar[Mapping[str, str]] = {"unit_group_count": "/count", "scored_tasks": "", "fallen_share": ""}

    title: str
    path: str
    unit_group_count: Whole
    scored_tasks: Whole
    fallen_share: Share | None = None
    major_groups: list[MajorGroup]
    bands: list[UnitGroupsOfBand]
    columns: list[Column]
    rows: list[IndexRow]


@dataclass(frozen=True)
class Gradient(Index[GradientDocument]):
    """The whole gradient of an edition or, with `only`, a major group of it."""

    answered_at: ClassVar[str] = GRADIENT_API
    only: MajorGroup | None = None

    @property
    def title(self) -> str:
        return self.only.name if self.only else self.document.title

    @property
    def path(self) -> str:
        return self.only.path if self.only else self.document.path

    @cached_property
    def rows(self) -> list[IndexRow]:
        """Its unit groups, by code."""
        return [row for row in self.document.rows if self.only is None or row.major_group == self.only.code]

    def figure(self, row: IndexRow, name: str) -> Figure:
        """A row's figure by the name of a column, found in its own answer. KeyError where the edition has no such column."""
        place, column = self.columns[name]
        return self.reader.figure_of(column.measure, row.values[place], pointer=f"/{name}", api=unit_group_api(row.code))


def gradient_of(edition: Edition, key: str = KEY, releases: Mapping[str, ReleaseReference] | None = None) -> Gradient | None:
    """The gradient of an edition or, by the digit of its code, a major group of it; None where the edition has no such thing.
    Two queries, one with `releases`."""
    reader = reader_of(edition, releases)
    document = reader.document(GradientDocument, KEY, GRADIENT_API)
    if document is None:
        return None
    only = next((group for group in document.major_groups if group.code == key), None)
    return Gradient(document, reader, only=only) if only or key == KEY else None
