"""All occupations as pages: the list at /roles/, and the picture at /quadrant."""

from occupations.subjects.occupation_list.page.listing import (
    CHOICES,
    PAY_BANDS,
    QUADRANT,
    TYPED,
    OccupationList,
    has_pay_in,
    occupation_list,
    ruler_of,
)
from occupations.subjects.occupation_list.page.picture import QUADRANT_KIND

__all__ = [
    "CHOICES",
    "PAY_BANDS",
    "QUADRANT",
    "QUADRANT_KIND",
    "TYPED",
    "OccupationList",
    "has_pay_in",
    "occupation_list",
    "ruler_of",
]
