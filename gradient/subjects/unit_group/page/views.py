"""A unit group's page, its chart for other sites (/embed/unit-group/3521/tasks) and its picture (/share/unit-group/3521.png)."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.models import Edition
from gradient.bands import BAND_BY_KEY, BANDS
from gradient.models.pages import UnitGroupPage
from gradient.subjects.unit_group.document import UnitGroupDocument, UnitGroupSubject, unit_group
from gradient.subjects.unit_group.page.sections import CHART
from singulariki.delivery.editions import edition_prefix, edition_shown, redirect_to
from singulariki.delivery.embeds import Embed, embeds_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share import ShareCard, share_cards_of
from singulariki.delivery.views import not_found, nothing_published
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.rendering import page_context
from singulariki.editorial.sharing import draw_chart, share_card

TEMPLATE = "gradient/unit_group.html"


@cached_page()
def unit_group_page(request: HttpRequest, *, code: str, edition: str = "") -> HttpResponse:
    """/gradient/3521-….html: a unit group in the live edition, or in the edition that the address names."""
    shown = edition_shown(request, edition)
    if shown is None:
        return not_found(request, code) if edition else nothing_published(request)
    subject = unit_group(shown, code)
    if subject is None:
        return not_found(request, request.path.rsplit("/", 1)[-1])
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{subject.path}":
        return redirect_to(f"{prefix}{subject.path}")
    return draw_unit_group(request, replace(subject, prefix=prefix))


def draw_unit_group(
    request: HttpRequest,
    subject: UnitGroupSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """The page with its local notes, those of `page` where it is given, as the published layout or the given one has it."""
    document = subject.document
    context = page_context(
        request,
        document.kind,
        subject,
        page=page or UnitGroupPage.objects.filter(code=document.code, live=True).first(),
        layout_blocks=layout_blocks,
        head=("headline-figures",),
        trail=[{"title": "The gradient", "url": "/gradient/"}],
    )
    context |= {"bands": BANDS, "major_url": f"{subject.prefix}{document.major_group.path}"}
    return render(request, TEMPLATE, context)


@embeds_of(UnitGroupDocument.kind)
def chart_of_unit_group(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of a unit group, by its code."""
    subject = unit_group(edition, key) if chart == CHART.key else None
    return draw_chart(UnitGroupDocument.kind, subject, CHART, request) if subject else None


@share_cards_of(UnitGroupDocument.kind)
def card_of_unit_group(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The first figures of a unit group's page, and its band on the ramp."""
    subject = unit_group(edition, key)
    if subject is None:
        return None
    document = subject.document
    first = (document.mean_score, document.percentile, document.change)
    return share_card(
        request,
        edition,
        document.title,
        kicker=f"ISCO-08 {document.code} · {BAND_BY_KEY[document.band].label}",
        figures=[(figure.text, figure.measure.label) for figure in first if not figure.is_missing],
        band=document.band,
    )
