"""All unit groups of an edition in compact rows: the list, the picture and the API's list are drawn from one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from citations.figures import Figure, Missing, ReleaseReference, figure_from_document
from citations.measures import MEASURES, Measure
from citations.models import Edition
from citations.selectors import edition_references, profile_document
from gradient.addresses import GRADIENT_API, major_group_path, unit_group_api
from gradient.bands import BAND_BY_KEY
from gradient.measures import EXPOSURE_CHANGE, EXPOSURE_PERCENTILE, MEAN_EXPOSURE, MEAN_EXPOSURE_2023, TASK_COUNT
from gradient.profiles.unit_group import MajorGroup
from singulariki.charts.scales import Band

KIND = "gradient-index"
KEY = "all"
# Figures of a row, in the order in which its document lists them: name in the API, measure.
COLUMNS: tuple[tuple[str, Measure], ...] = (
    ("mean_score", MEAN_EXPOSURE),
    ("mean_score_previous", MEAN_EXPOSURE_2023),
    ("change", EXPOSURE_CHANGE),
    ("percentile", EXPOSURE_PERCENTILE),
    ("task_count", TASK_COUNT),
)


@dataclass(frozen=True)
class IndexRow:
    """A unit group in the list: its figures by their name in the API."""

    code: str
    title: str
    path: str
    major: MajorGroup
    band: Band
    figures: Mapping[str, Figure]

    @property
    def mean(self) -> Figure:
        return self.figures["mean_score"]

    @property
    def values(self) -> dict[str, float | int | None]:
        return {name: figure.value for name, figure in self.figures.items()}


@dataclass(frozen=True)
class BandSummary:
    """A band and how many unit groups the ILO places in it."""

    band: Band
    unit_groups: Figure


@dataclass(frozen=True)
class GradientIndex:
    """The whole gradient of one edition."""

    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    document: Mapping

    @cached_property
    def majors(self) -> tuple[MajorGroup, ...]:
        return tuple(MajorGroup(code, title, major_group_path(code)) for code, title in self.document["majors"])

    @cached_property
    def rows(self) -> tuple[IndexRow, ...]:
        """Unit groups by code."""
        majors = {major.code: major for major in self.majors}
        return tuple(
            IndexRow(
                code=code,
                title=title,
                path=path,
                major=majors[major],
                band=BAND_BY_KEY[band],
                figures={
                    name: Figure(
                        measure=measure,
                        value=value,
                        text=measure.text(value) if value is not None else Missing.NOT_COVERED.words,
                        releases=self._releases(measure),
                        missing=Missing.NOT_COVERED if value is None else None,
                        pointer=f"/{name}",
                        api=unit_group_api(code),
                    )
                    for (name, measure), value in zip(COLUMNS, values, strict=True)
                },
            )
            for code, title, path, major, band, values in self.document["rows"]
        )

    @cached_property
    def unit_group_count(self) -> Figure:
        return figure_from_document(self.document["figures"]["unit_group_count"], self.releases, GRADIENT_API)

    @cached_property
    def scored_tasks(self) -> Figure:
        return figure_from_document(self.document["figures"]["scored_tasks"], self.releases, GRADIENT_API)

    @cached_property
    def bands(self) -> tuple[BandSummary, ...]:
        return tuple(
            BandSummary(BAND_BY_KEY[key], figure_from_document(part, self.releases, GRADIENT_API))
            for key, part in self.document["bands"]
        )

    def column_figure(self, name: str) -> Figure:
        """A valueless figure that stands for a column of the list: what a question mark in its heading asks about."""
        measure = dict(COLUMNS)[name]
        return Figure(measure=measure, value=None, text="", releases=self._releases(measure), api=GRADIENT_API)

    def _releases(self, measure: Measure) -> tuple[ReleaseReference, ...]:
        return tuple(self.releases[slug] for slug in MEASURES[measure.key].datasets)


def index_of(edition: Edition, references: Mapping[str, ReleaseReference] | None = None) -> GradientIndex | None:
    """The gradient of an edition, or None where it holds none. Two queries, one with `references`."""
    document = profile_document(edition, KIND, KEY)
    if document is None:
        return None
    releases = references if references is not None else edition_references(edition)
    return GradientIndex(edition.name, edition.compiled_at.date() if edition.compiled_at else None, releases, document)
