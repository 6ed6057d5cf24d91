from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from occupations.search import called
from occupations.subjects.kinds import ROLES_STEP
from occupations.subjects.occupation_list.page import CHOICES, occupation_list
from occupations.views.drawing import TEMPLATE, subject_context
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.search.words import telling_words
from singulariki.delivery.views import not_found, nothing_published


@require_safe
@cached_page(*CHOICES, typed=("q",))
def roles_page(request: HttpRequest, key: str, edition: str = "") -> HttpResponse:
    """/roles/ (`key` "roles"), narrowed, sorted and cut into pages by the query string alone; /quadrant (`key` "quadrant")."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, key) if edition else nothing_published(request)
    subject = occupation_list(shown, key=key)
    if subject is None:
        return not_found(request, key)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{subject.path}":
        return redirect_to(f"{prefix}{subject.path}")
    query = query_of(request)
    subject = replace(subject, prefix=prefix, parameters=query, called=called(shown, telling_words(query.get("q", ""))))
    trail = [ROLES_STEP] if key == "quadrant" else []
    return render(request, TEMPLATE, subject_context(request, key, subject, trail=trail, is_indexed=not query))
