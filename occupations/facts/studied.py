"""Scores of studies, labels of tasks, and observed use."""

from __future__ import annotations

from functools import cached_property

from occupations.facts.reading import Reading
from occupations.measures import datasets as of
from occupations.recipes import ObservedTask
from occupations.selectors import exposure, usage


class StudiedFacts(Reading):
    """Facts by the code that a study uses, or by the words of a task."""

    @cached_property
    def _by_measure(self) -> dict[tuple[str, str], dict[str, float]]:
        return {}

    def scores(self, dataset: str, measure: str, system: str = "") -> dict[str, float]:
        """Code → score of a study, of one classification where it publishes in several."""
        key = (measure, system)
        known = self._by_measure
        if key not in known:
            known[key] = self._read(dataset, exposure.scores, measure, system, otherwise={})
        return known[key]

    @cached_property
    def task_labels(self) -> dict[tuple[str, int], tuple[str, str]]:
        return self._read(of.ELOUNDOU, exposure.task_labels, otherwise={})

    @cached_property
    def task_penetration(self) -> dict[str, float]:
        return self._read(of.LABOR_MARKET, exposure.task_penetration, otherwise={})

    @cached_property
    def observed(self) -> dict[str, ObservedTask]:
        return self._read(of.AEI, usage.observed_tasks, otherwise={})
