"""What documents are compiled from: the facts of an edition, and where occupations stand."""

from dataclasses import dataclass
from typing import Any

from citations.compiling import EditionFacts
from citations.figures import Figure, Missing, figure
from citations.measures import Measure
from occupations.addresses import occupation_path
from occupations.facts import OccupationsFacts
from occupations.measures import EMPLOYMENT, wages
from occupations.models import WageStatus
from occupations.recipes import Overlap
from occupations.selectors.market import Published
from occupations.studies import OVERLAP, OVERLAP_STUDIES
from occupations.subjects.fields import ListedOccupation, Named
from occupations.subjects.standings import Standings

WHY_MISSING = {
    WageStatus.NOT_AVAILABLE: Missing.NOT_AVAILABLE,
    WageStatus.NOT_RELEASED: Missing.NOT_RELEASED,
    WageStatus.BELOW_HALF_PERCENT: Missing.SUPPRESSED,
    WageStatus.BLANK: Missing.NOT_COVERED,
    WageStatus.GIVEN: Missing.NOT_AVAILABLE,
}


def published(measure: Measure, cell: Published | None, *, inapplicable: bool = False) -> Figure:
    """The figure of a cell of OEWS: top-coded values say “or more”, missing ones why."""
    if cell is None:
        return figure(measure, None)
    if cell.value is None:
        return figure(measure, None, missing=Missing.NOT_APPLICABLE if inapplicable else WHY_MISSING[cell.status])
    return figure(measure, cell.value, at_least=cell.status == WageStatus.TOP_CODED)


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

    def overlap_figure(self, code: str) -> Figure:
        """Percentile of AI task overlap, naming the studies it is made of."""
        overlap = self.standings.overlap.get(code)
        return figure(OVERLAP, overlap.percentile if overlap else None, datasets=self.studies(overlap))

    def studies(self, overlap: Overlap | None = None) -> tuple[str, ...]:
        """Datasets of the studies behind an occupation's overlap, or of those that the edition holds; none where they are the
        measure's own, which need no mention."""
        held = tuple(
            study.dataset
            for study in OVERLAP_STUDIES
            if (overlap is None or study.key in overlap.parts) and self.facts.holds(study.dataset)
        )
        return () if held == OVERLAP.datasets else held

    def median_figure(self, code: str) -> Figure:
        """Annual median wage."""
        estimates = self.standings.wages.get(code)
        if estimates is None:
            return published(wages.ANNUAL_WAGES["median"], None)
        return published(wages.ANNUAL_WAGES["median"], estimates.values["annual_median"], inapplicable=estimates.hourly_only)

    def employment_figure(self, code: str) -> Figure:
        estimates = self.standings.wages.get(code)
        return published(EMPLOYMENT, estimates.values["employment"] if estimates else None)

    def employment_of(self, code: str) -> int | None:
        """People employed."""
        estimates = self.standings.wages.get(code)
        value = estimates.values["employment"].value if estimates else None
        return None if value is None else int(value)

    def listed(self, code: str) -> dict[str, Any]:
        """An occupation in a list of another page: fields of `ListedOccupation`."""
        return {
            **self.name(code),
            "overlap": self.overlap_figure(code),
            "median": self.median_figure(code),
            "employment": self.employment_figure(code),
        }

    def row(self, code: str) -> ListedOccupation:
        """An occupation in a list of another page."""
        return ListedOccupation(**self.listed(code))
