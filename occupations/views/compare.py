from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citations.models import Edition
from citations.reading import reader_of
from occupations.addresses import COMPARE, COMPARED_AT_MOST, compare_path, occupation_code, occupation_path
from occupations.measures.datasets import ONET
from occupations.site_wide import occupation_called
from occupations.subjects.comparison.rows import Comparison, comparison
from occupations.subjects.kinds import ROLES_STEP
from occupations.subjects.pages import TEMPLATE, subject_context
from singulariki.delivery.editions import edition_of, edition_prefix, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.views import not_found, nothing_published

FIELDS = ("a", "b", "c", "d")


@require_safe
def compare_entry(request: HttpRequest, rest: str | None = None, edition: str = "") -> HttpResponse:
    """One way in for every address below /compare: the form, or the occupations in whatever order they are named."""
    slugs = [part for part in (rest or "").lower().removesuffix(".html").split("/") if part]
    if not slugs:
        return compare_form(request, edition=edition)
    try:
        codes = sorted(
            {occupation_code(slug if slug.startswith("role-") else f"role-{slug.replace('.', '-')}") for slug in slugs}
        )
    except ValueError:
        return not_found(request, rest or "")
    if len(codes) > COMPARED_AT_MOST:
        return not_found(request, rest or "")
    return compare_page(request, codes=tuple(codes), edition=edition)


@cached_page()
def compare_page(request: HttpRequest, *, codes: tuple[str, ...], edition: str = "") -> HttpResponse:
    """Two to four occupations beside each other; a single one has a page of its own."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, " ".join(codes)) if edition else nothing_published(request)
    profile = comparison(shown, codes)
    if profile is None:
        return not_found(request, " ".join(codes))
    prefix = edition_prefix(edition)
    path = occupation_path(codes[0]) if len(codes) == 1 else compare_path(*codes)
    if request.path != f"{prefix}{path}":
        return redirect_to(f"{prefix}{path}")
    profile = replace(profile, prefix=prefix)
    # Half a million pairs say nothing new to a search engine; those that O*NET calls related may be looked for.
    trail = [ROLES_STEP, {"title": "Compare occupations", "url": COMPARE}]
    context = subject_context(request, "compare", profile, trail=trail, is_indexed=profile.are_related, titled_by=[ONET])
    return render(request, TEMPLATE, context)


@cached_page(typed=FIELDS)
def compare_form(request: HttpRequest, *, edition: str = "") -> HttpResponse:
    """Where occupations are named to be compared; leads to the comparison once all of them are known."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, "compare") if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{COMPARE}":
        return redirect_to(f"{prefix}{COMPARE}")
    query = query_of(request)
    query.understood(query)
    chosen = {name: query.get(name, "") for name in FIELDS}
    named = {typed: occupation_called(shown, typed) for typed in chosen.values() if typed}
    codes = {code for code in named.values() if code}
    unknown = tuple(typed for typed, code in named.items() if not code)
    if len(codes) >= 2 and not unknown:
        return HttpResponseRedirect(f"{prefix}{compare_path(*codes)}")
    profile = _form_profile(shown, chosen, unknown, prefix)
    return render(request, TEMPLATE, subject_context(request, "compare-form", profile, trail=[ROLES_STEP], is_indexed=not named))


def _form_profile(edition: Edition, chosen: Mapping[str, str], unknown: tuple[str, ...], prefix: str) -> Comparison:
    return Comparison((), reader_of(edition), prefix, chosen, unknown)
