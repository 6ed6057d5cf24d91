"""What a comparison of two to four occupations shows: rows of figures and words, those that differ first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from citations.figures import Figure, FigureGroup
from citations.models import Edition
from citations.reading import EditionReader
from occupations.addresses import COMPARE, compare_path
from occupations.measures.ratings import IMPORTANCE
from occupations.studies import OTHER_STUDIES, OVERLAP_STUDIES
from occupations.subjects.comparison.document import LowerRatings
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject, read_occupations
from singulariki.editorial.subjects import OfEdition, attribute

ELEMENTS_SHOWN = 15


@dataclass(frozen=True)
class GroupWords:
    """Words of the source, and whom they were published for, where that is more than the occupation."""

    text: str
    group: FigureGroup | None


Cell = Figure | GroupWords | str | None
Reads = Sequence[tuple[str, Callable[[OccupationDocument], Any]]]


@dataclass(frozen=True)
class Comparison(OfEdition):
    """The occupations in the order of their codes; none where they are still to be chosen.

    chosen   what the reader typed into the form, by field
    unknown  what was typed that no occupation goes by
    """

    occupations: tuple[OccupationSubject, ...]
    reader: EditionReader
    prefix: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @cached_property
    def lower_ratings(self) -> Mapping[str, LowerRatings]:
        """By code, the ratings that occupations' own pages do not list. One query."""
        return self.reader.documents(LowerRatings, [one.code for one in self.occupations])

    @property
    def title(self) -> str:
        titles = [one.title for one in self.occupations]
        return f"{', '.join(titles[:-1])} and {titles[-1]}, compared" if titles else "Compare occupations"

    @property
    def path(self) -> str:
        return compare_path(*(one.code for one in self.occupations)) if self.occupations else COMPARE

    @property
    def are_related(self) -> bool:
        """Two occupations of which O*NET calls one related to the other."""
        codes = {one.code for one in self.occupations}
        related = {row.code for one in self.occupations for row in one.document.related}
        return len(codes) == 2 and bool(codes & related)


def comparison(edition: Edition, codes: Sequence[str]) -> Comparison | None:
    """The occupations of these codes beside each other, or None where the edition lacks one. Two queries."""
    subjects = read_occupations(edition, codes)
    return Comparison(tuple(subjects), subjects[0].reader) if subjects and len(subjects) == len(set(codes)) else None


@dataclass(frozen=True)
class ComparedRow:
    """One thing about all occupations compared: `key` names it in the section's words, or `label` does in the source's."""

    cells: tuple[Cell, ...]
    key: str = ""
    label: str = ""
    path: str = ""

    @property
    def values(self) -> list[float | str | None]:
        return [
            cell.value if isinstance(cell, Figure) else cell.text if isinstance(cell, GroupWords) else cell for cell in self.cells
        ]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1

    @property
    def is_known(self) -> bool:
        """At least one of the occupations has it."""
        return any(value is not None for value in self.values)

    @property
    def about(self) -> Figure | None:
        """A figure of the row, for the question mark of its heading."""
        return next((cell for cell in self.cells if isinstance(cell, Figure)), None)

    @property
    def spread(self) -> float:
        """How far apart its numbers are, of those that are published."""
        numbers = [value for value in self.values if isinstance(value, int | float)]
        return max(numbers) - min(numbers) if numbers else 0.0


def _percentile(study: str) -> Callable[[OccupationDocument], Figure | None]:
    """Reads the standing by a study."""

    def read(document: OccupationDocument) -> Figure | None:
        row = document.study_of(study)
        return row.percentile if row else None

    return read


def _assigned(name: str) -> Callable[[OccupationDocument], GroupWords | None]:
    """Reads what BLS assigns as the typical way in."""

    def read(document: OccupationDocument) -> GroupWords | None:
        words = getattr(document.outlook, name) if document.outlook else None
        return GroupWords(words, document.outlook.annual_openings.group) if words and document.outlook else None

    return read


# What is read of each occupation's document, by the key of its words; None where a part on the way is missing.
PAY: Reads = (
    ("median", attribute("wages.usual.median")),
    ("p10", attribute("wages.usual.p10")),
    ("p90", attribute("wages.usual.p90")),
    ("employment", attribute("wages.employment")),
    ("change", attribute("outlook.change_percent")),
    ("openings", attribute("outlook.annual_openings")),
)
PREPARATION: Reads = (
    ("job_zone", attribute("job_zone")),
    ("entry_education", _assigned("typical_entry_education")),
    ("related_experience", _assigned("related_experience")),
    ("on_the_job_training", _assigned("on_the_job_training")),
    ("svp", attribute("preparation.svp")),
)
EXPOSURE: Reads = (
    ("overlap", attribute("overlap.percentile")),
    ("overlap_mean", attribute("overlap.mean")),
    ("overlap_parts", attribute("overlap.part_count")),
    ("overlap_spread", attribute("overlap.spread")),
    *((study.key, _percentile(study.key)) for study in (*OVERLAP_STUDIES, *OTHER_STUDIES)),
    ("telework", attribute("telework.share")),
    ("usage", attribute("usage.share")),
)
SKILLS = ("essential_skills", "transferable_skills", "knowledge", "abilities")


def compared(page: Comparison, reads: Reads) -> list[ComparedRow]:
    """Rows that at least one occupation has, those that differ first, else in the order given."""
    rows = [ComparedRow(tuple(value(one.document) for one in page.occupations), key=key) for key, value in reads]
    return sorted((row for row in rows if row.is_known), key=lambda row: not row.differs)


def compared_elements(page: Comparison) -> list[ComparedRow]:
    """Skills, knowledge and abilities that matter to one of the occupations at least, by how far their ratings lie apart. None
    where the element is not rated."""
    names: dict[str, tuple[str, str]] = {}
    ratings: list[dict[str, Figure]] = []
    for one in page.occupations:
        rows = [row for part in SKILLS for row in getattr(one.document, part)]
        names |= {row.id: (row.name, row.path) for row in rows}
        ratings.append({row.id: row.value for row in rows})

    def rating(place: int, element: str) -> Figure | None:
        listed = ratings[place].get(element)
        lower = page.lower_ratings.get(page.occupations[place].code)
        if listed is None and lower and element in lower.values:
            return page.reader.figure_of(IMPORTANCE.key, lower.values[element])
        return listed

    compared = [
        ComparedRow(tuple(rating(place, element) for place in range(len(ratings))), label=name, path=path)
        for element, (name, path) in names.items()
    ]
    return sorted((row for row in compared if row.is_known), key=lambda row: (-row.spread, row.label))[:ELEMENTS_SHOWN]
