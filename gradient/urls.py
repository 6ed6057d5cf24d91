"""Addresses of the gradient. Every variant of a page's address comes in here too, to be redirected once."""

import re

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from gradient.subjects.unit_group.api import UnitGroupDetail
from gradient.subjects.unit_group.page import unit_group_page
from gradient.subjects.unit_group_list.api import UnitGroupList
from gradient.subjects.unit_group_list.document import KEY
from gradient.subjects.unit_group_list.page import gradient_page
from singulariki.delivery.views import not_found

_MAJOR = re.compile(r"major-(\d)(?:\.html?)?", re.IGNORECASE)
_UNIT_GROUP = re.compile(r"(\d{4})(?:[-_. ].*)?", re.IGNORECASE)
# In any case of letters; spelled out, because Django cannot reverse a pattern with flags.
_GRADIENT = "".join(f"[{letter}{letter.upper()}]" for letter in "gradient")


@require_safe
def gradient_entry(request: HttpRequest, rest: str | None = None, edition: str = "") -> HttpResponse:
    """`rest` is what follows /gradient in the address; `edition` is empty for the live one."""
    name = (rest or "").strip("/")
    if not name or name.lower() in {"index.html", "index"}:
        return gradient_page(request, key=KEY, edition=edition)
    if match := _MAJOR.fullmatch(name):
        return gradient_page(request, key=match.group(1), edition=edition)
    if match := _UNIT_GROUP.fullmatch(name):
        return unit_group_page(request, code=match.group(1), edition=edition)
    return not_found(request, name)


urlpatterns = [
    re_path(rf"^{_GRADIENT}(?P<rest>/.*)?$", gradient_entry, name="gradient"),
    re_path(rf"^editions/(?P<edition>[\w-]+)/{_GRADIENT}(?P<rest>/.*)?$", gradient_entry, name="edition-gradient"),
]
api_patterns = [
    path("gradient/", UnitGroupList.as_view(), name="api-gradient"),
    path("gradient/<str:code>/", UnitGroupDetail.as_view(), name="api-unit-group"),
]
