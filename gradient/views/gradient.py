from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.models import Edition
from gradient.drawing import GRADIENT_TEMPLATE, gradient_context
from gradient.listing import PARAMETERS, GradientListing, read_asked
from gradient.profiles import index_of
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found, nothing_published


@cached_page(*PARAMETERS)
def gradient_page(request: HttpRequest, *, key: str, edition: str = "") -> HttpResponse:
    """/gradient/ (`key` "all") and /gradient/major-3.html (`key` "3"): sorted and filtered by the query string alone."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, key) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    query = query_of(request)
    listing = listing_of(shown, key, query, prefix)
    if listing is None:
        return not_found(request, f"major {key}")
    if request.path != f"{prefix}{listing.path}":
        return redirect_to(f"{prefix}{listing.path}")
    query.understood(listing.asked.parameters)
    return render(request, GRADIENT_TEMPLATE, gradient_context(request, listing))


def listing_of(
    edition: Edition, key: str, parameters: Mapping[str, str] | None = None, prefix: str = ""
) -> GradientListing | None:
    """The list for "all" or the digit of a major group, or None where the edition has no such thing. Two queries."""
    index = index_of(edition)
    if index is None:
        return None
    only = next((major for major in index.majors if major.code == key), None)
    if key != "all" and only is None:
        return None
    return GradientListing(index, read_asked(parameters or {}, () if only else index.majors), only, prefix)


def preview_gradient(request: HttpRequest, key: str, layout_blocks: list[dict]) -> HttpResponse:
    """How the gradient, or a major group of it, looks with a layout that is being edited."""
    shown = edition_shown(request, "")
    listing = listing_of(shown, key) if shown else None
    if listing is None:
        return not_found(request, key)
    return render(request, GRADIENT_TEMPLATE, gradient_context(request, listing, layout_blocks=layout_blocks))
