"""What documents are compiled from: the facts of an edition, and where occupations stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from citations.compiling import EditionFacts
from citations.figures import Figure, FigureGroup, Missing, figure
from citations.measures import Measure
from occupations.addresses import occupation_path
from occupations.combinations import combination_with
from occupations.facts import OccupationsFacts
from occupations.measures import EMPLOYMENT, wages
from occupations.measures import datasets as of
from occupations.models import CodeSystem, WageStatus
from occupations.recipes import Carried, Overlap, ai_overlap, carried, overlap_spread, percentiles, standard_error
from occupations.selectors.market import NationalWages, Published
from occupations.studies import OVERLAP, OVERLAP_MEAN, OVERLAP_PARTS, OVERLAP_SPREAD, OVERLAP_STUDIES, STUDIES
from occupations.subjects.fields import ListedOccupation, Named, PublishedFor

_SHARED = "occupations.standings"


class Standings:
    """Values and percentiles by O*NET-SOC code."""

    def __init__(self, facts: OccupationsFacts) -> None:
        self.facts = facts
        self._by_measure: dict[str, dict[str, Carried]] = {}

    @classmethod
    def of(cls, edition: EditionFacts) -> "Standings":
        """The one instance of an edition's compile."""
        return cast("Standings", edition.shared.setdefault(_SHARED, cls(OccupationsFacts.of(edition))))

    def carried(self, dataset: str, measure: str, system: CodeSystem) -> dict[str, Carried]:
        """Occupation → score of a study, by the classification whose codes it scores."""
        if measure not in self._by_measure:
            self._by_measure[measure] = self._carried(dataset, measure, system)
        return self._by_measure[measure]

    def _carried(self, dataset: str, measure: str, system: CodeSystem) -> dict[str, Carried]:
        facts = self.facts
        values = facts.scores(dataset, measure, system)
        if system == CodeSystem.ONET_SOC_2019:
            return carried(facts.own_codes, values)
        if system == CodeSystem.SOC_2010:
            return carried(facts.soc_codes, values, facts.older_soc, changed=facts.changed_soc)
        combinations = {soc: combination_with(dataset, soc) for soc in facts.occupations_of_soc}
        return carried(facts.soc_codes, values, combinations=combinations)

    @cached_property
    def scores(self) -> dict[str, dict[str, Carried]]:
        """Study → occupation → score."""
        return {study.key: self.carried(study.dataset, study.key, study.system) for study in STUDIES}

    @cached_property
    def _ranked_over(self) -> dict[str, list[float]]:
        """Study → the scores that its percentiles are taken over."""
        return {
            study.key: [score.value for score in self.scores[study.key].values() if study.is_over_all or score.is_own]
            for study in STUDIES
        }

    @cached_property
    def exposure(self) -> dict[str, dict[str, float]]:
        """Study → occupation → percentile."""
        return {
            key: percentiles({code: score.value for code, score in scores.items()}, among=self._ranked_over[key])
            for key, scores in self.scores.items()
        }

    @cached_property
    def ranked(self) -> dict[str, int]:
        """Study → how many occupations its percentiles are taken over."""
        return {key: len(values) for key, values in self._ranked_over.items()}

    def _percentiles(self, counts: Callable[[Carried], bool]) -> dict[str, dict[str, float]]:
        """Study of AI task overlap → occupation → percentile, of the scores that count."""
        return {
            study.key: {
                code: percentile for code, percentile in self.exposure[study.key].items() if counts(self.scores[study.key][code])
            }
            for study in OVERLAP_STUDIES
        }

    @cached_property
    def overlap(self) -> dict[str, Overlap]:
        """Occupation → AI task overlap, with a rank or without."""
        return ai_overlap(self._own, self._percentiles(lambda score: score.combined))

    @cached_property
    def _own(self) -> dict[str, dict[str, float]]:
        return self._percentiles(lambda score: score.is_own)

    @cached_property
    def overlap_ranked_over(self) -> int:
        """How many occupations the rank of AI task overlap is taken over: those with a score under their own code."""
        return len({code for scored in self._own.values() for code in scored})

    @cached_property
    def overlap_percentiles(self) -> dict[str, float]:
        """Occupation → rank by AI task overlap, of those that have one."""
        return {code: rank for code, overlap in self.overlap.items() if (rank := overlap.percentile) is not None}

    @cached_property
    def telework(self) -> dict[str, Carried]:
        values = self.facts.scores(of.DINGEL_NEIMAN, "teleworkable", CodeSystem.ONET_SOC_2010)
        return carried(self.facts.own_codes, values, self.facts.older_onet)

    @cached_property
    def wages(self) -> dict[str, NationalWages]:
        """Occupation → national estimates: of its own SOC code, or of the combination that BLS publishes it in."""
        by_code = {}
        for code, soc in self.facts.soc_codes.items():
            if under := self.facts.published_under(of.OEWS, soc, self.facts.wages):
                by_code[code] = self.facts.wages[under]
        return by_code

    @cached_property
    def pay(self) -> dict[str, float]:
        """Occupation → percentile of its annual median wage, among the occupations with a median of their own SOC code that is
        a number. One at or above the top code is at least as high as all of these."""
        return percentiles(self.medians, among=[self.medians[code] for code in self.paid_codes])

    @cached_property
    def paid(self) -> int:
        """How many occupations percentiles of pay are taken over."""
        return len(self.paid_codes)

    @cached_property
    def paid_codes(self) -> list[str]:
        """Those occupations: with a median that is published for their own SOC code and lies below the top code."""
        return [
            code
            for code in self.medians
            if self.wages[code].soc_code == self.facts.soc_codes[code]
            and self.wages[code].values["annual_median"].status != WageStatus.TOP_CODED
        ]

    @cached_property
    def medians(self) -> Mapping[str, float]:
        """Annual medians; the top code where the median is that or more."""
        found = {code: estimates.values["annual_median"].value for code, estimates in self.wages.items()}
        return {code: float(median) for code, median in found.items() if median is not None}


WHY_MISSING = {
    WageStatus.NOT_AVAILABLE: Missing.NOT_AVAILABLE,
    WageStatus.NOT_RELEASED: Missing.NOT_RELEASED,
    WageStatus.BELOW_HALF_PERCENT: Missing.BELOW_HALF_PERCENT,
    WageStatus.BLANK: Missing.NOT_COVERED,
    WageStatus.GIVEN: Missing.NOT_AVAILABLE,
}


def published(
    measure: Measure,
    cell: Published | None,
    *,
    inapplicable: Missing | None = None,
    group: FigureGroup | None = None,
    relative_error: float | None = None,
) -> Figure:
    """The figure of a cell of OEWS: top-coded values say “or more”, missing ones why. `inapplicable` where the survey has no such
    wage for the occupation at all; `relative_error` is in percent."""
    if cell is None:
        return figure(measure, None)
    if cell.value is None:
        return figure(measure, None, missing=inapplicable or WHY_MISSING[cell.status], group=group)
    at_least = cell.status == WageStatus.TOP_CODED
    error = None if at_least else standard_error(cell.value, relative_error)
    return figure(measure, cell.value, at_least=at_least, group=group, error=error)


def if_known(measure: Measure, value: float | None) -> Figure | None:
    """The figure, or nothing at all where there is no value."""
    return None if value is None else figure(measure, value)


def whole(cell: Published) -> int | None:
    """The number of people in a cell of OEWS."""
    return None if cell.value is None else int(cell.value)


@dataclass(frozen=True)
class Context:
    """Facts and standings of one edition."""

    facts: OccupationsFacts
    standings: Standings

    @classmethod
    def of(cls, edition: EditionFacts) -> "Context":
        return cls(OccupationsFacts.of(edition), Standings.of(edition))

    def name(self, code: str) -> dict[str, Any]:
        """What lists call an occupation: fields of `Named`."""
        return {"code": code, "title": self.facts.titles[code], "path": occupation_path(code)}

    def named(self, code: str) -> Named:
        """An occupation as lists name it."""
        return Named(**self.name(code))

    def overlap_figure(self, code: str, rank: str = "") -> Figure:
        """Percentile of AI task overlap, naming the studies it is made of; missing where not all of them score the occupation."""
        overlap = self.standings.overlap.get(code)
        return figure(
            OVERLAP,
            overlap.percentile if overlap else None,
            missing=Missing.NOT_RANKED if overlap else Missing.NOT_COVERED,
            rank=rank,
            datasets=self.studies(overlap),
        )

    def overlap_parts(self, code: str) -> dict[str, Any]:
        """What AI task overlap is made of, as lists have it beside the rank or in place of it: fields of
        `RankedOccupation`."""
        overlap = self.standings.overlap.get(code)
        if overlap is None:
            return {}
        datasets, spread = self.studies(overlap), overlap_spread(overlap.parts.values())
        return {
            "overlap_mean": figure(OVERLAP_MEAN, overlap.mean, datasets=datasets),
            "overlap_parts": figure(OVERLAP_PARTS, len(overlap.parts), datasets=datasets),
            "overlap_spread": figure(OVERLAP_SPREAD, spread[1] - spread[0], datasets=datasets) if spread else None,
        }

    def ranked(self, code: str) -> dict[str, Any]:
        """An occupation with its rank: fields of `RankedOccupation`."""
        return {**self.name(code), "overlap": self.overlap_figure(code), **self.overlap_parts(code)}

    def study_group(self, dataset: str, code: str, score: Carried | None) -> FigureGroup | None:
        """Whom a study's score of the occupation was published for, where that is more than the occupation. None also where it
        came over a bridge: then it is of other codes, which are named beside it."""
        if score is None or score.bridged or score.codes == (code,):
            return None
        (under,) = score.codes
        return self.facts.group_of(dataset, code, under, self.soc_title(under))

    def soc_title(self, code: str) -> str:
        """What BLS calls a SOC code or one of its combinations; the structure's title where its survey has none."""
        if code in self.facts.wages:
            return self.facts.wages[code].soc_title
        return self.facts.groups[code].title if code in self.facts.groups else code

    def studies(self, overlap: Overlap | None = None) -> tuple[str, ...]:
        """Datasets of the studies behind an occupation's overlap, or of those that the edition holds; none where they are the
        measure's own, which need no mention."""
        held = tuple(
            study.dataset
            for study in OVERLAP_STUDIES
            if (overlap is None or study.key in overlap.parts) and self.facts.holds(study.dataset)
        )
        return () if held == OVERLAP.datasets else held

    def pay_group(self, code: str) -> FigureGroup | None:
        """Whom the occupation's pay and employment are published for, where that is more than the occupation."""
        estimates = self.standings.wages.get(code)
        return self.facts.group_of(of.OEWS, code, estimates.soc_code, estimates.soc_title) if estimates else None

    def published_for(self, dataset: str, code: str, under: str, title: str) -> PublishedFor:
        """The same as answers say it: which code the occupation's figures are published under, and how many share them."""
        shared = len(self.facts.occupations_under(dataset, under))
        return PublishedFor(
            under, title, is_combination=under != self.facts.soc_codes[code], is_shared=shared > 1, occupations=shared
        )

    def paid_for(self, code: str) -> PublishedFor | None:
        """Whom the occupation's pay and employment are published for; None where neither is."""
        estimates = self.standings.wages.get(code)
        return self.published_for(of.OEWS, code, estimates.soc_code, estimates.soc_title) if estimates else None

    def median_figure(self, code: str) -> Figure:
        """Annual median wage."""
        estimates = self.standings.wages.get(code)
        if estimates is None:
            return published(wages.ANNUAL_WAGES["median"], None)
        inapplicable = Missing.NO_ANNUAL_WAGE if estimates.hourly_only else None
        cell = estimates.values["annual_median"]
        return published(wages.ANNUAL_WAGES["median"], cell, inapplicable=inapplicable, group=self.pay_group(code))

    def pay_range_figures(self, code: str) -> dict[str, Any]:
        """Percentiles of annual pay around the median, by name; empty where none are published."""
        estimates = self.standings.wages.get(code)
        if estimates is None or estimates.hourly_only:
            return {}
        group = self.pay_group(code)
        names = ("p10", "p25", "p75", "p90")
        return {name: published(wages.ANNUAL_WAGES[name], estimates.values[f"annual_{name}"], group=group) for name in names}

    def hourly_median_figure(self, code: str) -> Figure | None:
        """Median wage an hour, where no annual one is published because people do not work the year round; None elsewhere."""
        estimates = self.standings.wages.get(code)
        if estimates is None or not estimates.hourly_only:
            return None
        return published(wages.HOURLY_WAGES["median"], estimates.values["hourly_median"], group=self.pay_group(code))

    def pay_percentile_figure(self, code: str) -> Figure:
        """Standing of the annual median; “or more” where that is at or above the top code."""
        estimates = self.standings.wages.get(code)
        is_hourly = bool(estimates and estimates.hourly_only)
        return figure(
            wages.PAY_PERCENTILE,
            self.standings.pay.get(code),
            missing=Missing.NO_ANNUAL_WAGE if is_hourly else Missing.NOT_AVAILABLE if estimates else Missing.NOT_COVERED,
            at_least=bool(estimates and estimates.values["annual_median"].status == WageStatus.TOP_CODED),
            rank=f"among {self.standings.paid:,} occupations whose median is published for their own SOC code and lies below the "
            "top code",
            group=self.pay_group(code),
        )

    def employment_figure(self, code: str) -> Figure:
        estimates = self.standings.wages.get(code)
        if estimates is None:
            return published(EMPLOYMENT, None)
        values = estimates.values
        return published(
            EMPLOYMENT, values["employment"], group=self.pay_group(code), relative_error=values["employment_rse"].value
        )

    def employment_of(self, code: str) -> int | None:
        """People employed."""
        estimates = self.standings.wages.get(code)
        return whole(estimates.values["employment"]) if estimates else None

    def listed(self, code: str) -> dict[str, Any]:
        """An occupation in a list of another page: fields of `ListedOccupation`."""
        return {
            **self.ranked(code),
            "median": self.median_figure(code),
            "hourly_median": self.hourly_median_figure(code),
            "employment": self.employment_figure(code),
            "published_for": self.paid_for(code),
        }

    def row(self, code: str) -> ListedOccupation:
        """An occupation in a list of another page."""
        return ListedOccupation(**self.listed(code))
