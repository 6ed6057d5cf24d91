"""Projected employment, of a `bls-ep` release."""

from typing import NamedTuple

from occupations.models import Projection, WorkerCharacteristics


class ProjectionFacts(NamedTuple):
    """Employment and openings in thousands, change in percent; words of the typical way in may be empty."""

    title: str
    employment_base: float
    employment_projected: float
    change_percent: float
    openings: float


class EntryFacts(NamedTuple):
    self_employed_percent: float | None
    entry_education: str
    related_experience: str
    on_the_job_training: str


def projections(release_id: int) -> dict[str, ProjectionFacts]:
    """Occupations (line items) by code of the National Employment Matrix."""
    rows = Projection.objects.filter(release_id=release_id, kind=Projection.Kind.OCCUPATION).order_by("code")
    return {code: ProjectionFacts(*row) for code, *row in rows.values_list("code", *ProjectionFacts._fields)}


def entry_characteristics(release_id: int) -> dict[str, EntryFacts]:
    """What BLS assigns as the typical way in, by code of the National Employment Matrix."""
    rows = WorkerCharacteristics.objects.filter(release_id=release_id).order_by("code")
    return {code: EntryFacts(*row) for code, *row in rows.values_list("code", *EntryFacts._fields)}
