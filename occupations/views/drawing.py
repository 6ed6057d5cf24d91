"""From a subject to its page: as the published layout has it, or the one that is being edited."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import page_context

TEMPLATE = "occupations/subject.html"


def subject_context(
    request: HttpRequest,
    kind: str,
    subject: Any,
    *,
    layout_blocks: Sequence[dict] | None = None,
    trail: Sequence[Mapping[str, str]] = (),
    kicker: str = "",
    code: str = "",
    is_indexed: bool = True,
    titled_by: Sequence[str] = (),
) -> dict[str, Any]:
    """Context of templates/occupations/subject.html. `trail` leads to the page; `is_indexed` False keeps crawlers from it;
    `titled_by` are the datasets that its title comes from, whatever else it shows."""
    context = page_context(request, kind, subject, layout_blocks=layout_blocks, cited=titled_by, trail=trail)
    return {**context, "kicker": kicker, "code": code, "is_indexed": is_indexed}


def draw_subject(
    kind: str,
    request: HttpRequest,
    subject: Any,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """A subject's page. These kinds have no pages of editors and so no local notes."""
    return render(request, TEMPLATE, subject_context(request, kind, subject, layout_blocks=layout_blocks))
