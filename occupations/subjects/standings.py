"""Where every occupation of an edition stands: exposure, overlap, pay. Computed once, used by all compilers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from citations.compiling import EditionFacts
from occupations.facts import OccupationsFacts
from occupations.measures import datasets as of
from occupations.models import CodeSystem, WageStatus
from occupations.recipes import Carried, Overlap, ai_overlap, carried, percentiles
from occupations.selectors.wages import NationalWages

_SHARED = "occupations.standings"


@dataclass(frozen=True)
class Study:
    """A study's score of occupations: dataset, key of the measure, and the classification it scores."""

    dataset: str
    measure: str
    system: CodeSystem


FELTEN = Study(of.FELTEN, "felten-aioe", CodeSystem.SOC_2010)
ELOUNDOU = Study(of.ELOUNDOU, "eloundou-gamma", CodeSystem.ONET_SOC_2019)
MICROSOFT = Study(of.MICROSOFT, "microsoft-applicability", CodeSystem.SOC_2018)
# As pages list them; those that AI task overlap is made of.
CURRENT_STUDIES = (FELTEN, ELOUNDOU, MICROSOFT)
FREY_OSBORNE = Study(of.FREY_OSBORNE, "frey-osborne-probability", CodeSystem.SOC_2010)


class Standings:
    """Values and percentiles by O*NET-SOC code."""

    def __init__(self, facts: OccupationsFacts) -> None:
        self.facts = facts

    @classmethod
    def of(cls, edition: EditionFacts) -> "Standings":
        """The one instance of an edition's compile."""
        return cast("Standings", edition.shared.setdefault(_SHARED, cls(OccupationsFacts.of(edition))))

    def _carried(self, study: Study) -> dict[str, Carried]:
        values = self.facts.scores(study.dataset, study.measure, study.system)
        if study.system == CodeSystem.ONET_SOC_2019:
            return carried(self.facts.own_codes, values)
        older = self.facts.older_soc if study.system == CodeSystem.SOC_2010 else None
        return carried(self.facts.soc_codes, values, older)

    @cached_property
    def scores(self) -> dict[str, dict[str, Carried]]:
        """Measure → occupation → score, of the studies of today's AI."""
        return {study.measure: self._carried(study) for study in CURRENT_STUDIES}

    @cached_property
    def exposure(self) -> dict[str, dict[str, float]]:
        """Measure → occupation → percentile among the occupations scored under their own code."""
        return {
            measure: percentiles(
                {code: score.value for code, score in scores.items()},
                among=[score.value for score in scores.values() if not score.bridged],
            )
            for measure, scores in self.scores.items()
        }

    @cached_property
    def ranked(self) -> dict[str, int]:
        """Measure → how many occupations its percentiles are taken over."""
        return {m: sum(not score.bridged for score in scores.values()) for m, scores in self.scores.items()}

    @cached_property
    def overlap(self) -> dict[str, Overlap]:
        own = {
            measure: {code: percentile for code, percentile in ranks.items() if not self.scores[measure][code].bridged}
            for measure, ranks in self.exposure.items()
        }
        return ai_overlap(own)

    @cached_property
    def overlap_percentiles(self) -> dict[str, float]:
        return {code: overlap.percentile for code, overlap in self.overlap.items()}

    @cached_property
    def frey_osborne(self) -> dict[str, Carried]:
        """History: ranked over all occupations that the bridge reaches, since it is part of no current ranking."""
        return self._carried(FREY_OSBORNE)

    @cached_property
    def frey_osborne_percentiles(self) -> dict[str, float]:
        return percentiles({code: score.value for code, score in self.frey_osborne.items()})

    @cached_property
    def telework(self) -> dict[str, Carried]:
        values = self.facts.scores(of.DINGEL_NEIMAN, "teleworkable", CodeSystem.ONET_SOC_2010)
        return carried(self.facts.own_codes, values, self.facts.older_onet)

    @cached_property
    def wages(self) -> dict[str, NationalWages]:
        """Occupation → national estimates: of its own SOC code, or of the broad occupation where BLS publishes nothing finer."""
        found = {}
        for code, soc in self.facts.soc_codes.items():
            if under := self.facts.combination_of(soc, self.facts.wages):
                found[code] = self.facts.wages[under]
        return found

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
        found = {}
        for code, estimates in self.wages.items():
            median = estimates.values["annual_median"]
            if median.value is not None and median.status != WageStatus.TOP_CODED:
                found[code] = float(median.value)
        return found
