"""The facts of one edition about U.S. occupations, read once and shared by all compilers of the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from citations.compiling import EditionFacts
from occupations.measures import datasets as of
from occupations.models import CodeSystem
from occupations.recipes import ObservedTask
from occupations.selectors import crosswalks, descriptions, exposure, preparation, projections, ratings, technology, usage, wages
from occupations.statements import normalised_statement

_SHARED = "occupations.facts"
T = TypeVar("T")


class OccupationsFacts:
    """Facts by O*NET-SOC code (or by the code their publisher uses), each read when first asked for.

    What the edition holds no release for is empty.
    """

    def __init__(self, edition: EditionFacts) -> None:
        self.edition = edition
        self._ratings: dict[str, Mapping[str, list[ratings.RatedElement]]] = {}
        self._scores: dict[tuple[str, str], dict[str, float]] = {}

    @classmethod
    def of(cls, edition: EditionFacts) -> OccupationsFacts:
        """The one instance of an edition's compile."""
        return cast("OccupationsFacts", edition.shared.setdefault(_SHARED, cls(edition)))

    def _read(self, dataset: str, read, *arguments, otherwise: T) -> T:
        release = self.edition.release_id(dataset)
        return otherwise if release is None else read(release, *arguments)

    def holds(self, *slugs: str) -> bool:
        return self.edition.holds(*slugs)

    # Occupations and their codes

    @cached_property
    def occupations(self) -> list[descriptions.OccupationFacts]:
        return self._read(of.ONET, descriptions.occupations, otherwise=[])

    @cached_property
    def titles(self) -> dict[str, str]:
        return {occupation.code: occupation.title for occupation in self.occupations}

    @cached_property
    def codes(self) -> list[str]:
        return list(self.titles)

    @cached_property
    def own_codes(self) -> dict[str, str]:
        """Each O*NET-SOC occupation under its own code."""
        return {code: code for code in self.codes}

    @cached_property
    def soc_codes(self) -> dict[str, str]:
        """O*NET-SOC code → its SOC 2018 code; the digits before the point where the edition holds no structure."""
        up = self._read(of.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018, otherwise={})
        return {code: up[code][0] if code in up else code[:7] for code in self.codes}

    @cached_property
    def occupations_of_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the O*NET-SOC occupations of it."""
        found: dict[str, list[str]] = {}
        for code, soc in self.soc_codes.items():
            found.setdefault(soc, []).append(code)
        return found

    @cached_property
    def groups(self) -> dict[str, crosswalks.GroupFacts]:
        return self._read(of.SOC, crosswalks.soc_groups, otherwise={})

    def family_of(self, code: str) -> tuple[str, str]:
        """Code and title of an occupation's major group; the title is empty where the edition holds no structure."""
        major = f"{code[:2]}-0000"
        return major, self.groups[major].title if major in self.groups else ""

    def combination_of(self, soc: str, known: Mapping[str, object]) -> str:
        """The code under which figures of a SOC code are published: its own, or that of the broad occupation above it where BLS
        publishes nothing finer (31-1120 for 31-1121). Empty where neither is known."""
        if soc in known:
            return soc
        broad = self.groups[soc].parent_code if soc in self.groups else ""
        return broad if broad in known else ""

    @cached_property
    def older_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(
            self._read(of.SOC, crosswalks.edges, CodeSystem.SOC_2010, CodeSystem.SOC_2018, otherwise={})
        )

    @cached_property
    def older_onet(self) -> dict[str, list[str]]:
        """O*NET-SOC 2019 code → the O*NET-SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(
            self._read(of.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2010, CodeSystem.ONET_SOC_2019, otherwise={})
        )

    # Descriptions

    @cached_property
    def job_titles(self) -> Mapping[str, descriptions.Titles]:
        return self._read(of.ONET, descriptions.job_titles, otherwise={})

    @cached_property
    def tasks(self) -> Mapping[str, list[descriptions.TaskFacts]]:
        return self._read(of.ONET, descriptions.tasks, otherwise={})

    @cached_property
    def emerging_tasks(self) -> Mapping[str, list[descriptions.EmergingFacts]]:
        return self._read(of.ONET, descriptions.emerging_tasks, otherwise={})

    @cached_property
    def task_activities(self) -> Mapping[int, list[str]]:
        return self._read(of.ONET, descriptions.task_activities, otherwise={})

    # Ratings

    @cached_property
    def elements(self) -> dict[str, ratings.ElementFacts]:
        return self._read(of.ONET, ratings.elements, otherwise={})

    @cached_property
    def scales(self) -> dict[str, tuple[str, float, float]]:
        return self._read(of.ONET, ratings.scales, otherwise={})

    def ratings(self, scale: str) -> Mapping[str, list[ratings.RatedElement]]:
        """O*NET-SOC code → ratings on a scale, by element."""
        if scale not in self._ratings:
            self._ratings[scale] = self._read(of.ONET, ratings.ratings, scale, otherwise={})
        return self._ratings[scale]

    @cached_property
    def education(self) -> Mapping[str, dict[int, tuple[float, bool]]]:
        return self._read(of.ONET, ratings.category_shares, "RL", otherwise={})

    @cached_property
    def education_words(self) -> dict[int, str]:
        return self._read(of.ONET, ratings.category_words, "RL", otherwise={})

    @cached_property
    def level_anchors(self) -> Mapping[str, list[tuple[int, str]]]:
        return self._read(of.ONET, ratings.level_anchors, otherwise={})

    @cached_property
    def element_links(self) -> Sequence[tuple[str, str]]:
        return self._read(of.ONET, ratings.element_links, otherwise=[])

    @cached_property
    def detailed_activities(self) -> dict[str, ratings.ActivityFacts]:
        return self._read(of.ONET, ratings.detailed_activities, otherwise={})

    @cached_property
    def intermediate_titles(self) -> dict[str, str]:
        return self._read(of.ONET, ratings.intermediate_titles, otherwise={})

    # Preparation and neighbours

    @cached_property
    def zones(self) -> dict[int, preparation.ZoneFacts]:
        return self._read(of.ONET, preparation.job_zones, otherwise={})

    @cached_property
    def zone_of(self) -> dict[str, int]:
        return self._read(of.ONET, preparation.zone_of_occupation, otherwise={})

    @cached_property
    def related(self) -> Mapping[str, list[str]]:
        return self._read(of.ONET, preparation.related_occupations, otherwise={})

    @cached_property
    def study_fields(self) -> dict[str, preparation.FieldFacts]:
        return self._read(of.CIP, preparation.study_fields, otherwise={})

    @cached_property
    def fields_of_soc(self) -> Mapping[str, list[str]]:
        return self._read(of.CIP, preparation.fields_of_soc, otherwise={})

    @cached_property
    def clusters_of_soc(self) -> Mapping[str, list[tuple[str, str]]]:
        return self._read(of.CLUSTERS, preparation.clusters_of_soc, otherwise={})

    # Technology

    @cached_property
    def software(self) -> Mapping[str, list[technology.SoftwareFacts]]:
        return self._read(of.ONET, technology.software, otherwise={})

    @cached_property
    def tools(self) -> Mapping[str, list[technology.ToolFacts]]:
        return self._read(of.ONET, technology.tools, otherwise={})

    @cached_property
    def commodities(self) -> dict[str, technology.CommodityFacts]:
        return self._read(of.ONET, technology.commodities, otherwise={})

    # Pay, industries, projections

    @cached_property
    def wages(self) -> dict[str, wages.NationalWages]:
        return self._read(of.OEWS, wages.national_wages, otherwise={})

    @cached_property
    def all_employment(self) -> int | None:
        return self._read(of.OEWS, wages.all_employment, otherwise=None)

    @cached_property
    def industries(self) -> dict[str, wages.Industry]:
        return self._read(of.OEWS, wages.industries, otherwise={})

    @cached_property
    def industry_wages(self) -> dict[str, list[wages.IndustryWages]]:
        return self._read(of.OEWS, wages.industry_wages, otherwise={})

    @cached_property
    def projections(self) -> dict[str, projections.ProjectionFacts]:
        return self._read(of.EP, projections.projections, otherwise={})

    @cached_property
    def entry(self) -> dict[str, projections.EntryFacts]:
        return self._read(of.EP, projections.entry_characteristics, otherwise={})

    # Studies and observed use

    def scores(self, dataset: str, measure: str, system: str = "") -> dict[str, float]:
        """Code → score of a study, of one classification where it publishes in several."""
        key = (measure, system)
        if key not in self._scores:
            self._scores[key] = self._read(dataset, exposure.scores, measure, system, otherwise={})
        return self._scores[key]

    @cached_property
    def task_labels(self) -> dict[tuple[str, int], tuple[str, str]]:
        return self._read(of.ELOUNDOU, exposure.task_labels, otherwise={})

    @cached_property
    def task_penetration(self) -> dict[str, float]:
        return self._read(of.LABOR_MARKET, exposure.task_penetration, otherwise={})

    @cached_property
    def observed(self) -> dict[str, ObservedTask]:
        return self._read(of.AEI, usage.observed_tasks, otherwise={})

    @cached_property
    def wording(self) -> dict[int, str]:
        """Task number → its normalised words."""
        return {task.task_id: normalised_statement(task.statement) for tasks in self.tasks.values() for task in tasks}

    @cached_property
    def occupations_with_wording(self) -> Counter[str]:
        """Normalised words of a task → how many occupations have a task of these words."""
        found: Counter[str] = Counter()
        for tasks in self.tasks.values():
            found.update({self.wording[task.task_id] for task in tasks})
        return found
