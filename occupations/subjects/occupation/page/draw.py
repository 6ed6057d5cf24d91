"""From an occupation to its page and its brief."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from occupations.measures.datasets import SOC
from occupations.models.pages import OccupationPage
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject
from singulariki.delivery.briefs import Brief, BriefSection
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import page_context

TEMPLATE = "occupations/occupation.html"
# Drawn below the title, in this order, wherever the layout has them.
HEAD_SECTIONS = ("also-called", "headline-figures", "take-away")


def occupation_context(
    request: HttpRequest,
    subject: OccupationSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
    as_text: bool = False,
) -> dict[str, Any]:
    """An occupation's page with its local notes, as the published layout or the given one has it; `as_text` for its brief."""
    family = subject.document.family
    context = page_context(
        request,
        OccupationDocument.kind,
        subject,
        page=page,
        layout_blocks=layout_blocks,
        # The family is printed beside the code, above what the layout draws.
        cited=[SOC] if family else [],
        head=HEAD_SECTIONS,
        trail=[{"title": "Roles", "url": "/roles/"}],
        as_text=as_text,
    )
    return {**context, "family_url": f"{subject.prefix}{family.path}" if family else ""}


def draw_occupation(
    request: HttpRequest,
    subject: OccupationSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """An occupation's page; with its local notes."""
    page = page or OccupationPage.public(subject.code)
    return render(request, TEMPLATE, occupation_context(request, subject, page=page, layout_blocks=layout_blocks))


def occupation_brief(context: dict[str, Any]) -> Brief:
    """The brief of the page with this context (made `as_text`): what the page says, section by section, with the same figures."""
    subject, rendered = context["profile"], context["rendered"]
    standing = "".join(f"<p>{caveat.text}</p>" for caveat in rendered.caveats)
    return Brief(
        title=subject.title,
        url=context["canonical"],
        edition=subject.edition,
        facts=[
            ("code", f"O*NET-SOC {subject.code}"),
            *([("compiled", f"{subject.compiled_on:%Y-%m-%d}")] if subject.compiled_on else []),
        ],
        opening=f"{rendered.lede_html}<blockquote>{standing}</blockquote>",
        sections=[
            BriefSection(section.heading_text, section.body_html, [caveat.text for caveat in section.caveats])
            for section in (*context["head_sections"], *context["sections"])
        ],
        sources=context["ledger"].sources,
    )
