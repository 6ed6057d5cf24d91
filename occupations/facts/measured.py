"""Numbers about occupations: scores of studies, labels of tasks, observed use; pay, industries and projections."""

from __future__ import annotations

from functools import cached_property

from occupations.facts.codes import Reading
from occupations.measures import datasets as of
from occupations.recipes import ObservedTask
from occupations.selectors import exposure, market


class StudiedFacts(Reading):
    """Facts by the code that a study uses, or by the words of a task."""

    @cached_property
    def _by_measure(self) -> dict[tuple[str, str], dict[str, float]]:
        return {}

    def scores(self, dataset: str, measure: str, system: str = "") -> dict[str, float]:
        """Code → score of a study, of one classification where it publishes in several."""
        key = (measure, system)
        cached = self._by_measure
        if key not in cached:
            cached[key] = self._read(dataset, exposure.scores, measure, system, otherwise={})
        return cached[key]

    @cached_property
    def task_labels(self) -> dict[tuple[str, int], tuple[str, str]]:
        return self._read(of.ELOUNDOU, exposure.task_labels, otherwise={})

    @cached_property
    def task_penetration(self) -> dict[str, float]:
        return self._read(of.LABOR_MARKET, exposure.task_penetration, otherwise={})

    @cached_property
    def observed(self) -> dict[str, ObservedTask]:
        return self._read(of.AEI, exposure.observed_tasks, otherwise={})


class EconomicFacts(Reading):
    """Facts by SOC code (or a combination of BLS) and by industry."""

    @cached_property
    def wages(self) -> dict[str, market.NationalWages]:
        return self._read(of.OEWS, market.national_wages, otherwise={})

    @cached_property
    def all_employment(self) -> int | None:
        return self._read(of.OEWS, market.all_employment, otherwise=None)

    @cached_property
    def industries(self) -> dict[str, market.Industry]:
        return self._read(of.OEWS, market.industries, otherwise={})

    @cached_property
    def industry_wages(self) -> dict[str, list[market.IndustryWages]]:
        return self._read(of.OEWS, market.industry_wages, otherwise={})

    @cached_property
    def projections(self) -> dict[str, market.ProjectionFacts]:
        return self._read(of.EP, market.projections, otherwise={})

    @cached_property
    def entry(self) -> dict[str, market.EntryFacts]:
        return self._read(of.EP, market.entry_characteristics, otherwise={})
