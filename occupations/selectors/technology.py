"""Software and tools of occupations."""

from collections import defaultdict
from typing import NamedTuple

from occupations.models import Commodity, TechnologySkill, ToolUsed
from occupations.selectors.ordering import in_code_point_order


class SoftwareFacts(NamedTuple):
    example: str
    category_id: str
    category_title: str
    hot: bool
    in_demand: bool


class ToolFacts(NamedTuple):
    example: str
    category_id: str
    category_title: str


class CommodityFacts(NamedTuple):
    """The groups that a commodity of the UNSPSC lies in."""

    class_title: str
    family_title: str
    segment_title: str


def software(release_id: int) -> dict[str, list[SoftwareFacts]]:
    """Software by O*NET-SOC code, by name."""
    found: dict[str, list[SoftwareFacts]] = defaultdict(list)
    rows = TechnologySkill.objects.filter(release_id=release_id).order_by("code", "example", "category_id")
    for code, *row in rows.values_list("code", *SoftwareFacts._fields).iterator():
        found[code].append(SoftwareFacts(*row))
    return in_code_point_order(found)


def tools(release_id: int) -> dict[str, list[ToolFacts]]:
    """Tools by O*NET-SOC code, by name."""
    found: dict[str, list[ToolFacts]] = defaultdict(list)
    rows = ToolUsed.objects.filter(release_id=release_id).order_by("code", "example", "category_id")
    for code, *row in rows.values_list("code", *ToolFacts._fields).iterator():
        found[code].append(ToolFacts(*row))
    return in_code_point_order(found)


def commodities(release_id: int) -> dict[str, CommodityFacts]:
    """Commodity code → the groups it lies in."""
    rows = Commodity.objects.filter(release_id=release_id).order_by("commodity_code")
    return {code: CommodityFacts(*row) for code, *row in rows.values_list("commodity_code", *CommodityFacts._fields)}
