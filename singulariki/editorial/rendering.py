"""From a page kind and a subject to its page: the live layout, its caveats, the page's local notes, the frame around them. And
charts of it for other sites to embed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from citations.ledger import Ledger
from singulariki.delivery.editions import edition_of
from singulariki.delivery.sections import leads_somewhere
from singulariki.delivery.share import Embed, embed_path
from singulariki.editorial.corrections import corrections_of
from singulariki.editorial.explaining import Explainer
from singulariki.editorial.home_features import notes_of
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.narrative import Narrator, draw_section
from singulariki.editorial.page_renderer import PageRenderer, RenderedPage
from singulariki.editorial.published import live_caveats, live_layout_blocks, published_layout, site_words, stamp_of
from singulariki.editorial.registry import PAGE_KINDS, Section, tokens_of
from singulariki.editorial.scoped import meanings, scoped_caveats, short_caveats
from singulariki.editorial.stored_blocks import caveat_ids, read_local_notes, wording_of
from singulariki.editorial.subjects import Subject


def render_part(
    kind_key: str, profile: object, ledger: Ledger, *, section: str, template: str, request: HttpRequest | None = None
) -> SafeString:
    """Part of a section alone, such as its chart, drawn by a template of its own with the words that the published layout gives
    the section. Empty where the subject has no data for it. KeyError for a section that the kind does not have."""
    kind = PAGE_KINDS[kind_key]
    declared = kind.sections[section]
    context = declared.context(profile)
    if context is None:
        return mark_safe("")
    narrator = Narrator(tokens_of(kind), profile, ledger)
    wording = published_wording(kind_key, declared)
    return draw_section(replace(declared, template=template), context, wording, narrator, {"request": request})


def published_wording(kind_key: str, section: Section) -> dict[str, str]:
    """The words that the published layout gives a section of the kind. One query."""
    values = [block["value"] for block in live_layout_blocks(kind_key) if block["type"] == "section"]
    return wording_of(section, next((value for value in values if value["section"] == section.key), {}))


def render_page(
    kind_key: str,
    profile: object,
    ledger: Ledger,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[Mapping] | None = None,
    head: Collection[str] = (),
    request: HttpRequest | None = None,
) -> RenderedPage:
    """Draw every section of the page of one subject, noting printed figures in `ledger`.

    kind_key       of a registered PageKind; KeyError where there is none
    profile        what the kind's `profile` returned
    page           the subject's Wagtail page, for its local notes
    layout_blocks  stored form of a layout's body, for previews; the published layout otherwise
    head           keys of the sections that are drawn below the title, without a margin for caveats

    Sections marked late are drawn after all others and stand where the layout has them. Five queries at most: the stamp, the
    layout, its caveats, the words of the site and of the glossary; at most the stamp where the process has read these
    under it already.
    """
    if layout_blocks is None:
        layout_blocks, caveats = published_layout(kind_key, request)
    else:
        caveats = live_caveats(caveat_ids(layout_blocks), stamp_of(request))
    renderer = PageRenderer(
        PAGE_KINDS[kind_key],
        profile,
        ledger,
        local=read_local_notes(page.local_notes.get_prep_value() if page else ()),
        caveats=caveats,
        scoped=scoped_caveats(request),
        head=head,
        phrases=site_words(request),
        explainer=Explainer(request),
        meanings=meanings(request),
        page=page,
        request=request,
    )
    return renderer.draw(layout_blocks)


def page_context(
    request: HttpRequest,
    kind_key: str,
    subject: Subject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[Mapping] | None = None,
    cited: Iterable[str] = (),
    head: Sequence[str] = (),
    trail: Iterable[Mapping[str, str]] = (),
    as_text: bool = False,
) -> dict[str, Any]:
    """Context of templates/subject_page.html: the page of a subject, and what its frame says.

    page, layout_blocks  as for `render_page`
    cited                datasets of what the template prints beside the sections: a title, a group
    head                 sections drawn below the title, in this order, wherever the layout has them
    trail                pages that lead to it, title and url each; those of sections that the edition lacks are left out
    as_text              for its brief: without charts, notes and ways to question figures
    """
    ledger = subject.ledger(as_text=as_text)
    ledger.cite(cited)
    rendered = render_page(kind_key, subject, ledger, page=page, layout_blocks=layout_blocks, head=head, request=request)
    rendered.caveats[:0] = corrections_of([subject.path, request.path.removeprefix(subject.prefix)], request)
    return {
        "profile": subject,
        "ledger": ledger,
        "rendered": rendered,
        "head_sections": [section for key in head if (section := rendered.section(key)) is not None],
        "sections": [section for section in rendered.sections if section.key not in head],
        "chapters": rendered.chapters,
        "page_title": getattr(page, "seo_title", "") or subject.title,
        "description": getattr(page, "search_description", "") or rendered.lede_text,
        "canonical": f"{settings.PUBLIC_SITE_URL}{subject.path}",
        "share_image": subject.share_image,
        "trail": [
            {**step, "url": f"{subject.prefix}{step['url']}"}
            for step in trail
            if leads_somewhere(step["url"], edition_of(request))
        ],
    }


@dataclass(frozen=True)
class Chart:
    """A chart: its key in the address, the section whose words it uses, its template, the height of its frame in pixels, its
    name."""

    key: str
    section: str
    template: str
    height: int
    name: str


def frames(place: str, key: str, charts: Iterable[Chart]) -> list[dict]:
    """What editorial/sections/embed.html shows of a subject's charts. Its wording has the name of each under the chart's key."""
    return [
        {"key": chart.key, "height": chart.height, "address": f"{settings.PUBLIC_SITE_URL}{embed_path(place, key, chart.key)}"}
        for chart in charts
    ]


def draw_chart(kind: str, subject: Subject, chart: Chart, request: HttpRequest) -> Embed:
    """The chart of a subject of the page kind, with the sources of what it draws."""
    ledger = subject.ledger()
    html = render_part(kind, subject, ledger, section=chart.section, template=chart.template, request=request)
    measures, datasets = ({measure.key for measure in ledger.measures}, {release.dataset for release in ledger.sources})
    versions = {slug: release.version for slug, release in ledger.releases.items()}
    caveats = short_caveats(measures, datasets, versions, request)
    notes = notes_of(ledger, meanings(request))
    return Embed(subject.title, subject.path, html, ledger.sources, caveats, notes)
