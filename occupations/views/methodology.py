"""/methodology: the method of the live edition, and below /editions/<edition>/ that edition's."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citations.views import methodology as methodology_of_code
from occupations.site_wide import occupation_called
from occupations.subjects.methodology.document import KEY, PATH
from occupations.subjects.methodology.page import EXAMPLE_OCCUPATION, method_page
from occupations.subjects.pages import TEMPLATE, subject_context
from singulariki.delivery.editions import edition_of, edition_prefix, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found

FIELD = "occupation"


@require_safe
@cached_page(typed=(FIELD,))
def methodology_page(request: HttpRequest, edition: str = "") -> HttpResponse:
    """The method, worked through for the occupation that `?occupation=` names by title or code. An address that names one
    otherwise than by its code leads to the one that does."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, KEY) if edition else methodology_of_code(request)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{PATH}":
        return redirect_to(f"{prefix}{PATH}")
    query = query_of(request)
    typed = query.get(FIELD, "")
    code = occupation_called(shown, typed) if typed else EXAMPLE_OCCUPATION
    if not code:
        query.understood(query)
    elif code != EXAMPLE_OCCUPATION:
        query.understood({FIELD: code})
    page = replace(method_page(shown, code or EXAMPLE_OCCUPATION), prefix=prefix, typed=typed, unknown=not code)
    return render(request, TEMPLATE, subject_context(request, KEY, page, is_indexed=not typed))
