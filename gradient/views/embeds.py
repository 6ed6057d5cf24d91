"""Charts of unit groups for other sites: /embed/unit-group/3521/tasks."""

from django.http import HttpRequest

from citations.models import Edition
from gradient.page_kinds.unit_group.embeds import CHART
from gradient.profiles import unit_group_profile
from singulariki.delivery.embeds import Embed, embeds_of
from singulariki.editorial.embeds import draw_chart


@embeds_of("unit-group")
def chart_of_unit_group(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of a unit group, by its code."""
    profile = unit_group_profile(edition, key) if chart == CHART.key else None
    return draw_chart("unit-group", profile, CHART, request) if profile else None
