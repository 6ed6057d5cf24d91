"""O*NET's content model, and how occupations are rated on it."""

from collections import defaultdict
from typing import NamedTuple

from occupations.models import (
    DetailedActivity,
    Element,
    ElementLink,
    IntermediateActivity,
    LevelAnchor,
    Rating,
    Scale,
    ScaleCategory,
)
from occupations.selectors.descriptions import grouped, in_code_point_order


class ElementFacts(NamedTuple):
    element_id: str
    title: str
    description: str


class RatedElement(NamedTuple):
    """A rating, and how sure it is.

    low_precision   O*NET advises against relying on the value: few answers, or a wide error
    standard_error  on the same scale; None where the release gives none
    """

    element_id: str
    value: float
    low_precision: bool
    standard_error: float | None = None


class CategoryShare(NamedTuple):
    """The percent of answers that fall into a category of a scale; the rest as for `RatedElement`."""

    percent: float
    low_precision: bool
    standard_error: float | None = None


class ActivityFacts(NamedTuple):
    """A detailed work activity, and the intermediate and work activity above it."""

    title: str
    intermediate_id: str
    element_id: str


def elements(release_id: int) -> dict[str, ElementFacts]:
    """Elements by id."""
    rows = Element.objects.filter(release_id=release_id).order_by("element_id")
    return {row[0]: ElementFacts(*row) for row in rows.values_list("element_id", "title", "description")}


def scales(release_id: int) -> dict[str, tuple[str, float, float]]:
    """Scale → (title, minimum, maximum)."""
    rows = Scale.objects.filter(release_id=release_id).order_by("scale")
    return {scale: (title, low, high) for scale, title, low, high in rows.values_list("scale", "title", "minimum", "maximum")}


def ratings(release_id: int, scale: str) -> dict[str, list[RatedElement]]:
    """O*NET-SOC code → its ratings on a scale without categories, by element id."""
    rows = Rating.objects.filter(release_id=release_id, scale=scale, category=0).order_by("code", "element_id")
    columns = rows.values_list("code", "element_id", "value", "recommend_suppress", "standard_error").iterator()
    return in_code_point_order(
        grouped(columns, lambda element, value, advised, error: RatedElement(element, value, bool(advised), error))
    )


def category_shares(release_id: int, scale: str) -> dict[str, dict[int, CategoryShare]]:
    """O*NET-SOC code → category → its share, for a scale whose values are shares of answers."""
    by_code: dict[str, dict[int, CategoryShare]] = defaultdict(dict)
    rows = Rating.objects.filter(release_id=release_id, scale=scale, category__gt=0).order_by("code", "category")
    fields = ("code", "category", "value", "recommend_suppress", "standard_error")
    for code, category, value, advised, error in rows.values_list(*fields).iterator():
        by_code[code][category] = CategoryShare(value, bool(advised), error)
    return by_code


def category_words(release_id: int, scale: str) -> dict[int, str]:
    """What the categories of a scale mean."""
    rows = ScaleCategory.objects.filter(release_id=release_id, scale=scale).order_by("category")
    return dict(rows.values_list("category", "description"))


def level_anchors(release_id: int) -> dict[str, list[tuple[int, str]]]:
    """Element → examples of points on its level scale."""
    rows = LevelAnchor.objects.filter(release_id=release_id).order_by("element_id", "value")
    return grouped(rows.values_list("element_id", "value", "description"), lambda *anchor: anchor)


def element_links(release_id: int) -> list[tuple[str, str]]:
    """Pairs of elements that O*NET links, in order."""
    rows = ElementLink.objects.filter(release_id=release_id).order_by("from_element", "to_element")
    return sorted(rows.values_list("from_element", "to_element"))


def detailed_activities(release_id: int) -> dict[str, ActivityFacts]:
    """Detailed work activities by id."""
    rows = DetailedActivity.objects.filter(release_id=release_id).order_by("activity_id")
    return {key: ActivityFacts(*row) for key, *row in rows.values_list("activity_id", "title", "intermediate_id", "element_id")}


def intermediate_titles(release_id: int) -> dict[str, str]:
    """Intermediate work activities: id → title."""
    rows = IntermediateActivity.objects.filter(release_id=release_id).order_by("activity_id")
    return dict(rows.values_list("activity_id", "title"))
