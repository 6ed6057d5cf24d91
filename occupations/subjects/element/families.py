"""The parts of the content model whose elements have pages."""

from dataclasses import dataclass

from citations.measures import Measure
from occupations.measures import ratings as measures


@dataclass(frozen=True)
class Family:
    """A part of the content model whose elements have pages: where it begins, what its members are, how they are rated."""

    within: str
    key: str
    label: str
    scale: str
    measure: Measure


FAMILIES = (
    Family("1.A.", "ability", "Ability", "IM", measures.IMPORTANCE),
    Family("1.B.1.", "interest", "Interest (RIASEC)", "OI", measures.INTEREST),
    Family("1.B.2.", "work-value", "Work value", "EX", measures.WORK_VALUE),
    Family("1.B.3.", "basic-interest", "Basic interest", "OI", measures.INTEREST),
    Family("1.D.", "work-style", "Work style", "WI", measures.WORK_STYLE),
    Family("2.A.", "essential-skill", "Essential skill", "IM", measures.IMPORTANCE),
    Family("2.B.", "transferable-skill", "Transferable skill", "IM", measures.IMPORTANCE),
    Family("2.C.", "knowledge", "Knowledge", "IM", measures.IMPORTANCE),
    Family("4.A.", "work-activity", "Work activity", "IM", measures.IMPORTANCE),
    Family("4.C.", "work-context", "Work context", "CX", measures.CONTEXT),
)


def family_of(element: str) -> Family | None:
    """The part that an element belongs to, by its id."""
    return next((family for family in FAMILIES if element.startswith(family.within)), None)
