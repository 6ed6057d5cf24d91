"""What blocks look like, by the example of the usual sample of the live edition, for the list that editors choose blocks from."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from citations.figures import Figure
from citations.models import Edition
from singulariki.delivery.editions import edition_of
from singulariki.delivery.templating import draw_component
from singulariki.editorial.blocks import layout, live, sections
from singulariki.editorial.blocks.examples import example_of
from singulariki.editorial.home_features import HOME_FEATURES
from singulariki.editorial.models import Caveat, articles, pages
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.page_renderer import draw_kit
from singulariki.editorial.registry import PAGE_KINDS, PageKind, tokens_of
from singulariki.editorial.rendering import render_part

# Nothing of it but its shape is shown.
_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='640' height='320'%3E%3Crect width='640' height='320' "
    "fill='%23888'/%3E%3C/svg%3E"
)


def _subject(kind: PageKind, request: HttpRequest) -> Any | None:
    edition = edition_of(request)
    return kind.profile(edition, kind.sample_subject) if edition else None


def _sentence(kind: PageKind, subject: Any) -> str:
    """The first figure that the sample has, in a sentence."""
    found = next(_figures(kind, subject), None)
    return f"<p>{tokens_of(kind)[found].label}: {{{found}}}.</p>" if found else f"<p>{subject.title}.</p>"


def _figures(kind: PageKind, subject: Any) -> Iterator[str]:
    for key, token in tokens_of(kind).items():
        if all(dataset in subject.releases for dataset in token.datasets):
            value = token.resolve(subject)
            if isinstance(value, Figure) and not value.is_missing:
                yield key


@example_of(layout.SectionFormBlock)
def section(block: layout.SectionFormBlock, request: HttpRequest) -> SafeString | str:
    """The section, as the sample has it."""
    subject = _subject(block.page_kind, request)
    if subject is None:
        return ""
    declared = block.section
    return render_part(
        block.page_kind.key, subject, subject.ledger(), section=declared.key, template=declared.template, request=request
    )


@example_of(layout.NarrativeBlock, sections.LocalNoteBlock)
def narrative(block: Any, request: HttpRequest) -> SafeString | str:
    """A sentence with a figure; a note on a page is set apart and signed."""
    kind = block.kind
    subject = _subject(kind, request) if kind else None
    html: str = "<p>Words of the editors.</p>"
    if subject is not None:
        html = Narrator(tokens_of(kind), subject, subject.ledger()).html(_sentence(kind, subject))
    if isinstance(block, sections.LocalNoteBlock):
        signed = '<p class="local-note__signed">Note by the editors</p>'
        return mark_safe(f'<div class="prose local-note" role="note">{html}{signed}</div>')
    return mark_safe(f'<div class="prose">{html}</div>')


@example_of(layout.CaveatBlock)
def caveat(block: Any, request: HttpRequest) -> SafeString:
    """The first published caveat."""
    shown = Caveat.objects.filter(live=True).first()
    text = mark_safe(shown.text) if shown else "What a figure does not say."
    return draw_component("caveat", title=shown.title if shown else "", text=text, standing=True)


@example_of(layout.ReportKitBlock)
def report_kit(block: layout.ReportKitBlock, request: HttpRequest) -> SafeString:
    """Two lines to quote."""
    subject = _subject(block.kind, request) if block.kind else None
    if block.kind is None or subject is None:
        return SafeString("")
    narrator = Narrator(tokens_of(block.kind), subject, subject.ledger())
    lines = [f"{tokens_of(block.kind)[key].label}: {{{key}}}." for key in list(_figures(block.kind, subject))[:2]]
    return draw_kit(narrator, {"headline": subject.title, "factoids": lines}, request)


@example_of(sections.HiddenSectionBlock)
def hidden(block: Any, request: HttpRequest) -> SafeString:
    """What stands in the place of a section that a page leaves out."""
    return SafeString('<p class="section__absent">This section is left out here. The figures are being looked at.</p>')


def _lists(edition: Edition) -> Iterator[str]:
    """Addresses of lists that can be sorted."""
    for kind in PAGE_KINDS.values():
        subject: Any = kind.profile(edition, kind.sample_subject) if kind.key_at and not kind.charts else None
        contexts = (section.context(subject) for section in kind.sections.values()) if subject is not None else ()
        if any(context and "listing" in context for context in contexts):
            yield subject.path


@example_of(live.LiveBlock)
def live_block(block: live.LiveBlock, request: HttpRequest) -> SafeString | str:
    """The block about the sample of the first kind that has figures and charts."""
    kind = next(iter(live.figure_kinds()), None)
    subject = _subject(kind, request) if kind else None
    if kind is None or subject is None:
        return ""
    figures = list(_figures(kind, subject))[:3]
    key = kind.sample_subject
    others = [code for code, _ in kind.subjects(subject.reader.edition)[:2] if code != key]
    value = {
        "page": key,
        "pages": [key, *others[:1]],
        "text": RichText(_sentence(kind, subject)),
        "figure": figures[0] if figures else "",
        "figures": figures,
        "chart": f"{kind.key}/{next(iter(kind.charts), '')}",
        "address": next(_lists(subject.reader.edition), ""),
        "rows": 3,
        "columns": "all",
        "caption": "",
        "edition": "",
    }
    return block.draw(value, request, "example")[0]


@example_of(sections.ProseBlock)
def prose(block: Any, request: HttpRequest) -> SafeString:
    """Words of all sorts."""
    return SafeString(
        '<div class="prose"><h2>A heading</h2><p>Words, <b>bold</b> and <i>slanted</i>, and a <a href="/">link</a>.</p>'
        "<ul><li>A list</li><li>of things</li></ul></div>"
    )


@example_of(articles.PictureBlock)
def picture(block: Any, request: HttpRequest) -> SafeString:
    """A grey one."""
    return format_html(
        '<figure class="picture"><img src="{}" alt="" width="640" height="320"><figcaption>What it shows. <span '
        'class="picture__credit">Photo: Jane Doe</span></figcaption></figure>',
        _PICTURE,
    )


@example_of(articles.TableBlock)
def table(block: Any, request: HttpRequest) -> str:
    """Two rows."""
    rows = [[{"value": "2024"}, {"value": "First words"}], [{"value": "2025"}, {"value": "Other words"}]]
    columns = [{"heading": "Year"}, {"heading": "What"}]
    value = {"caption": "What happened", "table": {"columns": columns, "rows": rows}, "source": "Our own notes"}
    return render_to_string("editorial/blocks/table.html", {"value": value})


@example_of(pages.QuoteLineBlock, pages.EntriesBlock)
def lines(block: Any, request: HttpRequest) -> str:
    """A line, or ways in, as readers see them."""
    entries = [{"title": "Methodology", "text": "What each measure says.", "url": "/methodology"}]
    value = {"label": "To be copied", "text": "A line that can be quoted as it is.", "heading": "Ways in", "entries": entries}
    return block.render(block.to_python(value), {"request": request})


@example_of(pages.FeatureBlock)
def feature(block: Any, request: HttpRequest) -> str:
    """Its names: each is drawn on the front page."""
    return format_html("<p>{}</p>", "; ".join(one.label for one in HOME_FEATURES.values()))
