from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gradient.drawing import UNIT_GROUP_TEMPLATE, unit_group_context
from gradient.models.pages import UnitGroupPage
from gradient.profiles import unit_group_profile
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.views import not_found, nothing_published


@cached_page()
def unit_group_page(request: HttpRequest, *, code: str, edition: str = "") -> HttpResponse:
    """/gradient/3521-….html: a unit group in the live edition, or in the edition that the address names."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, code) if edition else nothing_published(request)
    profile = unit_group_profile(shown, code)
    if profile is None:
        return not_found(request, request.path.rsplit("/", 1)[-1])
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{profile.path}":
        return redirect_to(f"{prefix}{profile.path}")
    page = UnitGroupPage.objects.filter(code=code, live=True).first()
    context = unit_group_context(request, replace(profile, prefix=prefix), page=page)
    return render(request, UNIT_GROUP_TEMPLATE, context)


def preview_unit_group(request: HttpRequest, code: str, layout_blocks: list[dict]) -> HttpResponse:
    """How a unit group of the live edition looks with a layout that is being edited."""
    shown = edition_shown(request, "")
    profile = unit_group_profile(shown, code) if shown else None
    if profile is None:
        return not_found(request, code)
    page = UnitGroupPage.objects.filter(code=code, live=True).first()
    context = unit_group_context(request, profile, page=page, layout_blocks=layout_blocks)
    return render(request, UNIT_GROUP_TEMPLATE, context)
