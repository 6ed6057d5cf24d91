"""Pages of occupations, of the live edition and of every edition that was live before."""

import re
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from citations.models import Edition, Profile
from occupations.models.pages import OccupationPage
from occupations.subjects.occupation.document import OccupationDocument, read_occupation
from occupations.subjects.occupation.page.draw import draw_occupation, occupation_brief, occupation_context
from singulariki.delivery.briefs import markdown_response, write_brief
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.views import not_found, nothing_published

# role-27-4014-00, 27-4014.00, ROLE-27-4014, 27401400: what somebody may have typed, kept or shortened.
_CODE = re.compile(r"(?:role[-_ ]?)?(\d{2})-?(\d{4})(?:[-._]?(\d{2}))?(?:\.html?)?", re.IGNORECASE)
_BRIEF = re.compile(r"context(?:\.(?:md|markdown|txt))?", re.IGNORECASE)


@require_safe
def occupation_entry(request: HttpRequest, name: str, rest: str = "", edition: str = "") -> HttpResponse:
    """One way in for every address of an occupation, so that each variant is redirected once, to the final address."""
    found = _CODE.fullmatch(name)
    below = rest.strip("/")
    if not found or (below and not _BRIEF.fullmatch(below)):
        return not_found(request, name)
    major, minor, detail = found.groups()
    code = f"{major}-{minor}.{detail}" if detail else f"{major}-{minor}"
    return occupation_page(request, code=code, is_brief=bool(below), edition=edition)


@cached_page()
def occupation_page(request: HttpRequest, *, code: str, is_brief: bool = False, edition: str = "") -> HttpResponse:
    """/roles/role-27-4014-00, and with `is_brief` its Markdown at /roles/role-27-4014-00/context.md."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, code) if edition else nothing_published(request)
    subject = read_occupation(shown, code if "." in code else _first_of_soc(shown, code))
    if subject is None:
        return not_found(request, code)
    prefix = edition_prefix(edition)
    path = f"{prefix}{subject.document.brief if is_brief else subject.path}"
    if request.path != path:
        return redirect_to(path)
    subject = replace(subject, prefix=prefix)
    if not is_brief:
        return draw_occupation(request, subject)
    page = OccupationPage.public(subject.code)
    return markdown_response(write_brief(occupation_brief(occupation_context(request, subject, page=page, as_text=True))))


def _first_of_soc(edition: Edition, soc: str) -> str:
    """The first O*NET-SOC occupation of a SOC code: 27-4014 → 27-4014.00."""
    codes = Profile.objects.filter(edition=edition, kind=OccupationDocument.kind, key__startswith=f"{soc}.").order_by("key")
    return codes.values_list("key", flat=True).first() or soc
