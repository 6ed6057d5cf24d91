"""Percentiles of every occupation of an edition: exposure, overlap, pay. Computed once, used by all compilers."""

from collections.abc import Mapping
from functools import cached_property
from typing import cast

from citations.compiling import EditionFacts
from occupations.facts import OccupationsFacts
from occupations.measures import datasets as of
from occupations.models import CodeSystem, WageStatus
from occupations.recipes import Carried, Overlap, ai_overlap, carried, percentiles
from occupations.selectors.market import NationalWages
from occupations.studies import OVERLAP_STUDIES, STUDIES, Study

_SHARED = "occupations.standings"


class Standings:
    """Values and percentiles by O*NET-SOC code."""

    def __init__(self, facts: OccupationsFacts) -> None:
        self.facts = facts

    @classmethod
    def of(cls, edition: EditionFacts) -> "Standings":
        """The one instance of an edition's compile."""
        return cast("Standings", edition.shared.setdefault(_SHARED, cls(OccupationsFacts.of(edition))))

    def _carried(self, study: Study) -> dict[str, Carried]:
        values = self.facts.scores(study.dataset, study.key, study.system)
        if study.system == CodeSystem.ONET_SOC_2019:
            return carried(self.facts.own_codes, values)
        older = self.facts.older_soc if study.system == CodeSystem.SOC_2010 else None
        return carried(self.facts.soc_codes, values, older)

    @cached_property
    def scores(self) -> dict[str, dict[str, Carried]]:
        """Study → occupation → score."""
        return {study.key: self._carried(study) for study in STUDIES}

    @cached_property
    def _own(self) -> dict[str, list[float]]:
        """Study → the scores that its percentiles are taken over: those of occupations scored under their own code. A study of
        history, part of no current ranking, is ranked over all that the bridge reaches."""
        return {
            study.key: [score.value for score in self.scores[study.key].values() if study.role == "history" or not score.bridged]
            for study in STUDIES
        }

    @cached_property
    def exposure(self) -> dict[str, dict[str, float]]:
        """Study → occupation → percentile."""
        return {
            key: percentiles({code: score.value for code, score in scores.items()}, among=self._own[key])
            for key, scores in self.scores.items()
        }

    @cached_property
    def ranked(self) -> dict[str, int]:
        """Study → how many occupations its percentiles are taken over."""
        return {key: len(values) for key, values in self._own.items()}

    @cached_property
    def overlap(self) -> dict[str, Overlap]:
        own = {
            study.key: {
                code: percentile
                for code, percentile in self.exposure[study.key].items()
                if not self.scores[study.key][code].bridged
            }
            for study in OVERLAP_STUDIES
        }
        return ai_overlap(own)

    @cached_property
    def overlap_percentiles(self) -> dict[str, float]:
        return {code: overlap.percentile for code, overlap in self.overlap.items()}

    @cached_property
    def telework(self) -> dict[str, Carried]:
        values = self.facts.scores(of.DINGEL_NEIMAN, "teleworkable", CodeSystem.ONET_SOC_2010)
        return carried(self.facts.own_codes, values, self.facts.older_onet)

    @cached_property
    def wages(self) -> dict[str, NationalWages]:
        """Occupation → national estimates: of its own SOC code, or of the broad occupation where BLS publishes nothing finer."""
        by_code = {}
        for code, soc in self.facts.soc_codes.items():
            if under := self.facts.combination_of(soc, self.facts.wages):
                by_code[code] = self.facts.wages[under]
        return by_code

    @cached_property
    def pay(self) -> dict[str, float]:
        """Occupation → percentile of its annual median wage, among the occupations with a median of their own."""
        medians = self._medians
        own = [wage for code, wage in medians.items() if self.wages[code].soc_code == self.facts.soc_codes[code]]
        return percentiles(medians, among=own)

    @cached_property
    def paid(self) -> int:
        """How many occupations percentiles of pay are taken over."""
        return sum(self.wages[code].soc_code == self.facts.soc_codes[code] for code in self._medians)

    @cached_property
    def _medians(self) -> Mapping[str, float]:
        """Annual medians that are numbers: published and below the top code."""
        medians = {}
        for code, estimates in self.wages.items():
            median = estimates.values["annual_median"]
            if median.value is not None and median.status != WageStatus.TOP_CODED:
                medians[code] = float(median.value)
        return medians
