"""From an occupation's profile to what its page, its brief and its embedded charts need."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from citations.ledger import Ledger
from occupations.measures.datasets import SOC
from occupations.profiles.occupation import OccupationProfile
from singulariki.delivery.briefs import Brief, BriefSection
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import render_page

TEMPLATE = "occupations/occupation.html"
KIND = "occupation"
# Drawn below the title, in this order, wherever the layout has them.
HEAD_SECTIONS = ("also-called", "headline-figures", "take-away")
# Mean nothing to whoever reads the brief already.
_NOT_IN_BRIEF = frozenset({"embed", "take-away", "take-to-your-ai", "report-kit"})


def occupation_context(
    request: HttpRequest,
    profile: OccupationProfile,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> dict[str, Any]:
    """An occupation's page with its local notes, as the published layout or the given one has it."""
    ledger = Ledger(profile.releases)
    if profile.parts["family"]:
        # Printed beside the code, above what the layout draws.
        ledger.cite([SOC])
    rendered = render_page(KIND, profile, ledger, page=page, layout_blocks=layout_blocks, request=request)
    head = [section for key in HEAD_SECTIONS if (section := rendered.section(key)) is not None]
    family = profile.parts["family"]
    return {
        "profile": profile,
        "ledger": ledger,
        "rendered": rendered,
        "head_sections": head,
        "sections": [section for section in rendered.sections if section.key not in HEAD_SECTIONS],
        "page_title": getattr(page, "seo_title", "") or profile.title,
        "description": getattr(page, "search_description", "") or rendered.lede_text,
        "canonical": f"{settings.PUBLIC_SITE_URL}{profile.path}",
        "share_image": profile.share_image,
        "trail": [{"title": "Roles", "url": f"{profile.prefix}/roles/"}],
        "family_url": f"{profile.prefix}{family['path']}" if family else "",
    }


def occupation_brief(context: dict[str, Any]) -> Brief:
    """The brief of the page with this context: what the page says, section by section, with the same figures."""
    profile, rendered = context["profile"], context["rendered"]
    shown = [section for section in (*context["head_sections"], *context["sections"]) if section.key not in _NOT_IN_BRIEF]
    standing = "".join(f"<p>{caveat.text}</p>" for caveat in rendered.caveats)
    return Brief(
        title=profile.title,
        url=context["canonical"],
        edition=profile.edition,
        facts=[
            ("code", f"O*NET-SOC {profile.code}"),
            *([("compiled", f"{profile.compiled_on:%Y-%m-%d}")] if profile.compiled_on else []),
        ],
        opening=f"{rendered.lede_html}<blockquote>{standing}</blockquote>",
        sections=[
            BriefSection(section.heading_text, section.body_html, [caveat.text for caveat in section.caveats])
            for section in shown
        ],
        sources=context["ledger"].sources,
    )
