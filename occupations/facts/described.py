"""What O*NET and others say of occupations: words, ratings, preparation, technology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from occupations.facts.codes import Reading
from occupations.measures import datasets as of
from occupations.models.exposure import normalised_statement
from occupations.selectors import descriptions
from occupations.selectors import ratings as rating


class DescribedFacts(Reading):
    """Facts by O*NET-SOC code, task number or element."""

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

    @cached_property
    def wording(self) -> dict[int, str]:
        """Task number → its normalised words."""
        return {task.task_id: normalised_statement(task.statement) for tasks in self.tasks.values() for task in tasks}

    @cached_property
    def occupations_with_wording(self) -> Counter[str]:
        """Normalised words of a task → how many occupations have a task of these words."""
        counts: Counter[str] = Counter()
        for tasks in self.tasks.values():
            counts.update({self.wording[task.task_id] for task in tasks})
        return counts

    @cached_property
    def _by_scale(self) -> dict[str, Mapping[str, list[rating.RatedElement]]]:
        return {}

    @cached_property
    def elements(self) -> dict[str, rating.ElementFacts]:
        return self._read(of.ONET, rating.elements, otherwise={})

    @cached_property
    def scales(self) -> dict[str, tuple[str, float, float]]:
        return self._read(of.ONET, rating.scales, otherwise={})

    def ratings(self, scale: str) -> Mapping[str, list[rating.RatedElement]]:
        """O*NET-SOC code → ratings on a scale, by element."""
        cached = self._by_scale
        if scale not in cached:
            cached[scale] = self._read(of.ONET, rating.ratings, scale, otherwise={})
        return cached[scale]

    @cached_property
    def education(self) -> Mapping[str, dict[int, tuple[float, bool]]]:
        return self._read(of.ONET, rating.category_shares, "RL", otherwise={})

    @cached_property
    def education_words(self) -> dict[int, str]:
        return self._read(of.ONET, rating.category_words, "RL", otherwise={})

    @cached_property
    def level_anchors(self) -> Mapping[str, list[tuple[int, str]]]:
        return self._read(of.ONET, rating.level_anchors, otherwise={})

    @cached_property
    def element_links(self) -> Sequence[tuple[str, str]]:
        return self._read(of.ONET, rating.element_links, otherwise=[])

    @cached_property
    def detailed_activities(self) -> dict[str, rating.ActivityFacts]:
        return self._read(of.ONET, rating.detailed_activities, otherwise={})

    @cached_property
    def intermediate_titles(self) -> dict[str, str]:
        return self._read(of.ONET, rating.intermediate_titles, otherwise={})

    @cached_property
    def zones(self) -> dict[int, descriptions.ZoneFacts]:
        return self._read(of.ONET, descriptions.job_zones, otherwise={})

    @cached_property
    def zone_of(self) -> dict[str, int]:
        return self._read(of.ONET, descriptions.zone_of_occupation, otherwise={})

    @cached_property
    def related(self) -> Mapping[str, list[str]]:
        return self._read(of.ONET, descriptions.related_occupations, otherwise={})

    @cached_property
    def study_fields(self) -> dict[str, descriptions.FieldFacts]:
        return self._read(of.CIP, descriptions.study_fields, otherwise={})

    @cached_property
    def fields_of_soc(self) -> Mapping[str, list[str]]:
        return self._read(of.CIP, descriptions.fields_of_soc, otherwise={})

    @cached_property
    def clusters_of_soc(self) -> Mapping[str, list[tuple[str, str]]]:
        return self._read(of.CLUSTERS, descriptions.clusters_of_soc, otherwise={})

    @cached_property
    def software(self) -> Mapping[str, list[descriptions.SoftwareFacts]]:
        return self._read(of.ONET, descriptions.software, otherwise={})

    @cached_property
    def tools(self) -> Mapping[str, list[descriptions.ToolFacts]]:
        return self._read(of.ONET, descriptions.tools, otherwise={})

    @cached_property
    def commodities(self) -> dict[str, descriptions.CommodityFacts]:
        return self._read(of.ONET, descriptions.commodities, otherwise={})
