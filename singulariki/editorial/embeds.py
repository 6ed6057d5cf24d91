"""Charts that a page kind has for other sites: how each is described, drawn alone, and offered on the page it is taken from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from singulariki.delivery.embeds import Embed, embed_path
from singulariki.editorial.rendering import render_part
from singulariki.editorial.subjects import Subject


@dataclass(frozen=True)
class Chart:
    """A chart: its key in the address, the section whose words it uses, its template, the height of its frame in pixels."""

    key: str
    section: str
    template: str
    height: int


def frames(place: str, key: str, charts: Iterable[Chart]) -> list[dict]:
    """What editorial/sections/embed.html shows of a subject's charts. Its wording has the name of each under the chart's key."""
    return [
        {"key": chart.key, "height": chart.height, "address": f"{settings.PUBLIC_SITE_URL}{embed_path(place, key, chart.key)}"}
        for chart in charts
    ]


def draw_chart(kind: str, subject: Subject, chart: Chart, request: HttpRequest) -> Embed:
    """The chart of a subject of the page kind, with the sources of what it draws."""
    ledger = subject.ledger()
    html = render_part(kind, subject, ledger, section=chart.section, template=chart.template, request=request)
    return Embed(subject.title, subject.path, html, ledger.sources)
