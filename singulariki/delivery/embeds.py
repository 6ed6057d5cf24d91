"""Charts that other sites may put into their pages. Rooms register what they have; `/embed/<kind>/<key>/<chart>` shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from citations.figures import ReleaseReference
from citations.models import Edition
from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.views import not_found, nothing_published


@dataclass(frozen=True)
class Embed:
    """A chart on its own.

    title    of the page that it is taken from, whose canonical path is `path`
    html     the chart with its caption
    sources  releases of what is drawn
    """

    title: str
    path: str
    html: SafeString
    sources: Sequence[ReleaseReference]


def embed_path(kind: str, key: str, chart: str) -> str:
    """Address of a chart of the live edition."""
    return f"/embed/{kind}/{key}/{chart}"


# (request, edition, key, chart) → the chart, or None where the subject has none of that name.
ReadEmbed = Callable[[HttpRequest, Edition, str, str], Embed | None]
EMBEDS: dict[str, ReadEmbed] = {}


def embeds_of(kind: str) -> Callable[[ReadEmbed], ReadEmbed]:
    """Register the charts of a kind of subjects under the name that their addresses begin with."""

    def register(read: ReadEmbed) -> ReadEmbed:
        if kind in EMBEDS:
            raise ValueError(f"Charts of {kind!r} are registered twice.")
        EMBEDS[kind] = read
        return read

    return register


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
    edition = edition_of(request)
    if edition is None:
        return nothing_published(request)
    read = EMBEDS.get(kind)
    embed = read(request, edition, key, chart) if read else None
    if embed is None:
        return not_found(request, key)
    context = {"embed": embed, "edition_name": edition.name, "address": f"{settings.PUBLIC_SITE_URL}{embed.path}"}
    return render(request, "delivery/embed.html", context)
