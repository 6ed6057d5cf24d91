"""One way in for every address below /gradient, so that each variant is redirected once, to the final address."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gradient.views.gradient import gradient_page
from gradient.views.unit_group import unit_group_page
from singulariki.delivery.views import not_found

_MAJOR = re.compile(r"major-(\d)(?:\.html?)?", re.IGNORECASE)
_UNIT_GROUP = re.compile(r"(\d{4})(?:[-_. ].*)?", re.IGNORECASE)


@require_safe
def gradient_entry(request: HttpRequest, rest: str | None = None, edition: str = "") -> HttpResponse:
    """`rest` is what follows /gradient in the address; `edition` is empty for the live one."""
    name = (rest or "").strip("/")
    if not name or name.lower() in {"index.html", "index"}:
        return gradient_page(request, key="all", edition=edition)
    if found := _MAJOR.fullmatch(name):
        return gradient_page(request, key=found.group(1), edition=edition)
    if found := _UNIT_GROUP.fullmatch(name):
        return unit_group_page(request, code=found.group(1), edition=edition)
    return not_found(request, name)
