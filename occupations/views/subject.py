from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from occupations.subjects.directory import read_directory
from occupations.subjects.kinds import ROLES_STEP, SUBJECTS
from occupations.views.drawing import TEMPLATE, subject_context
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
    if typed := SUBJECTS[place].code_in(name):
        return subject_page(request, place=place, typed=typed, edition=edition)
    return not_found(request, name)


@cached_page("sort", "order", "page")
def subject_page(request: HttpRequest, *, place: str, typed: str, edition: str = "") -> HttpResponse:
    """A task, an element, an industry, …: of the live edition, or of the edition that the address names."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, typed) if edition else nothing_published(request)
    about = SUBJECTS[place]
    key = about.key_of(typed)
    subject = about.read(shown, key)
    if subject is None:
        return not_found(request, request.path.rstrip("/").rsplit("/", 1)[-1])
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{subject.path}":
        return redirect_to(f"{prefix}{subject.path}")
    subject = replace(subject, prefix=prefix, parameters=query_of(request))
    code = f"{about.system} {key}" if about.system else ""
    context = subject_context(request, about.key, subject, trail=about.trail(subject.document), code=code)
    return render(request, TEMPLATE, context)


@cached_page("sort", "order", "page", "group", typed=("q",))
def directory_page(request: HttpRequest, *, place: str, edition: str = "") -> HttpResponse:
    """/families/, /elements/, …: everything of a kind, found by name and cut into pages by the query string alone."""
    about = SUBJECTS[place]
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, place) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{about.path}":
        return redirect_to(f"{prefix}{about.path}")
    query = query_of(request)
    subject = replace(read_directory(about, shown), prefix=prefix, parameters=query)
    context = subject_context(request, f"list-of-{place}", subject, trail=[ROLES_STEP], is_indexed=not query)
    return render(request, TEMPLATE, context)
