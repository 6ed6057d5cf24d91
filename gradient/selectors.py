"""Reads of the gradient's facts for the compilers, one query each, in an order that every run repeats."""

from collections import defaultdict
from dataclasses import dataclass

from citations.compiling import EditionFacts
from citations.corrections import corrected_title
from gradient.measures import BRIDGE, CROSSWALK, ILO, ONET
from gradient.models import UnitGroup, UnitGroupTask
from gradient.recipes import Bridges
from occupations.models import CodeSystem, SocGroup
from occupations.selectors.crosswalks import edges, onet_codes_of_soc, reversed_edges
from occupations.selectors.descriptions import occupation_titles


@dataclass(frozen=True)
class TaskFacts:
    """A task as the release describes it; scores from 0 to 1. The statement is None where the release has none."""

    number: int
    statement: str | None
    score_2023: float | None
    score_2025: float
    rationale: str


def unit_groups(facts: EditionFacts) -> list[UnitGroup]:
    """Unit groups of the edition, by code; where a title is corrected, `title_as_published` is what the release has."""
    groups = list(UnitGroup.objects.filter(release=facts.release_id(ILO)).order_by("code"))
    for group in groups:
        published, group.title = group.title, corrected_title(ILO, group.code, group.title)
        group.title_as_published = published if published != group.title else ""
    return groups


def tasks_by_unit_group(facts: EditionFacts) -> dict[str, list[TaskFacts]]:
    """Tasks of every unit group, by number."""
    tasks: dict[str, list[TaskFacts]] = defaultdict(list)
    rows = (
        UnitGroupTask.objects.filter(release=facts.release_id(ILO))
        .order_by("unit_group_code", "number")
        .values_list("unit_group_code", "number", "statement", "score_2023", "score_2025", "rationale_gpt4o")
    )
    for code, number, statement, score_2023, score_2025, rationale in rows:
        tasks[code].append(TaskFacts(number, statement or None, score_2023, score_2025, rationale))
    return tasks


def bridges(facts: EditionFacts) -> Bridges | None:
    """The crosswalk from unit groups to O*NET-SOC occupations, or None where the edition lacks a part of it."""
    crosswalk, bridge = facts.release_id(CROSSWALK), facts.release_id(BRIDGE)
    if crosswalk is None or bridge is None:
        return None
    return Bridges(
        soc_2010_of_unit_group=reversed_edges(edges(crosswalk, CodeSystem.SOC_2010, CodeSystem.ISCO_08)),
        soc_2018_of_soc_2010=edges(bridge, CodeSystem.SOC_2010, CodeSystem.SOC_2018),
        onet_of_soc_2018=onet_codes_of_soc(bridge),
    )


def us_titles(facts: EditionFacts) -> dict[str, str]:
    """Titles by O*NET-SOC code: O*NET's own, else those of the SOC structure."""
    bridge, onet = facts.release_id(BRIDGE), facts.release_id(ONET)
    titles = dict(SocGroup.objects.filter(release_id=bridge).values_list("code", "title")) if bridge else {}
    return {**titles, **(occupation_titles(onet) if onet else {})}
