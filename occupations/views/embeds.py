"""Charts of occupations for other sites: /embed/role/27-4014-00/pay."""

from django.http import HttpRequest

from citations.models import Edition
from occupations.addresses import occupation_code
from occupations.subjects.occupation.document import OccupationDocument, read_occupation
from occupations.subjects.occupation.page.embeds import charts_of
from singulariki.delivery.embeds import Embed, embeds_of
from singulariki.editorial.sharing import draw_chart


@embeds_of("role")
def chart_of_occupation(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of an occupation, by the code in its address (27-4014-00)."""
    try:
        code = occupation_code(f"role-{key}")
    except ValueError:
        return None
    subject = read_occupation(edition, code)
    if subject is None:
        return None
    drawn = next((each for each in charts_of(subject) if each.key == chart), None)
    return draw_chart(OccupationDocument.kind, subject, drawn, request) if drawn else None
