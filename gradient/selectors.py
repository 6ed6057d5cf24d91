"""Reads of the gradient's facts for the compilers, one query each, in an order that every run repeats."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from citations.compiling import EditionFacts
from gradient.measures import BRIDGE, CROSSWALK, ILO, OEWS, ONET
from gradient.models.facts import UnitGroup, UnitGroupTask
from gradient.recipes import Bridges
from occupations.models import CodeSystem, CrosswalkEdge, Occupation, SocGroup, WageEstimate, WageStatus


@dataclass(frozen=True)
class TaskFacts:
    """A task as the release describes it; scores from 0 to 1."""

    number: int
    statement: str
    score_2023: float | None
    score_2025: float
    rationale: str


def unit_groups(facts: EditionFacts) -> list[UnitGroup]:
    """Unit groups of the edition, by code."""
    return list(UnitGroup.objects.filter(release_id=facts.release_id(ILO)).order_by("code"))


def tasks_by_unit_group(facts: EditionFacts) -> dict[str, list[TaskFacts]]:
    """Tasks of every unit group, by number."""
    tasks: dict[str, list[TaskFacts]] = defaultdict(list)
    rows = (
        UnitGroupTask.objects.filter(release_id=facts.release_id(ILO))
        .order_by("unit_group_code", "number")
        .values_list("unit_group_code", "number", "statement", "score_2023", "score_2025", "rationale_gpt4o")
    )
    for code, *task in rows:
        tasks[code].append(TaskFacts(*task))
    return tasks


def bridges(facts: EditionFacts) -> Bridges | None:
    """The crosswalk from unit groups to O*NET-SOC occupations, or None where the edition lacks a part of it."""
    if not facts.holds(CROSSWALK, BRIDGE):
        return None
    crosswalk, bridge = facts.release_id(CROSSWALK), facts.release_id(BRIDGE)
    return Bridges(
        soc_2010_of_unit_group=_by_end(_edges(crosswalk, CodeSystem.SOC_2010, CodeSystem.ISCO_08)),
        soc_2018_of_soc_2010=_by_start(_edges(bridge, CodeSystem.SOC_2010, CodeSystem.SOC_2018)),
        onet_of_soc_2018=_by_end(_edges(bridge, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018)),
    )


def us_titles(facts: EditionFacts) -> dict[str, str]:
    """Titles by O*NET-SOC code: O*NET's own, else those of the SOC structure."""
    titles: dict[str, str] = {}
    if facts.holds(BRIDGE):
        titles.update(SocGroup.objects.filter(release_id=facts.release_id(BRIDGE)).values_list("code", "title"))
    if facts.holds(ONET):
        titles.update(Occupation.objects.filter(release_id=facts.release_id(ONET)).values_list("code", "title"))
    return titles


@dataclass(frozen=True)
class UsEmployment:
    """National employment by SOC 2018 code: the published figures, and the codes whose figure BLS withholds."""

    published: dict[str, int]
    not_released: frozenset[str]


def us_employment(facts: EditionFacts) -> UsEmployment:
    """Employment of detailed occupations over all industries; empty where the edition holds no such release."""
    rows = (
        WageEstimate.objects.filter(
            release_id=facts.release_id(OEWS),
            industry_level=WageEstimate.IndustryLevel.CROSS_INDUSTRY,
            group=WageEstimate.Group.DETAILED,
        ).values_list("soc_code", "employment", "statuses")
        if facts.holds(OEWS)
        else []
    )
    published, not_released = {}, set()
    place = WageEstimate.VALUES.index("employment")
    for code, employment, statuses in rows:
        if employment is not None:
            published[code] = employment
        elif statuses[place] == WageStatus.NOT_RELEASED:
            not_released.add(code)
    return UsEmployment(published, frozenset(not_released))


def _edges(release: int | None, start: CodeSystem, end: CodeSystem) -> Iterable[tuple[str, str]]:
    return (
        CrosswalkEdge.objects.filter(release_id=release, from_system=start, to_system=end)
        .order_by("from_code", "to_code")
        .values_list("from_code", "to_code")
    )


def _by_start(edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        found[start].append(end)
    return dict(found)


def _by_end(edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    return _by_start((end, start) for start, end in edges)
