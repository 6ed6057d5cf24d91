"""How codes of one classification lead to those of another, and the edges of every crosswalk of an edition, walked either way."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import QuerySet

from citations.models import Edition, EditionRelease
from occupations.models import CodeSystem, CrosswalkEdge, SocGroup


class GroupFacts(NamedTuple):
    title: str
    level: str
    parent_code: str


def edges(release_id: int, from_system: str, to_system: str) -> dict[str, list[str]]:
    """Code → the codes it leads to, both in order, along the edges that the release's file draws in this direction."""
    ends: dict[str, list[str]] = {}
    pairs = CrosswalkEdge.objects.filter(release_id=release_id, from_system=from_system, to_system=to_system)
    for start, end in pairs.order_by("from_code", "to_code").values_list("from_code", "to_code"):
        ends.setdefault(start, []).append(end)
    return ends


def reversed_edges(forward: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same edges walked the other way, in order."""
    backward: dict[str, list[str]] = {}
    for start, ends in forward.items():
        for end in ends:
            backward.setdefault(end, []).append(start)
    return {end: sorted(starts) for end, starts in sorted(backward.items())}


def changed_codes(forward: Mapping[str, list[str]]) -> frozenset[str]:
    """Codes that two vintages of a classification have in common and that do not mean the same in both: the older one also leads
    to further newer codes, or further older ones lead to the newer."""
    backward = reversed_edges(forward)
    return frozenset(code for code in forward if code in backward and not forward[code] == backward[code] == [code])


def onet_codes_of_soc(release_id: int) -> dict[str, list[str]]:
    """SOC 2018 code → its O*NET-SOC 2019 codes, of a `soc-structure` release."""
    return reversed_edges(edges(release_id, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018))


def soc_groups(release_id: int) -> dict[str, GroupFacts]:
    """Every entry of the SOC 2018 structure by code, O*NET-SOC occupations included, in the order of codes."""
    rows = SocGroup.objects.filter(release_id=release_id).order_by("code")
    return {code: GroupFacts(*row) for code, *row in rows.values_list("code", "title", "level", "parent_code")}


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
