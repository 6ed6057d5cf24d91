"""Ratings as slim bars, one per element."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.charts.scales import LinearScale, rounded


@dataclass(frozen=True)
class Rating:
    """An element's rating; `value` is None where the source publishes none, and `text` then says so in words."""

    label: str
    value: float | None
    text: str
    url: str = ""


@dataclass(frozen=True)
class RatingBar:
    """A drawn rating: `width` in percent of the scale, empty where there is no value."""

    rating: Rating
    width: str


def rating_bars(ratings: Sequence[Rating], *, domain: tuple[float, float]) -> list[RatingBar]:
    """Bars on the rating's own scale, from its lowest possible value (O*NET importance: 1 to 5), in the order given."""
    scale = LinearScale(domain)
    return [RatingBar(rating, "" if rating.value is None else rounded(scale(rating.value))) for rating in ratings]
