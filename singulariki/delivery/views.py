"""Pages that belong to no single room: search, and what is answered where there is no page."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Site

from citations.api.errors import NothingPublished
from citations.ledger import Ledger
from singulariki.delivery.editions import edition_of, is_candidate, live_edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.search import found_elsewhere, nearest, ranks_of, search
from singulariki.delivery.search.catalogue import Catalogue, catalogue_of
from singulariki.delivery.search.words import LONGEST_QUERY, as_typed

SHOWN = 50
# A code of the U.S. classification, as people or our addresses write it: 27-4014.00, role-27-4014-00.
_CODE = re.compile(r"(?<!\d)(\d\d-\d{4})(?:[.-](\d\d))?(?![\d])")


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
    closest = nearest(catalogue, query) if query and not hits and not elsewhere else []
    found = [hit.entry.path for hit in hits[:SHOWN]] + [one.path for group in elsewhere for one in group.results]
    ranks = ranks_of(edition, [*found, *(entry.path for entry in closest)]) if edition else {}
    context = {
        "query": query,
        "search_query": query,
        "ranks": ranks,
        "ledger": Ledger({}),
        "hits": hits[:SHOWN],
        "total": len(hits),
        "shown": min(len(hits), SHOWN),
        "elsewhere": elsewhere,
        "nearest": closest,
    }
    return HttpResponse(render_to_string("delivery/search.html", context, request=request))


@require_safe
@cached_page()
def home_of_candidate(request: HttpRequest, edition: str) -> HttpResponse:
    """/editions/<edition>/home: the front page as it would be with a candidate, for those who may see that."""
    site = Site.find_for_request(request)
    if not is_candidate(edition_of(request, edition)) or site is None:
        return not_found(request, "home")
    response = site.root_page.specific.serve(request)
    return response.render() if hasattr(response, "render") else response


def not_found(request: HttpRequest, name: str) -> HttpResponse:
    """The page of status 404, with suggestions from the live edition for `name`, the last part of the address."""
    edition = live_edition_of(request)
    typed = as_typed(unquote(name[: LONGEST_QUERY * 4]).removesuffix(".html"))
    words = as_typed(typed.replace("-", " ").replace("/", " "))
    context = {
        "suggestions": [(entry.name.text, entry.path) for entry in nearest(catalogue_of(edition), words)] if edition else [],
        "suggested_query": _worth_searching(typed, words),
    }
    return render(request, "404.html", context, status=404)


def _worth_searching(typed: str, words: str) -> str:
    """What the last part of an address may have meant: its code where it holds a whole one, else its words without numbers."""
    code = _CODE.search(typed)
    if code:
        soc, detail = code.groups()
        return f"{soc}.{detail}" if detail else soc
    return " ".join(word for word in words.split() if any(map(str.isalpha, word)))


def nothing_published(request: HttpRequest) -> HttpResponse:
    """Before the first publication there is nothing to show: said with status 503, so that nobody keeps it."""
    response = render(request, "delivery/nothing_published.html", status=503)
    response.headers["Retry-After"] = str(NothingPublished.wait)
    return response
