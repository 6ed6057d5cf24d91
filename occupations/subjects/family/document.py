"""What is known of a job family."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Whole
from occupations.subjects.fields import ListedOccupation, Path
from singulariki.editorial.subjects import PageDocument


class FamilyDocument(PageDocument, frozen=True, kw_only=True):
    """A major group of the U.S. classification, and its occupations."""

    kind: ClassVar[str] = "family"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="SOC 2018 code of the major group.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    occupation_count: Annotated[Whole, Meta(description="Its occupations.")]
    total_employment: Annotated[Whole, Meta(description="People employed in them.")]
    occupations: Annotated[list[ListedOccupation], Meta(description="Those occupations, by code.")]
