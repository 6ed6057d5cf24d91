"""From a profile to its page: as the published layout has it, or the one that is being edited."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.figures import ReleaseReference
from citations.ledger import Ledger
from citations.models import Edition
from singulariki.delivery.editions import edition_shown
from singulariki.delivery.views import not_found
from singulariki.editorial.rendering import render_page

TEMPLATE = "occupations/subject.html"


class Drawable(Protocol):
    """What a page of the room needs of its profile."""

    @property
    def title(self) -> str: ...

    @property
    def path(self) -> str: ...

    @property
    def prefix(self) -> str: ...

    @property
    def releases(self) -> Mapping[str, ReleaseReference]: ...


def subject_context(
    request: HttpRequest,
    kind: str,
    profile: Drawable,
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
    ledger = Ledger(profile.releases)
    ledger.cite(titled_by)
    rendered = render_page(kind, profile, ledger, layout_blocks=layout_blocks, request=request)
    return {
        "profile": profile,
        "rendered": rendered,
        "sections": rendered.sections,
        "page_title": profile.title,
        "description": rendered.lede_text,
        "canonical": f"{settings.PUBLIC_SITE_URL}{profile.path}",
        "share_image": "",
        "trail": [{**step, "url": f"{profile.prefix}{step['url']}"} for step in trail],
        "kicker": kicker,
        "code": code,
        "is_indexed": is_indexed,
    }


def preview_subject(
    kind: str, read: Callable[[Edition, str], Any], request: HttpRequest, key: str, layout_blocks: list[dict]
) -> HttpResponse:
    """How a subject's page looks with a layout that is being edited."""
    shown = edition_shown(request, "")
    profile = read(shown, key) if shown else None
    if profile is None:
        return not_found(request, key)
    return render(request, TEMPLATE, subject_context(request, kind, profile, layout_blocks=layout_blocks))
