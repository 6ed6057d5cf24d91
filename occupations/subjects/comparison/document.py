"""What comparisons read beside the documents of the occupations: ratings that are too low for their own pages."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Document


class LowerRatings(Document, frozen=True, kw_only=True):
    """Skills, knowledge and abilities of an occupation that are rated too low to be listed on its page, so that a comparison with
    an occupation that lists them can print both ratings. Values as O*NET has them; figures are made when they are read."""

    kind: ClassVar[str] = "lower-ratings"

    code: Annotated[str, Meta(description="O*NET-SOC code.")]
    values: Annotated[dict[str, float], Meta(description="Importance from 1 to 5, by element of the content model.")]
