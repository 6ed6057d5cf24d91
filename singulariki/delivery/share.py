"""What other sites and apps show of a page: pictures that represent it where its address is shared (`/share/<kind>/<key>.png`),
and charts that they may put into pages of their own (`/embed/<kind>/<key>/<chart>`). Rooms register theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from citations.figures import ReleaseReference
from citations.models import Edition
from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share_pictures import ShareCard, draw
from singulariki.delivery.views import not_found, nothing_published

# (request, edition, key) → what the picture shows, or None where the edition has no such subject.
ReadCard = Callable[[HttpRequest, Edition, str], ShareCard | None]
SHARE_CARDS: dict[str, ReadCard] = {}
# The kind of pictures that are found by the path of their page.
PAGE = "page"
Read = TypeVar("Read", bound=Callable)


def _register(kind: str, readers: dict[str, Read]) -> Callable[[Read], Read]:
    def register(read: Read) -> Read:
        if kind in readers:
            raise ValueError(f"What others show of {kind!r} is registered twice.")
        readers[kind] = read
        return read

    return register


def share_cards_of(kind: str) -> Callable[[ReadCard], ReadCard]:
    """Register the pictures of a kind of pages under the name that their addresses begin with."""
    return _register(kind, SHARE_CARDS)


def answer_of(
    request: HttpRequest, read: Callable | None, key: str, *names: str, draw: Callable[[Any, Edition], HttpResponse]
) -> HttpResponse:
    """What is read of the live edition under this key, drawn; where there is nothing, a page that says so."""
    edition = edition_of(request)
    if edition is None:
        return nothing_published(request)
    subject = read(request, edition, key, *names) if read else None
    return not_found(request, key) if subject is None else draw(subject, edition)


def share_path(kind: str, key: str) -> str:
    """Address of the picture of a page of the live edition."""
    return f"/share/{kind}/{key}.png"


def page_picture(path: str) -> str:
    """Address of the picture of a page that has none of its own making, by the path of the page."""
    return share_path(PAGE, path.strip("/"))


@require_safe
@cached_page()
def share_picture(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """/share/role/27-4014-00.png: the picture of a page of the live edition, for where its address is shared."""
    return answer_of(
        request, SHARE_CARDS.get(kind), key, draw=lambda card, edition: HttpResponse(draw(card), content_type="image/png")
    )


@dataclass(frozen=True)
class Embed:
    """A chart on its own.

    title    of the page that it is taken from, whose canonical path is `path`
    html     the chart with its caption
    sources  releases of what is drawn
    caveats  what it does not say, a sentence each
    notes    on the figures in it that can be questioned, as components/notes.html takes them
    """

    title: str
    path: str
    html: SafeString
    sources: Sequence[ReleaseReference]
    caveats: Sequence[str] = ()
    notes: Sequence[dict] = ()


def embed_path(kind: str, key: str, chart: str) -> str:
    """Address of a chart of the live edition."""
    return f"/embed/{kind}/{key}/{chart}"


# (request, edition, key, chart) → the chart, or None where the subject has none of that name.
ReadEmbed = Callable[[HttpRequest, Edition, str, str], Embed | None]
EMBEDS: dict[str, ReadEmbed] = {}


def embeds_of(kind: str) -> Callable[[ReadEmbed], ReadEmbed]:
    """Register the charts of a kind of subjects under the name that their addresses begin with."""
    return _register(kind, EMBEDS)


def framable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets any site show the answer in a frame, where it is a chart and not an error; nothing else of the policy is eased."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
            response.xframe_options_exempt = True  # type: ignore[attr-defined]
        return response

    return answer


@require_safe
@framable
@cached_page()
def embedded_chart(request: HttpRequest, kind: str, key: str, chart: str) -> HttpResponse:
    """/embed/role/27-4014-00/pay: one chart of the live edition on a small page of its own."""

    def draw_embed(embed: Embed, edition: Edition) -> HttpResponse:
        context = {"embed": embed, "edition_name": edition.name, "address": f"{settings.PUBLIC_SITE_URL}{embed.path}"}
        return render(request, "delivery/embed.html", context)

    return answer_of(request, EMBEDS.get(kind), key, chart, draw=draw_embed)
