from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.search import Catalogue, catalogue_of, found_elsewhere, nearest, search

SHOWN = 50


@require_safe
@cached_page(typed=("q",))
def search_page(request: HttpRequest) -> HttpResponse:
    """/search?q=: what the live edition holds of that name, on the server and in one list."""
    asked = query_of(request)
    asked.understood(asked)
    query = asked.get("q", "")
    edition = edition_of(request)
    catalogue = catalogue_of(edition) if edition else Catalogue()
    hits = search(catalogue, query)
    elsewhere = found_elsewhere(edition, query, besides={hit.entry.path for hit in hits}) if edition else []
    context = {
        "query": query,
        "search_query": query,
        "hits": hits[:SHOWN],
        "total": len(hits),
        "shown": min(len(hits), SHOWN),
        "elsewhere": elsewhere,
        "nearest": nearest(catalogue, query) if query and not hits and not elsewhere else [],
    }
    return HttpResponse(render_to_string("delivery/search.html", context, request=request))
