"""What is known of a job zone."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Whole
from occupations.subjects.fields import ListedOccupation, Path, Text
from singulariki.editorial.subjects import PageDocument

ZONES_API = "/api/v1/zones/"


class ZoneDocument(PageDocument, frozen=True, kw_only=True):
    """A job zone of O*NET: what it asks for, and its occupations."""

    kind: ClassVar[str] = "zone"

    code: Annotated[str, Meta(description="From 1 to 5.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    api: Annotated[str, Meta(description="Address of this answer.")]
    education: Text
    experience: Text
    training: Text
    occupation_count: Annotated[Whole, Meta(description="Its occupations.")]
    occupations: Annotated[list[ListedOccupation], Meta(description="Those occupations, by code.")]
