"""An address that names nothing: the nearest things that it could have meant."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.api.errors import NothingPublished
from singulariki.delivery.editions import live_edition_of
from singulariki.delivery.search import catalogue_of, nearest
from singulariki.delivery.search.words import LONGEST_QUERY, as_typed


def not_found(request: HttpRequest, name: str) -> HttpResponse:
    """The page of status 404, with suggestions from the live edition for `name`, the last part of the address."""
    edition = live_edition_of(request)
    words = as_typed(unquote(name[: LONGEST_QUERY * 4]).removesuffix(".html").replace("-", " ").replace("/", " "))
    context = {
        "suggestions": [(entry.name.text, entry.path) for entry in nearest(catalogue_of(edition), words)] if edition else [],
        "suggested_query": " ".join(word for word in words.split() if not word.isdigit()),
    }
    return render(request, "404.html", context, status=404)


def nothing_published(request: HttpRequest) -> HttpResponse:
    """Before the first publication there is nothing to show: said with status 503, so that nobody keeps it."""
    response = render(request, "delivery/nothing_published.html", status=503)
    response.headers["Retry-After"] = str(NothingPublished.wait)
    return response
