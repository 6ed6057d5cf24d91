"""What is known of an element of O*NET's content model."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from msgspec import Meta, field

from citations.documents import Number, Record, Whole
from citations.figures import Figure
from citations.measures import Measure
from occupations.measures import ratings as measures
from occupations.subjects.fields import Path, RankedOccupation, Text
from singulariki.editorial.subjects import PageDocument


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


Correlation = Annotated[Figure, Meta(extra_json_schema={"type": ["number", "null"], "minimum": -1, "maximum": 1})]


class Scale(Record, frozen=True):
    """The scale that occupations are rated on."""

    key: Annotated[str, Meta(description="O*NET's key of the scale: IM.")]
    title: Annotated[str, Meta(description="What it is called.")]
    minimum: Annotated[float, Meta(description="Its lower end.")]
    maximum: Annotated[float, Meta(description="Its upper end.")]


class Anchor(Record, frozen=True):
    """What a level of the element looks like, on O*NET's other scale."""

    level: Annotated[int, Meta(description="Point of the scale of levels.")]
    example: Text


class Bin(Record, frozen=True):
    """Occupations rated from `low` up to `high`."""

    low: Annotated[float, Meta(description="Lower end of the range.")]
    high: Annotated[float, Meta(description="Upper end, which only the last range holds.")]
    occupations: Annotated[Whole, Meta(description="Occupations rated within.")]


class RatedOccupation(RankedOccupation, frozen=True, kw_only=True):
    """An occupation that is rated on the element."""

    value: Annotated[Number, Meta(description="On the element's scale.")]


class LinkedElement(Record, frozen=True):
    """An element that O*NET links with this one."""

    id: Annotated[str, Meta(description="Its id in the content model.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path


class ElementDocument(PageDocument, frozen=True, kw_only=True):
    """An element of O*NET's content model."""

    kind: ClassVar[str] = "element"
    shape: ClassVar[int] = 2

    id: Annotated[str, Meta(description="Its id in the content model: 2.A.1.a.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    api: Annotated[str, Meta(description="Address of this answer.")]
    group: Annotated[str, Meta(description="Which kind of element it is: essential-skill.")] = field(name="kind")
    group_label: Annotated[str, Meta(description="The same in words.")] = field(name="kind_label")
    description: Text
    scale: Annotated[Scale, Meta(description="The scale of its ratings.")]
    measure: Annotated[str, Meta(description="Key of the measure of its ratings.")]
    anchors: Annotated[list[Anchor], Meta(description="What levels of it look like.")]
    occupation_count: Annotated[Whole, Meta(description="Occupations that are rated on it.")]
    mean: Annotated[Number, Meta(description="Mean of the ratings.")]
    median: Annotated[Number, Meta(description="Median of the ratings.")]
    distribution: Annotated[list[Bin], Meta(description="How many occupations are rated within each part of the scale.")]
    overlap_correlation: Annotated[Correlation, Meta(description="Spearman's ρ with AI task overlap.")]
    highest: Annotated[list[RatedOccupation], Meta(description="Occupations rated highest.")]
    lowest: Annotated[list[RatedOccupation], Meta(description="Occupations rated lowest.")]
    links: Annotated[list[LinkedElement], Meta(description="Elements that O*NET links with it.")]
