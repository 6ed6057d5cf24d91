"""Which figures of documents stand for a publisher's own value, and whether a fact of the edition says the same."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import Model

from citations.documents import Document, figures_in
from citations.figures import Figure
from citations.models import Edition
from gradient.models import UnitGroupTask
from occupations.models import (
    EducationShare,
    ExposureScore,
    OccupationJobZone,
    Projection,
    Rating,
    TaskPenetration,
    TaskRating,
    UsageFigure,
    WageEstimate,
    WorkerCharacteristics,
)

Source = tuple[type[Model], str, float, dict]
_WAGES = {
    f"{prefix}wage-{name}": (WageEstimate, f"{period}_{name}", 1, {})
    for prefix, period in (("", "annual"), ("hourly-", "hourly"))
    for name in ("p10", "p25", "median", "p75", "p90", "mean")
}
_RATED = ("importance", "work-context", "occupational-interest", "work-style-impact", "work-value-extent")
# What a measure without a recipe is a value of: table, column, what a value there is multiplied by, and which lines.
SOURCES: dict[str, Source] = {
    **_WAGES,
    **{key: (Rating, "value", 1, {}) for key in _RATED},
    "task-importance": (TaskRating, "value", 1, {}),
    "attainment-share": (EducationShare, "percent", 0.01, {}),
    "required-education-share": (Rating, "value", 0.01, {}),
    "job-zone": (OccupationJobZone, "zone", 1, {}),
    "employment": (WageEstimate, "employment", 1, {}),
    "family-employment": (WageEstimate, "employment", 1, {}),
    "us-employment": (WageEstimate, "employment", 1, {}),
    "industry-employment": (WageEstimate, "employment", 1, {}),
    "industry-total-employment": (WageEstimate, "employment", 1, {}),
    "industry-median-wage": (WageEstimate, "annual_median", 1, {}),
    "industry-mean-wage": (WageEstimate, "annual_mean", 1, {}),
    "projection-employment-base": (Projection, "employment_base", 1000, {}),
    "projection-employment-projected": (Projection, "employment_projected", 1000, {}),
    "projection-openings": (Projection, "openings", 1000, {}),
    "projection-change-percent": (Projection, "change_percent", 1, {}),
    "projection-self-employed": (WorkerCharacteristics, "self_employed_percent", 1, {}),
    "collaboration-share": (UsageFigure, "value", 1, {}),
    "human-able-share": (UsageFigure, "value", 1, {}),
    "anthropic-task-penetration": (TaskPenetration, "value", 1, {}),
    "task-exposure": (UnitGroupTask, "score_2025", 1, {}),
    "task-exposure-2023": (UnitGroupTask, "score_2023", 1, {}),
    **{
        key: (ExposureScore, "value", 1, {"measure": key})
        for key in (
            "felten-aioe",
            "felten-lm-aioe",
            "eloundou-alpha",
            "eloundou-beta",
            "eloundou-gamma",
            "eloundou-human-alpha",
            "eloundou-human-beta",
            "eloundou-human-gamma",
            "microsoft-applicability",
            "frey-osborne-probability",
            "teleworkable",
            "anthropic-observed-exposure",
        )
    },
}


def _is_carried(figure: Figure) -> bool:
    """Whether it names a source that its measure does not have of itself: the crosswalk it came over, which its note says."""
    return bool(set(figure.datasets) - set(figure.measure.datasets))


def of_nobody(edition: Edition, documents: Iterable[Document]) -> Iterator[str]:
    """Figures whose note calls them the publisher's own value, and that no fact of the edition's releases equals."""

    @cache
    def values(key: str) -> frozenset[float]:
        table, column, factor, lines = SOURCES[key]
        releases = edition.members.values("release_id")
        rows = table.objects.filter(release_id__in=releases, **lines).exclude(**{column: None})  # type: ignore[attr-defined]
        return frozenset(round(value * factor, 6) for value in rows.values_list(column, flat=True).distinct())

    for document in documents:
        for figure in figures_in(document):
            key = figure.measure.key
            if figure.value is None or figure.measure.recipe or _is_carried(figure):
                continue
            if key not in SOURCES:
                yield f"{key}: neither a recipe nor a table that its values stand in"
            elif round(figure.value, 6) not in values(key):
                yield f"{document.kind} {figure.pointer}: {key} {figure.value} is in no release"
