"""How codes of one classification lead to those of another."""

from collections.abc import Mapping
from typing import NamedTuple

from occupations.models import CodeSystem, CrosswalkEdge, SocGroup


class GroupFacts(NamedTuple):
    title: str
    level: str
    parent_code: str


def edges(release_id: int, from_system: str, to_system: str) -> dict[str, list[str]]:
    """Code → the codes it leads to, both in order, along the edges that the release's file draws in this direction."""
    found: dict[str, list[str]] = {}
    pairs = CrosswalkEdge.objects.filter(release_id=release_id, from_system=from_system, to_system=to_system)
    for start, end in pairs.order_by("from_code", "to_code").values_list("from_code", "to_code"):
        found.setdefault(start, []).append(end)
    return found


def reversed_edges(forward: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same edges walked the other way, in order."""
    backward: dict[str, list[str]] = {}
    for start, ends in forward.items():
        for end in ends:
            backward.setdefault(end, []).append(start)
    return {end: sorted(starts) for end, starts in sorted(backward.items())}


def onet_codes_of_soc(release_id: int) -> dict[str, list[str]]:
    """SOC 2018 code → its O*NET-SOC 2019 codes, of a `soc-structure` release."""
    return reversed_edges(edges(release_id, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018))


def major_group_titles(release_id: int) -> dict[str, str]:
    """Major group code (27-0000) → title, of a `soc-structure` release. These are the job families."""
    groups = SocGroup.objects.filter(release_id=release_id, level=SocGroup.Level.MAJOR)
    return dict(groups.order_by("code").values_list("code", "title"))


def soc_groups(release_id: int) -> dict[str, GroupFacts]:
    """Every entry of the SOC 2018 structure by code, O*NET-SOC occupations included, in the order of codes."""
    rows = SocGroup.objects.filter(release_id=release_id).order_by("code")
    return {code: GroupFacts(*row) for code, *row in rows.values_list("code", "title", "level", "parent_code")}
