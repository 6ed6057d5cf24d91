"""All occupations of an edition in compact rows, read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from citations.figures import Figure, Missing, ReleaseReference, figure_from_document
from citations.measures import Measure
from citations.models import Edition
from citations.selectors import edition_references, profile_document
from occupations.addresses import OCCUPATIONS_API, occupation_api
from occupations.measures import EMPLOYMENT, counts, exposure, projections, ratings, standing, wages
from occupations.recipes import level

KIND = "occupation-index"
KEY = "all"
# Figures of a row in the order in which its document lists them: name, measure, pointer in the API's list.
COLUMNS: tuple[tuple[str, Measure, str], ...] = (
    ("overlap", standing.OVERLAP, "/overlap/percentile"),
    ("felten-aioe", exposure.FELTEN_AIOE, ""),
    ("felten-aioe-percentile", standing.EXPOSURE_PERCENTILES["felten-aioe"], ""),
    ("eloundou-gamma", exposure.ELOUNDOU_GAMMA, ""),
    ("eloundou-gamma-percentile", standing.EXPOSURE_PERCENTILES["eloundou-gamma"], ""),
    ("microsoft-applicability", exposure.MICROSOFT_APPLICABILITY, ""),
    ("microsoft-applicability-percentile", standing.EXPOSURE_PERCENTILES["microsoft-applicability"], ""),
    ("median", wages.ANNUAL_WAGES["median"], "/wages/median"),
    ("median_percentile", wages.PAY_PERCENTILE, "/wages/median_percentile"),
    ("employment", EMPLOYMENT, "/wages/employment"),
    ("change_percent", projections.CHANGE_PERCENT, "/outlook/change_percent"),
    ("annual_openings", projections.OPENINGS, "/outlook/annual_openings"),
    ("job_zone", ratings.JOB_ZONE, "/job_zone"),
    ("task_count", counts.ONET_TASK_COUNT, "/task_count"),
)
COLUMN_NAMES = tuple(name for name, _, _ in COLUMNS)
STUDIES = ("felten-aioe", "eloundou-gamma", "microsoft-applicability")
_LETTERS = dict(zip("fem", STUDIES, strict=True))
_DATASETS = dict(zip(STUDIES, standing.OVERLAP.datasets, strict=True))


@dataclass(frozen=True)
class Group:
    """A job family (by code) or a career cluster (by its title): key, title, address of its page."""

    key: str
    title: str
    path: str


@dataclass(frozen=True)
class OccupationRow:
    """An occupation in a list. `values` by column name at full precision; `figure(name)` for printing."""

    index: "OccupationIndex"
    code: str
    title: str
    path: str
    family: str
    clusters: tuple[int, ...]
    overlap_parts: tuple[str, ...]
    values: Mapping[str, float | int | None]
    missing: Mapping[str, str]
    notes: Mapping[str, object]

    @property
    def top_coded(self) -> bool:
        """The median wage is at or above what BLS publishes."""
        return bool(self.notes.get("top_coded"))

    @property
    def overlap_level(self) -> str:
        overlap = self.values["overlap"]
        return "" if overlap is None else level(overlap)

    def bridged(self, study: str) -> bool:
        """The study scores an older code that leads to the occupation, not the occupation's own."""
        return any(_LETTERS[letter] == study for letter in str(self.notes.get("bridged", "")))

    def figure(self, name: str) -> Figure:
        """One of the row's figures, by column name."""
        measure, pointer = self.index.columns[name]
        value = self.values[name]
        missing = Missing(self.missing.get(name, Missing.NOT_COVERED)) if value is None else None
        text = missing.words if missing else measure.text(value or 0)
        at_least = name == "median" and self.top_coded
        return Figure(
            measure=measure,
            value=value,
            text=f"{text} or more" if at_least else text,
            releases=self._releases(name, measure),
            missing=missing,
            at_least=at_least,
            pointer=pointer,
            api=occupation_api(self.code),
        )

    def _releases(self, name: str, measure: Measure) -> tuple[ReleaseReference, ...]:
        slugs = measure.datasets
        if name == "overlap":
            slugs = tuple(_DATASETS[part] for part in self.overlap_parts)
        elif self.bridged(name.removesuffix("-percentile")):
            slugs = (*slugs, "soc-structure")
        return tuple(self.index.releases[slug] for slug in slugs if slug in self.index.releases)


@dataclass(frozen=True)
class OccupationIndex:
    """All occupations of one edition."""

    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    document: Mapping

    @cached_property
    def columns(self) -> dict[str, tuple[Measure, str]]:
        return {name: (measure, pointer) for name, measure, pointer in COLUMNS}

    @cached_property
    def families(self) -> tuple[Group, ...]:
        return tuple(Group(*row) for row in self.document["families"])

    @cached_property
    def clusters(self) -> tuple[Group, ...]:
        """In the order that rows refer to them by."""
        return tuple(Group(title, title, path) for title, path in self.document["clusters"])

    @cached_property
    def zones(self) -> tuple[tuple[int, str], ...]:
        return tuple((zone, title) for zone, title in self.document["zones"])

    @cached_property
    def count(self) -> Figure:
        return figure_from_document(self.document["count"], self.releases, OCCUPATIONS_API)

    @cached_property
    def rows(self) -> tuple[OccupationRow, ...]:
        """Occupations by code."""
        return tuple(
            OccupationRow(
                index=self,
                code=code,
                title=title,
                path=path,
                family=family,
                clusters=tuple(clusters),
                overlap_parts=tuple(_LETTERS[letter] for letter in parts),
                values=dict(zip(COLUMN_NAMES, values, strict=True)),
                missing=missing,
                notes=notes,
            )
            for code, title, path, family, clusters, parts, values, missing, notes in self.document["rows"]
        )

    @cached_property
    def by_code(self) -> dict[str, OccupationRow]:
        return {row.code: row for row in self.rows}

    def column_figure(self, name: str) -> Figure:
        """A valueless figure that stands for a column: what a question mark in its heading asks about."""
        measure, _ = self.columns[name]
        releases = tuple(self.releases[slug] for slug in measure.datasets if slug in self.releases)
        return Figure(measure=measure, value=None, text="", releases=releases, api=OCCUPATIONS_API)


def occupation_index(edition: Edition, references: Mapping[str, ReleaseReference] | None = None) -> OccupationIndex | None:
    """The occupations of an edition, or None where it holds none. Two queries, one with `references`."""
    document = profile_document(edition, KIND, KEY)
    if document is None:
        return None
    releases = references if references is not None else edition_references(edition)
    return OccupationIndex(edition.name, edition.compiled_at.date() if edition.compiled_at else None, releases, document)
