"""Charts of occupations for other sites: /embed/role/27-4014-00/pay."""

from django.http import HttpRequest

from citations.models import Edition
from occupations.addresses import occupation_code
from occupations.drawing import KIND
from occupations.page_kinds.occupation.embeds import charts_of
from occupations.profiles.occupation import occupation_profile
from singulariki.delivery.embeds import Embed, embeds_of
from singulariki.editorial.embeds import draw_chart


@embeds_of("role")
def chart_of_occupation(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of an occupation, by the code in its address (27-4014-00)."""
    try:
        code = occupation_code(f"role-{key}")
    except ValueError:
        return None
    profile = occupation_profile(edition, code)
    found = next((each for each in charts_of(profile) if each.key == chart), None) if profile else None
    return draw_chart(KIND, profile, found, request) if found else None
