from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from occupations.profiles.subject import subject_profile
from occupations.views.directory import directory_page
from occupations.views.drawing import TEMPLATE, subject_context
from occupations.views.places import PLACES, Place
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found, nothing_published


@require_safe
def subject_entry(request: HttpRequest, place: str, rest: str | None = None, edition: str = "") -> HttpResponse:
    """One way in for every address below a place, so that each variant is redirected once, to the final address."""
    name = (rest or "").strip("/").removesuffix(".html")
    if not name or name.lower() == "index":
        return directory_page(request, place=place, edition=edition)
    if found := PLACES[place].address.fullmatch(name):
        return subject_page(request, place=place, typed=found.group(1), edition=edition)
    return not_found(request, name)


@cached_page("sort", "order", "page")
def subject_page(request: HttpRequest, *, place: str, typed: str, edition: str = "") -> HttpResponse:
    """A task, an element, an industry, …: of the live edition, or of the edition that the address names."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, typed) if edition else nothing_published(request)
    about: Place = PLACES[place]
    profile = subject_profile(shown, about.kind, about.key(typed))
    if profile is None:
        return not_found(request, request.path.rstrip("/").rsplit("/", 1)[-1])
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{profile.path}":
        return redirect_to(f"{prefix}{profile.path}")
    profile = replace(profile, prefix=prefix, parameters=query_of(request))
    code = f"{about.system} {about.key(typed)}" if about.system else ""
    context = subject_context(request, about.kind, profile, trail=about.trail(profile), code=code)
    return render(request, TEMPLATE, context)
