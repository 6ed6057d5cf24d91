"""All occupations of an edition in compact rows: lists, the picture of all occupations and the API's list read one document."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from citations.documents import Record, Whole
from citations.figures import Figure, FigureGroup, Missing, ReleaseReference
from citations.models import Edition
from citations.reading import reader_of
from occupations.addresses import OCCUPATIONS_API, ROLES, occupation_api
from occupations.subjects.index import Index, IndexDocument

KEY = "all"
# The choice of occupations that have no rank by AI task overlap.
UNRANKED = "unranked"
HOURLY_MEDIAN = "hourly-wage-median"
# Percentiles of annual pay around the median.
PAY_RANGE = ("p10", "p25", "p75", "p90")
PAY_COLUMNS = ("median", "median_percentile", "employment", *PAY_RANGE)
OUTLOOK_COLUMNS = ("change_percent", "annual_openings")
OVERLAP_COLUMNS = ("overlap", "overlap_mean", "overlap_parts", "overlap_spread", "overlap_lowest", "overlap_highest")


class Group(Record, frozen=True, array_like=True):
    """A job family (by code) or a career cluster (by its title): key, title, address of its page."""

    key: str
    title: str
    path: str


class Column(Record, frozen=True, array_like=True):
    """A figure of every row: its name, its measure, and where the occupation's own answer has it ('' where nowhere)."""

    name: str
    measure: str
    pointer: str = ""


class IndexRow(Record, frozen=True, array_like=True):
    """An occupation.

    clusters          places of its career clusters in the document's list of them
    values            by column, at full precision
    levels            low, moderate or high by name of a percentile's column
    outlook           category of its projected change; '' where nothing is projected
    missing           by column, why a value is missing, where that is not because the release does not cover it
    overlap_datasets  of the studies behind its overlap
    bridged           studies whose score came from an older code
    top_coded         whether the median wage is at or above what BLS publishes
    hourly_median     median wage an hour, where no annual one is published
    pay_group         whom pay and employment are published for, where that is more than the occupation
    outlook_group     the same of the projection
    study_groups      the same of the studies' scores, by study
    changed           studies whose score is of an older code that has another content since
    pay_is_open       whether the highest percentile of its pay is at or above what BLS publishes
    """

    code: str
    title: str
    path: str
    family: str
    clusters: list[int]
    values: list[float | int | None]
    levels: dict[str, str]
    outlook: str
    missing: dict[str, Missing]
    overlap_datasets: list[str]
    bridged: list[str]
    top_coded: bool
    hourly_median: float | None = None
    pay_group: FigureGroup | None = None
    outlook_group: FigureGroup | None = None
    study_groups: dict[str, FigureGroup] = {}
    changed: list[str] = []
    pay_is_open: bool = False

    @property
    def overlap_level(self) -> str:
        """Low, moderate or high; `UNRANKED` where it has no rank by AI task overlap."""
        return self.levels.get("overlap", UNRANKED)

    def group(self, name: str) -> FigureGroup | None:
        """Whom the figure of a column is published for, where that is more than the occupation."""
        if (study := name.removesuffix("-percentile")) in self.study_groups:
            return self.study_groups[study]
        return self.pay_group if name in PAY_COLUMNS else self.outlook_group if name in OUTLOOK_COLUMNS else None


# Shape 1 named neither columns nor levels; these were its own, and the words of its time.
_FIRST_STUDIES = {
    "f": ("felten-aioe", "felten-aioe", "felten-aioe-percentile"),
    "e": ("eloundou-gamma", "eloundou-gpts", "eloundou-gamma-percentile"),
    "m": ("microsoft-applicability", "microsoft-working-with-ai", "microsoft-applicability-percentile"),
}
_FIRST_COLUMNS = (
    ("overlap", "ai-overlap-percentile", "/overlap/percentile"),
    *(column for key, _, rank in _FIRST_STUDIES.values() for column in ((key, key, ""), (rank, rank, ""))),
    ("median", "wage-median", "/wages/median"),
    ("median_percentile", "median-pay-percentile", "/wages/median_percentile"),
    ("employment", "employment", "/wages/employment"),
    ("change_percent", "projection-change-percent", "/outlook/change_percent"),
    ("annual_openings", "projection-openings", "/outlook/annual_openings"),
    ("job_zone", "job-zone", "/job_zone"),
    ("task_count", "onet-task-count", "/task_count"),
)
_FIRST_LEVELS = ("low", "moderate", "high")
_FIRST_OUTLOOK = (
    (float("-inf"), "declining"),
    (-1.0, "little-or-no-change"),
    (1.0, "slower-than-average"),
    (3.0, "as-fast-as-average"),
    (5.0, "faster-than-average"),
    (7.0, "much-faster-than-average"),
)


def _name_columns(document: dict[str, Any]) -> dict[str, Any]:
    """Shape 1 → 2."""
    return {
        **document,
        "title": "Occupations",
        "path": ROLES,
        "clusters": [[title, title, path] for title, path in document["clusters"]],
        "columns": [list(column) for column in _FIRST_COLUMNS],
        "studies": [key for key, _, _ in _FIRST_STUDIES.values()],
        "rows": [_with_levels(*row) for row in document["rows"]],
    }


def _with_levels(code, title, path, family, clusters, studies, values, missing, notes) -> list[Any]:
    by_name = dict(zip((name for name, _, _ in _FIRST_COLUMNS), values, strict=True))
    ranked = {name: by_name[name] for name in ("overlap", *(rank for _, _, rank in _FIRST_STUDIES.values()))}
    levels = {
        name: _FIRST_LEVELS[(percentile >= 100 / 3) + (percentile >= 200 / 3)]
        for name, percentile in ranked.items()
        if percentile is not None
    }
    change = by_name["change_percent"]
    outlook = "" if change is None else _FIRST_OUTLOOK[_first_outlook(change)][1]
    datasets = [_FIRST_STUDIES[letter][1] for letter in studies]
    bridged = [_FIRST_STUDIES[letter][0] for letter in notes.get("bridged", "")]
    named = [code, title, path, family, clusters]
    return [*named, values, levels, outlook, missing, datasets, bridged, notes.get("top_coded", False)]


def _first_outlook(change: float) -> int:
    worded = change if change < 1 else -(-(change - 0.5) // 1)
    return bisect_right([at_least for at_least, _ in _FIRST_OUTLOOK], worded) - 1


class OccupationIndexDocument(IndexDocument, frozen=True, kw_only=True):
    """Every occupation of an edition."""

    kind: ClassVar[str] = "occupation-index"
    shape: ClassVar[int] = 2
    upgrades: ClassVar = {1: _name_columns}

    title: str
    path: str
    count: Annotated[Whole, Meta(description="How many occupations there are.")]
    families: list[Group]
    clusters: list[Group]
    zones: list[tuple[int, str]]
    columns: list[Column]
    studies: list[str]
    rows: list[IndexRow]


@dataclass(frozen=True)
class OccupationIndex(Index[OccupationIndexDocument]):
    """All occupations of an edition."""

    answered_at: ClassVar[str] = OCCUPATIONS_API

    def sortable(self, row: IndexRow, name: str) -> float | str | None:
        return super().sortable(row, name.replace("overlap.", "overlap_"))

    def figure(self, row: IndexRow, name: str) -> Figure:
        """One of a row's figures, by column."""
        place, column = self.columns[name]
        measure = self.reader.methodology.measure(column.measure)
        value, pointer = row.values[place], column.pointer
        if name == "median" and value is None and row.hourly_median is not None:
            measure, value, pointer = self.reader.methodology.measure(HOURLY_MEDIAN), row.hourly_median, "/wages/hourly/median"
        missing = row.missing.get(name, Missing.NOT_COVERED) if value is None else None
        text = missing.words if missing else measure.text(value or 0)
        at_least = name in ("median", "median_percentile") and row.top_coded and value is not None
        return Figure(
            measure,
            value,
            text=f"{text} or more" if at_least else text,
            releases=self._releases(row, name, measure.datasets),
            missing=missing,
            at_least=at_least,
            group=row.group(name),
            pointer=pointer,
            api=occupation_api(row.code),
        )

    def _releases(self, row: IndexRow, name: str, datasets: tuple[str, ...]) -> tuple[ReleaseReference, ...]:
        if name in OVERLAP_COLUMNS:
            datasets = tuple(row.overlap_datasets)
        elif name.removesuffix("-percentile") in row.bridged:
            datasets = (*datasets, "soc-structure")
        return self.held(datasets)


def occupation_index(edition: Edition, releases: Mapping[str, ReleaseReference] | None = None) -> OccupationIndex | None:
    """All occupations, or None where the edition holds none. Two queries, one with `releases`."""
    reader = reader_of(edition, releases)
    document = reader.document(OccupationIndexDocument, KEY, OCCUPATIONS_API)
    return None if document is None else OccupationIndex(document, reader)
