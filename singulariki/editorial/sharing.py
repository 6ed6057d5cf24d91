"""What other sites and apps show of a page: charts to embed, and pictures for where its address is shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import strip_tags

from citations.models import Edition
from singulariki.delivery.embeds import Embed, embed_path
from singulariki.delivery.share import ShareCard, share_cards_of, share_path
from singulariki.editorial.models import HomePage
from singulariki.editorial.published import site_words
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


KIND, HOME = "site", "home"
HOME_IMAGE = share_path(KIND, HOME)


def share_card(
    request: HttpRequest,
    edition: Edition,
    title: str,
    *,
    kicker: str = "",
    figures: Sequence[tuple[str, str]] = (),
    band: str = "",
) -> ShareCard:
    """A picture with the words at the foot of every page, and the name of the edition."""
    note = strip_tags(site_words(request).footer)
    return ShareCard(title, kicker=kicker, figures=figures, note=note, edition=edition.name, band=band)


@share_cards_of(KIND)
def card_of_site(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The title of the home page and the words of the site; there is no other key than "home"."""
    home = HomePage.objects.live().order_by("pk").first() if key == HOME else None
    return share_card(request, edition, home.title) if home else None
