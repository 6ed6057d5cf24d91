"""Reads of U.S. facts for compilers. Each takes the primary key of a release and runs one query."""

from collections.abc import Mapping

from occupations.models import CodeSystem, CrosswalkEdge, Occupation, SocGroup, WageEstimate, WageStatus

NATIONAL = {"industry_level": WageEstimate.IndustryLevel.CROSS_INDUSTRY}


def occupation_titles(release_id: int) -> dict[str, str]:
    """O*NET-SOC code → official title, of an `onet` release, in the order of codes."""
    return dict(Occupation.objects.filter(release_id=release_id).order_by("code").values_list("code", "title"))


def national_employment(release_id: int) -> dict[str, tuple[int | None, WageStatus]]:
    """SOC code → (employees, status), of a `bls-oews` release: detailed occupations and OEWS's own combinations.

    Employment is None where it is not published; the status then says why. A code that has no row is not in the result:
    the survey does not cover it.
    """
    rows = WageEstimate.objects.filter(release_id=release_id, **NATIONAL, group=WageEstimate.Group.DETAILED)
    position = WageEstimate.VALUES.index("employment")
    return {
        code: (employment, WageStatus(statuses[position]))
        for code, employment, statuses in rows.order_by("soc_code").values_list("soc_code", "employment", "statuses")
    }


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
