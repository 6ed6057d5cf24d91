from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from singulariki.delivery.editions import edition_of
from singulariki.delivery.embeds import EMBEDS
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.views.not_found import not_found, nothing_published


def framable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets any site set the answer into a frame, where it is a chart and not an error; nothing else of the policy is eased."""

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
    found = read(request, edition, key, chart) if read else None
    if found is None:
        return not_found(request, key)
    context = {"embed": found, "edition_name": edition.name, "address": f"{settings.PUBLIC_SITE_URL}{found.path}"}
    return render(request, "delivery/embed.html", context)
