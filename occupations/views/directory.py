from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from occupations.directories import DIRECTORIES, directory_profile
from occupations.views.drawing import TEMPLATE, subject_context
from occupations.views.places import ROLES_STEP
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found, nothing_published


@cached_page("sort", "order", "page", "group", typed=("q",))
def directory_page(request: HttpRequest, *, place: str, edition: str = "") -> HttpResponse:
    """/families/, /elements/, …: everything of a kind, found by name and cut into pages by the query string alone."""
    directory = DIRECTORIES.get(place)
    if directory is None:
        return not_found(request, place)
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, place) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{directory.path}":
        return redirect_to(f"{prefix}{directory.path}")
    query = query_of(request)
    profile = replace(directory_profile(shown, directory), prefix=prefix, parameters=query)
    context = subject_context(request, directory.kind, profile, trail=[ROLES_STEP], is_indexed=not query)
    return render(request, TEMPLATE, context)
