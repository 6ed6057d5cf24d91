"""An address that names nothing: the nearest things that it could have meant."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from singulariki.delivery.editions import edition_of
from singulariki.delivery.search import catalogue_of, nearest


def not_found(request: HttpRequest, name: str) -> HttpResponse:
    """The page of status 404, with suggestions for `name`, the last part of the address."""
    edition = edition_of(request)
    words = " ".join(unquote(name).removesuffix(".html").replace("-", " ").replace("/", " ").split())
    entries = nearest(catalogue_of(edition), words) if edition else []
    context = {
        "suggestions": [(entry.name.text, entry.path) for entry in entries],
        "suggested_query": " ".join(word for word in words.split() if not word.isdigit()),
    }
    return render(request, "404.html", context, status=404)


def nothing_published(request: HttpRequest) -> HttpResponse:
    """Before the first publication there is nothing to show: said with status 503, so that nobody keeps it."""
    return render(request, "delivery/nothing_published.html", status=503)
