"""What is known of a kind of software or tool."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Record, Whole
from occupations.subjects.fields import PaidOccupation, Path, Text
from singulariki.editorial.subjects import PageDocument


class TechnologyExample(Record, frozen=True, kw_only=True):
    """A product or a tool of the kind."""

    name: Annotated[str, Meta(description="What it is called.")]
    occupations: Annotated[Whole, Meta(description="Occupations that use it.")]
    hot: Annotated[bool, Meta(description="O*NET's Hot Technology flag.")]
    in_demand: Annotated[Whole | None, Meta(description="Occupations that O*NET flags it In Demand for, if there are any.")]


class TechnologyUser(PaidOccupation, frozen=True, kw_only=True):
    """An occupation that uses it. Its median wage is the occupation's own."""

    examples: Annotated[list[str], Meta(description="The first few that O*NET names for it.")]


class TechnologyDocument(PageDocument, frozen=True, kw_only=True):
    """A kind of software or tool: its examples, and the occupations that use it."""

    kind: ClassVar[str] = "technology"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="UNSPSC commodity, or element of the content model from O*NET 30.3 on.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    is_software: Annotated[bool, Meta(description="Whether O*NET lists it among software.")]
    description: Text
    groups: Annotated[list[str], Meta(description="Where the UNSPSC places it, outermost first; may be empty.")]
    occupation_count: Annotated[Whole, Meta(description="Occupations that use it.")]
    example_count: Annotated[int, Meta(description="Examples that the release names, listed here or not.")]
    examples: Annotated[list[TechnologyExample], Meta(description="Those that most occupations use.")]
    occupations: Annotated[list[TechnologyUser], Meta(description="Those with most examples first.")]
