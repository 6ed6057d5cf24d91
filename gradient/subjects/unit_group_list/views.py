from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gradient.addresses import GRADIENT
from gradient.subjects.unit_group_list.document import Gradient, gradient_of
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found, nothing_published
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import page_context

TEMPLATE = "gradient/gradient.html"


@cached_page("sort", "order", "major", "band")
def gradient_page(request: HttpRequest, *, key: str, edition: str = "") -> HttpResponse:
    """/gradient/ (`key` "all") and /gradient/major-3.html (`key` "3"): sorted and filtered by the query string alone."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, key) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    gradient = gradient_of(shown, key)
    if gradient is None:
        return not_found(request, f"major {key}")
    if request.path != f"{prefix}{gradient.path}":
        return redirect_to(f"{prefix}{gradient.path}")
    return draw_gradient(request, replace(gradient, prefix=prefix, parameters=query_of(request)))


def draw_gradient(
    request: HttpRequest,
    gradient: Gradient,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """The page of the whole gradient or of a major group, as the published layout or the given one has it. It has no local
    notes."""
    trail = [{"title": "The gradient", "url": GRADIENT}] if gradient.only else []
    return render(request, TEMPLATE, page_context(request, "gradient", gradient, layout_blocks=layout_blocks, trail=trail))
