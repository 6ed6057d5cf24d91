"""How much of a dataset's release an edition could use, where that is not all of it: said on the dataset's page, and on
/methodology with the recipe that decides."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Document, Number
from citations.models import Edition
from citations.reading import reader_of


class DatasetCoverage(Document, frozen=True, kw_only=True):
    """Parts of a release, by what became of them. The profile's key is the dataset's slug."""

    kind: ClassVar[str] = "dataset-coverage"

    recipe: Annotated[str, Meta(description="Key of the recipe that decides what becomes of a part.")]
    introduction: Annotated[str, Meta(description="What the figures are parts of.")]
    figures: Annotated[list[Number], Meta(description="One a part; labels are those of their measures.")]


def coverage_of(edition: Edition | None, dataset: str = "") -> Sequence[DatasetCoverage]:
    """What the edition says of how much it uses, of one dataset or of all. Two queries, none without an edition."""
    if edition is None:
        return []
    reader = reader_of(edition)
    profiles = reader.profiles(DatasetCoverage).order_by("key")
    if dataset:
        profiles = profiles.filter(key=dataset)
    return [reader.read(DatasetCoverage, text) for text in profiles.values_list("document", flat=True)]
