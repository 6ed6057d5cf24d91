"""From a profile to what the templates of the gradient's pages need."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

from citations.ledger import Ledger
from gradient.bands import BANDS
from gradient.listing import GradientListing
from gradient.profiles import UnitGroupProfile
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import render_page

HEAD_SECTION = "headline-figures"
UNIT_GROUP_TEMPLATE = "gradient/unit_group.html"
GRADIENT_TEMPLATE = "gradient/gradient.html"


def unit_group_context(
    request: HttpRequest,
    profile: UnitGroupProfile,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> dict:
    """A unit group's page with its local notes, as the published layout or the given one has it."""
    ledger = Ledger(profile.releases)
    rendered = render_page("unit-group", profile, ledger, page=page, layout_blocks=layout_blocks, request=request)
    return {
        "profile": profile,
        "rendered": rendered,
        "head_section": rendered.section(HEAD_SECTION),
        "sections": [section for section in rendered.sections if section.key != HEAD_SECTION],
        "bands": BANDS,
        "page_title": getattr(page, "seo_title", "") or profile.title,
        "description": getattr(page, "search_description", "") or rendered.lede_text,
        "canonical": f"{settings.PUBLIC_SITE_URL}{profile.path}",
        "share_image": profile.share_image,
        "trail": [{"title": "The gradient", "url": f"{profile.prefix}/gradient/"}],
        "major_url": f"{profile.prefix}{profile.major.path}",
    }


def gradient_context(request: HttpRequest, listing: GradientListing, *, layout_blocks: Sequence[dict] | None = None) -> dict:
    """The page of the whole gradient or of a major group, as the published layout or the given one has it."""
    ledger = Ledger(listing.index.releases)
    rendered = render_page("gradient", listing, ledger, layout_blocks=layout_blocks, request=request)
    return {
        "profile": listing,
        "rendered": rendered,
        "sections": rendered.sections,
        "page_title": listing.title,
        "description": rendered.lede_text,
        "canonical": f"{settings.PUBLIC_SITE_URL}{listing.path}",
        "share_image": "",
        "trail": [{"title": "The gradient", "url": f"{listing.prefix}/gradient/"}] if listing.only else [],
    }
