"""What is known of a field of study, or of a family of fields."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Whole
from occupations.subjects.fields import ListedOccupation, Named, Path
from singulariki.editorial.subjects import PageDocument


class FieldOfFamily(Named, frozen=True, kw_only=True):
    """A field of study in its family's list."""

    occupation_count: Annotated[Whole, Meta(description="Occupations that it leads to.")]


class StudyFieldDocument(PageDocument, frozen=True, kw_only=True):
    """A field of study or a family of fields, and the occupations that it leads to."""

    kind: ClassVar[str] = "study"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="CIP code: 10.0203 of a field, 10 of a family.")]
    title: Annotated[str, Meta(description="What it is called, typing errors corrected.")]
    title_as_published: Annotated[str | None, Meta(description="What the release calls it, where the title is corrected.")] = None
    path: Path
    is_family: Annotated[bool, Meta(description="Whether it is a family of fields.")]
    family: Annotated[Named | None, Meta(description="The family of a field.")]
    fields: Annotated[list[FieldOfFamily], Meta(description="The fields of a family.")]
    occupation_count: Annotated[Whole, Meta(description="Occupations that it leads to.")]
    occupations: Annotated[list[ListedOccupation], Meta(description="Those occupations, by code.")]
