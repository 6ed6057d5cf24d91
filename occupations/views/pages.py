"""Pages of occupations, of other subjects and of lists: of the live edition, and of every edition that was live before."""

import re
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citations.models import Edition, Profile
from occupations.addresses import brief_path
from occupations.models.pages import OccupationPage
from occupations.site_wide import called
from occupations.subjects.kinds import ROLES_STEP, SUBJECTS
from occupations.subjects.lists import read_directory
from occupations.subjects.occupation.document import OccupationDocument, read_occupation
from occupations.subjects.occupation.page import draw_occupation, occupation_brief, occupation_context
from occupations.subjects.occupation_list.page import CHOICES, TYPED, occupation_list
from occupations.subjects.pages import TEMPLATE, subject_context
from singulariki.delivery.briefs import markdown_response, write_brief
from singulariki.delivery.editions import edition_of, edition_prefix, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.search.words import telling_words
from singulariki.delivery.views import not_found, nothing_published
from singulariki.editorial.lists import FORMAT, list_download
from singulariki.editorial.pictures import SHOW
from singulariki.editorial.published import public_page
from singulariki.editorial.retired import retired_response, retired_subject

# role-27-4014-00, 27-4014.00, ROLE-27-4014, 27401400: what somebody may have typed, kept or shortened.
_CODE = re.compile(r"(?:role[-_ ]?)?(\d{2})-?(\d{4})(?:[-._]?(\d{2}))?(?:\.html?)?", re.IGNORECASE)
_BRIEF = re.compile(r"context(?:\.(?:md|markdown|txt))?", re.IGNORECASE)


@require_safe
def occupation_entry(request: HttpRequest, name: str, rest: str = "", edition: str = "") -> HttpResponse:
    """One way in for every address of an occupation, so that each variant is redirected once, to the final address."""
    match = _CODE.fullmatch(name)
    below = rest.strip("/")
    if not match or (below and not _BRIEF.fullmatch(below)):
        return not_found(request, name)
    major, minor, detail = match.groups()
    code = f"{major}-{minor}.{detail}" if detail else f"{major}-{minor}"
    return occupation_page(request, code=code, is_brief=bool(below), edition=edition)


@cached_page()
def occupation_page(request: HttpRequest, *, code: str, is_brief: bool = False, edition: str = "") -> HttpResponse:
    """/roles/role-27-4014-00, and with `is_brief` its Markdown at /roles/role-27-4014-00/context.md."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, code) if edition else nothing_published(request)
    subject = read_occupation(shown, code if "." in code else _first_of_soc(shown, code))
    if subject is None:
        retired = None if edition else retired_page(request, shown, code, is_brief=is_brief)
        return retired or not_found(request, code)
    prefix = edition_prefix(edition)
    path = f"{prefix}{subject.document.brief if is_brief else subject.path}"
    if request.path != path:
        return redirect_to(path)
    subject = replace(subject, prefix=prefix)
    if not is_brief:
        return draw_occupation(request, subject)
    page = public_page(OccupationPage, subject.code, request)
    return markdown_response(write_brief(occupation_brief(occupation_context(request, subject, page=page, as_text=True))))


def retired_page(request: HttpRequest, live: Edition, code: str, *, is_brief: bool) -> HttpResponse | None:
    """What is said of an occupation that the live edition has no more, as a page or a brief; None where no earlier edition has
    it. One query where none has, and none where there is none."""
    retired = retired_subject(OccupationDocument.kind, code if "." in code else f"{code}.00", live)
    if retired is None:
        return None
    path = brief_path(retired.key) if is_brief else retired.path
    return retired_response(request, retired, path, as_text=is_brief)


def _first_of_soc(edition: Edition, soc: str) -> str:
    """The first O*NET-SOC occupation of a SOC code: 27-4014 → 27-4014.00."""
    codes = Profile.objects.filter(edition=edition, kind=OccupationDocument.kind, key__startswith=f"{soc}.").order_by("key")
    return codes.values_list("key", flat=True).first() or soc


@require_safe
@cached_page(*CHOICES, FORMAT, typed=(*TYPED, SHOW))
def roles_page(request: HttpRequest, key: str, edition: str = "") -> HttpResponse:
    """/roles/ (`key` "roles"), narrowed, sorted and cut into pages by the query string alone; /quadrant (`key` "quadrant")."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, key) if edition else nothing_published(request)
    subject = occupation_list(shown, key=key)
    if subject is None:
        return not_found(request, key)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{subject.path}":
        return redirect_to(f"{prefix}{subject.path}")
    query = query_of(request)
    subject = replace(
        subject, prefix=prefix, parameters=query, called=called(shown, telling_words(query.get("q") or query.get(SHOW, "")))
    )
    if download := list_download(key, subject):
        return download
    trail = [ROLES_STEP] if key == "quadrant" else []
    return render(request, TEMPLATE, subject_context(request, key, subject, trail=trail, is_indexed=not query))


@require_safe
def subject_entry(request: HttpRequest, place: str, rest: str | None = None, edition: str = "") -> HttpResponse:
    """One way in for every address below a place, so that each variant is redirected once, to the final address."""
    name = (rest or "").strip("/").removesuffix(".html")
    if not name or name.lower() == "index":
        return directory_page(request, place=place, edition=edition)
    if typed := SUBJECTS[place].code_in(name):
        return subject_page(request, place=place, typed=typed, edition=edition)
    return not_found(request, name)


@cached_page("sort", "order", "page", FORMAT)
def subject_page(request: HttpRequest, *, place: str, typed: str, edition: str = "") -> HttpResponse:
    """A task, an element, an industry, …: of the live edition, or of the edition that the address names."""
    shown = edition_of(request, edition)
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
    if download := list_download(about.key, subject):
        return download
    code = f"{about.system} {key}" if about.system else ""
    context = subject_context(request, about.key, subject, trail=about.trail(subject.document), code=code)
    return render(request, TEMPLATE, context)


@cached_page("sort", "order", "page", "group", FORMAT, typed=("q",))
def directory_page(request: HttpRequest, *, place: str, edition: str = "") -> HttpResponse:
    """/families/, /elements/, …: everything of a kind, found by name and cut into pages by the query string alone."""
    about = SUBJECTS[place]
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, place) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{about.path}":
        return redirect_to(f"{prefix}{about.path}")
    query = query_of(request)
    subject = replace(read_directory(about, shown), prefix=prefix, parameters=query)
    if download := list_download(f"list-of-{place}", subject):
        return download
    context = subject_context(request, f"list-of-{place}", subject, trail=[ROLES_STEP], is_indexed=not query)
    return render(request, TEMPLATE, context)
