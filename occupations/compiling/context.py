"""What the parts of a document are made from: the facts of an edition, and where occupations stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from citations.compiling import EditionFacts
from occupations.addresses import occupation_path
from occupations.compiling.documents import figure, published
from occupations.compiling.facts import OccupationsFacts
from occupations.compiling.standings import Standings
from occupations.measures import standing, wages
from occupations.recipes import Overlap
from occupations.recipes.overlap import PARTS

DATASET_OF_STUDY = {
    "felten-aioe": "felten-aioe",
    "eloundou-gamma": "eloundou-gpts",
    "microsoft-applicability": "microsoft-working-with-ai",
}


@dataclass(frozen=True)
class Context:
    """Facts and standings of one edition."""

    facts: OccupationsFacts
    standings: Standings

    @classmethod
    def of(cls, edition: EditionFacts) -> "Context":
        return cls(OccupationsFacts.of(edition), Standings.of(edition))

    def named(self, code: str) -> dict:
        """An occupation as lists name it."""
        return {"code": code, "title": self.facts.titles[code], "path": occupation_path(code)}

    def overlap_figure(self, code: str) -> dict:
        """Percentile of AI task overlap, naming the studies it is made of."""
        overlap = self.standings.overlap.get(code)
        if overlap is None:
            return figure(standing.OVERLAP, None, datasets=self.studies())
        return figure(standing.OVERLAP, overlap.percentile, datasets=self.studies(overlap))

    def studies(self, overlap: Overlap | None = None) -> tuple[str, ...]:
        """Datasets of the studies behind an occupation's overlap, or of those that the edition holds."""
        parts = overlap.parts if overlap else PARTS
        held = tuple(DATASET_OF_STUDY[part] for part in parts if self.facts.holds(DATASET_OF_STUDY[part]))
        # The measure's own datasets need no mention.
        return () if held == standing.OVERLAP.datasets else held

    def median_figure(self, code: str) -> dict:
        estimates = self.standings.wages.get(code)
        if estimates is None:
            return published(wages.ANNUAL_WAGES["median"], None)
        return published(wages.ANNUAL_WAGES["median"], estimates.values["annual_median"], inapplicable=estimates.hourly_only)

    def employment_figure(self, code: str) -> dict:
        estimates = self.standings.wages.get(code)
        return published(wages.EMPLOYMENT, estimates.values["employment"] if estimates else None)

    def employment_of(self, code: str) -> int | None:
        estimates = self.standings.wages.get(code)
        value = estimates.values["employment"].value if estimates else None
        return None if value is None else int(value)

    def row(self, code: str, **more: object) -> Mapping:
        """An occupation in a list of another page: name, overlap, median pay, employment."""
        return {
            **self.named(code),
            **more,
            "overlap": self.overlap_figure(code),
            "median": self.median_figure(code),
            "employment": self.employment_figure(code),
        }
