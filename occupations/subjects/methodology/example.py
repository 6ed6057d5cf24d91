"""The method worked through for one occupation: its scores, whom each is published for, and each rank with what it is taken over.

Everything is read from the documents of the edition, so that an old edition's example has its own figures; what an edition did
not keep is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from citations.figures import Figure, in_words, place
from citations.measures import Measure
from citations.reading import EditionReader
from occupations.measures import method
from occupations.models import CodeSystem
from occupations.studies import OVERLAP_STUDIES, Study
from occupations.subjects.methodology.document import MethodDocument
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.ai import Exposure, OverlapOfOccupation
from occupations.subjects.occupation.document.market import Wages


@dataclass(frozen=True)
class Rank:
    """A percentile in parts: how many occupations it is taken over, how many of them lie strictly below, and what comes of it
    before it is rounded. `base` is None where the edition did not keep it."""

    base: Figure | None
    below: Figure | None
    points: Figure


@dataclass(frozen=True)
class Scored:
    """What a study says of the occupation. `row` and `rank` are None where it has no score; `counts` where its percentile is part
    of the mean."""

    study: Study
    row: Exposure | None
    rank: Rank | None
    published_for: str
    counts: bool


@dataclass(frozen=True)
class Example:
    """An occupation, and the numbers of the method in its edition (None in editions of before these were kept)."""

    subject: OccupationSubject
    method: MethodDocument | None

    @property
    def title(self) -> str:
        return self.subject.title

    @property
    def overlap(self) -> OverlapOfOccupation | None:
        return self.subject.document.overlap

    @property
    def wages(self) -> Wages | None:
        return self.subject.document.wages

    @cached_property
    def studies(self) -> list[Scored]:
        """What each of the studies behind AI task overlap says."""
        return [self._scored(study) for study in OVERLAP_STUDIES if self.subject.holds(study.dataset)]

    @property
    def counted(self) -> list[Scored]:
        """Those whose percentiles make up the mean."""
        return [one for one in self.studies if one.counts]

    @cached_property
    def overlap_rank(self) -> Rank | None:
        """The rank of the mean; None where there is none."""
        base = self.method.overlap.base if self.method and self.method.overlap else None
        return self._rank(self.overlap.percentile, base) if self.overlap else None

    @cached_property
    def pay_rank(self) -> Rank | None:
        """The rank of the annual median; None where there is none."""
        base = self.method.pay.ranked if self.method and self.method.pay else None
        return self._rank(self.wages.median_percentile, base) if self.wages else None

    def _scored(self, study: Study) -> Scored:
        row = self.subject.document.study_of(study.key)
        parts = self.overlap.parts if self.overlap else []
        if row is None:
            return Scored(study, None, None, "", False)
        of_method = self.method.study(study.key) if self.method else None
        rank = self._rank(row.percentile, of_method.ranked if of_method else None)
        return Scored(study, row, rank, self._published_for(study, row), study.key in parts)

    def _published_for(self, study: Study, row: Exposure) -> str:
        """Whom the score is published for, in words."""
        if row.score.group is not None:
            return row.score.group.words()
        codes = ", ".join(row.codes)
        if row.bridged:
            return f"for older codes, over a crosswalk: {codes}"
        others = len(self.subject.document.soc.occupations)
        if study.system != CodeSystem.ONET_SOC_2019 and others:
            return f"for SOC code {codes}, which {in_words(others + 1)} occupations share"
        return f"for its own code, {codes}"

    def _rank(self, percentile: Figure, base: Figure | None) -> Rank | None:
        if percentile.value is None:
            return None
        reader, datasets = self.subject.reader, percentile.datasets
        points = _worked_out(reader, method.POINTS, percentile.value, datasets, percentile)
        if base is None or base.value is None:
            return Rank(None, None, points)
        below = round(percentile.value * base.value / 100)
        return Rank(base, _worked_out(reader, method.BELOW, below, datasets, percentile), points)


def _worked_out(reader: EditionReader, measure: Measure, value: float | int, datasets: tuple[str, ...], shown: Figure) -> Figure:
    """A figure that says in other words what another figure of the document says; found in the answer where that is."""
    about = reader.methodology.measure(measure.key)
    stored: Mapping = {"m": about.key, "v": value, "t": about.text(value), "d": datasets}
    made = reader.figure(stored)
    place(made, shown.api, shown.pointer)
    return made
