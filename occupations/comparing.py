"""What a comparison of occupations shows: rows of figures and words, those that differ first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from citations.figures import Figure
from occupations.profiles.occupation import OccupationProfile

Cell = Figure | str | None
ELEMENTS_SHOWN = 15
TASKS_SHOWN = 5


@dataclass(frozen=True)
class ComparedRow:
    """One thing about all occupations compared: `key` names it in the section's words, or `label` does in the source's."""

    cells: tuple[Cell, ...]
    key: str = ""
    label: str = ""
    path: str = ""

    @property
    def values(self) -> list[float | str | None]:
        return [cell.value if isinstance(cell, Figure) else cell for cell in self.cells]

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
        """How far apart its numbers are; a number that is not published counts as the lowest of the scale."""
        numbers = [value if isinstance(value, int | float) else 0.0 for value in self.values]
        return max(numbers) - min(numbers)


def read(*names: str) -> Callable[[OccupationProfile], Any]:
    """Reads what stands at this path of an occupation's document; None where a part on the way is missing."""

    def value(profile: OccupationProfile) -> Any:
        part: Any = profile.parts
        for name in names:
            part = part.get(name) if part is not None else None
        return part

    return value


def study(measure: str, name: str) -> Callable[[OccupationProfile], Any]:
    """Reads a study's score or percentile."""

    def value(profile: OccupationProfile) -> Any:
        return next((row[name] for row in profile.parts["exposure"] if row["key"] == measure), None)

    return value


Reads = Sequence[tuple[str, Callable[[OccupationProfile], Any]]]
PAY: Reads = (
    ("median", read("wages", "median")),
    ("p10", read("wages", "p10")),
    ("p90", read("wages", "p90")),
    ("employment", read("wages", "employment")),
    ("change", read("outlook", "change_percent")),
    ("openings", read("outlook", "annual_openings")),
)
PREPARATION: Reads = (
    ("job_zone", read("job_zone")),
    ("entry_education", read("outlook", "typical_entry_education")),
    ("related_experience", read("outlook", "related_experience")),
    ("on_the_job_training", read("outlook", "on_the_job_training")),
    ("svp", read("preparation", "svp")),
)
EXPOSURE: Reads = (
    ("overlap", read("overlap", "percentile")),
    ("felten", study("felten-aioe", "percentile")),
    ("eloundou", study("eloundou-gamma", "percentile")),
    ("microsoft", study("microsoft-applicability", "percentile")),
    ("telework", read("telework", "share")),
    ("usage", read("usage", "share")),
)
SKILLS = ("essential_skills", "transferable_skills", "knowledge", "abilities")


def compared(occupations: Sequence[OccupationProfile], reads: Reads) -> list[ComparedRow]:
    """Rows that at least one occupation has, those that differ first, else in the order given."""
    rows = [ComparedRow(tuple(value(one) for one in occupations), key=key) for key, value in reads]
    return sorted((row for row in rows if row.is_known), key=lambda row: not row.differs)


def compared_elements(occupations: Sequence[OccupationProfile], shown: int = ELEMENTS_SHOWN) -> list[ComparedRow]:
    """Skills, knowledge and abilities by how far the occupations' ratings lie apart. None where a rating is not among those
    that matter to the occupation."""
    names: dict[str, tuple[str, str]] = {}
    ratings: list[dict[str, Figure]] = []
    for one in occupations:
        rows = [row for part in SKILLS for row in one.parts[part]]
        names |= {row["id"]: (row["name"], row["path"]) for row in rows}
        ratings.append({row["id"]: row["value"] for row in rows})
    found = [
        ComparedRow(tuple(mine.get(element) for mine in ratings), label=name, path=path)
        for element, (name, path) in names.items()
    ]
    return sorted((row for row in found if row.is_known), key=lambda row: (-row.spread, row.label))[:shown]
