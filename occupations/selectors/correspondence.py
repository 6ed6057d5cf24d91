"""Edges of every crosswalk of an edition, walked as published and the other way round."""

from typing import NamedTuple

from django.db.models import QuerySet

from citations.models import Edition, EditionRelease
from occupations.models import CrosswalkEdge


class Edge(NamedTuple):
    """A code and one that it corresponds to. `reversed`: the publisher's file draws the edge from `to_code` to `from_code`."""

    from_system: str
    from_code: str
    to_system: str
    to_code: str
    weight: float | None
    dataset: str
    reversed: bool


def crosswalk_edges(edition: Edition, *, from_system: str = "", to_system: str = "", code: str = "") -> list[Edge]:
    """Edges that leave `from_system` (any, where empty) for `to_system`, from `code` alone where it is given: those published in
    this direction first, then those published in the other, each by code. Three queries."""
    datasets = dict(EditionRelease.objects.filter(edition=edition).values_list("release_id", "dataset__slug"))
    published = CrosswalkEdge.objects.filter(release_id__in=datasets)
    there = _narrowed(published, "from", "to", from_system, to_system, code)
    back = _narrowed(published, "to", "from", from_system, to_system, code)
    return [
        Edge(from_system, from_code, to_system, to_code, weight, datasets[release], is_reversed)
        for is_reversed, rows in ((False, there), (True, back))
        for from_system, from_code, to_system, to_code, weight, release in rows
    ]


def systems_of(edition: Edition) -> list[tuple[str, str]]:
    """Pairs of classifications that the edition's crosswalks connect, as published. One query."""
    releases = EditionRelease.objects.filter(edition=edition).values("release_id")
    pairs = CrosswalkEdge.objects.filter(release_id__in=releases).order_by("from_system", "to_system")
    return list(pairs.values_list("from_system", "to_system").distinct())


def _narrowed(
    edges: QuerySet[CrosswalkEdge], start: str, end: str, from_system: str, to_system: str, code: str
) -> QuerySet[CrosswalkEdge, tuple]:
    """(system, code, system, code, weight, release) of the edges read from `start` to `end`."""
    wanted = {f"{start}_system": from_system, f"{end}_system": to_system, f"{start}_code": code}
    narrowed = edges.filter(**{name: value for name, value in wanted.items() if value})
    names = (f"{start}_system", f"{start}_code", f"{end}_system", f"{end}_code")
    return narrowed.order_by(*names, "release_id").values_list(*names, "weight", "release_id")
