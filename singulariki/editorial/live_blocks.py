"""What live blocks of articles show (see `singulariki.editorial.blocks.live`), read from the edition that each asks for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from citations.figures import Figure
from citations.jobs import Listener, ignore_progress
from citations.ledger import Ledger
from citations.models import Edition
from citations.preview.changes import NamedPage, WordsChange, register_words
from citations.selectors import live_published_edition, published_edition
from singulariki.delivery.editions import edition_of, edition_prefix, show_edition
from singulariki.delivery.page_cache import code_version
from singulariki.delivery.query import Query
from singulariki.editorial.blocks import live
from singulariki.editorial.blocks.live import Absent, Drawn, code_of
from singulariki.editorial.expressions import Token, read_expression
from singulariki.editorial.home_features import notes_of
from singulariki.editorial.lists import Listing
from singulariki.editorial.models import ArticlePage
from singulariki.editorial.narrative import Narrator, draw_section
from singulariki.editorial.registry import FigureToken, PageKind, refuse_unknown_tokens, subject_at, tokens_of
from singulariki.editorial.rendering import published_wording
from singulariki.editorial.scoped import meanings, short_caveats


@dataclass(frozen=True)
class Quoted:
    """A page of an edition that a block reads."""

    kind: PageKind
    subject: Any
    edition: Edition

    @property
    def title(self) -> str:
        return self.subject.title

    @property
    def address(self) -> str:
        return f"{self.subject.prefix}{self.subject.path}"


def find_page(name: str, typed: str, edition_name: str, request: HttpRequest | None) -> Quoted:
    """The page that the field `name` asks for by a code or an address. Absent where there is none."""
    edition = _edition(edition_name, request)
    found = subject_at(code_of(typed))
    if found is None:
        raise Absent(
            name,
            f"“{typed[:80]}” is no page with figures. Give a code, such as 27-4014.00 or 3521, or the address of a page here.",
        )
    kind, key = found
    subject: Any = kind.profile(edition, key)
    if subject is None:
        raise Absent(name, f"The edition {edition.name} has no page “{typed[:80]}”.", edition.name)
    query = {key: value for key, value in parse_qsl(urlsplit(code_of(typed)).query) if key not in ("page", "format")}
    return Quoted(kind, replace(subject, prefix=edition_prefix(edition_name), parameters=Query(query)), edition)


def _edition(name: str, request: HttpRequest | None) -> Edition:
    if name:
        edition = published_edition(name)
        if edition is None:
            raise Absent("edition", f"No published edition is called “{name}”.")
        return edition
    live = edition_of(request) if request is not None else live_published_edition()
    if live is None:
        raise Absent("edition", "No edition is published yet, so there is nothing to show.")
    return live


def _token(quoted: Quoted, expression: str, name: str) -> Token:
    source = expression.strip().strip("{}").strip()
    read = read_expression(source)
    try:
        refuse_unknown_tokens([source], quoted.kind)
    except ValidationError as problem:
        raise Absent(name, problem.messages[0]) from problem
    if not isinstance(read, Token):
        raise Absent(name, "Give one figure here, such as median-pay. Conditions belong into a text.")
    return read


def _finished(page: Quoted, ledger: Ledger, html: SafeString, request: HttpRequest | None, address: str = "") -> Drawn:
    measures = {measure.key for measure in ledger.measures}
    datasets = {release.dataset for release in ledger.sources}
    versions = {slug: release.version for slug, release in ledger.releases.items()}
    caveats = short_caveats(measures, datasets, versions, request)
    return Drawn(
        html, page.title, address or page.address, page.edition.name, ledger.sources, caveats, notes_of(ledger, meanings(request))
    )


@live.PassageBlock.read_by
def read_passage(value: Mapping[str, Any], request: HttpRequest | None) -> Drawn:
    page = find_page("page", value["page"], value["edition"], request)
    ledger = page.subject.ledger()
    html = Narrator(tokens_of(page.kind), page.subject, ledger).html(value["text"].source)
    if not html.strip():
        why = f"Nothing of this is printed: {page.title} lacks its figures in the edition {page.edition.name}."
        raise Absent("text", why, page.edition.name)
    return _finished(page, ledger, SafeString(f'<div class="prose">{html}</div>'), request)


@live.FigureBlock.read_by
def read_figure(value: Mapping[str, Any], request: HttpRequest | None) -> Drawn:
    page = find_page("page", value["page"], value["edition"], request)
    token = _token(page, value["figure"], "figure")
    tokens, ledger = tokens_of(page.kind), page.subject.ledger()
    printed = Narrator(tokens, page.subject, ledger).text(f"{{{token.source}}}")
    label = tokens[token.key].label
    if not printed:
        raise Absent("figure", f"{page.title} has no “{label}” in the edition {page.edition.name}.", page.edition.name)
    context = {"printed": printed, "label": label, "title": page.title, "has_caption": bool(value.get("caption"))}
    html = SafeString(render_to_string("editorial/blocks/live_figure.html", context))
    return _finished(page, ledger, html, request)


@live.ChartBlock.read_by
def read_chart(value: Mapping[str, Any], request: HttpRequest | None) -> Drawn:
    page = find_page("page", value["page"], value["edition"], request)
    kind_key, _, key = value["chart"].partition("/")
    embed = None
    if page.kind.key == kind_key and page.kind.draw_chart is not None:
        embed = page.kind.draw_chart(request, page.subject, key)  # type: ignore[arg-type]
    if embed is None:
        name = dict(live.chart_choices()).get(value["chart"], value["chart"])
        raise Absent("chart", f"{page.title} has no chart “{name}” in the edition {page.edition.name}.", page.edition.name)
    shown = (list(embed.sources), list(embed.caveats), list(embed.notes))
    return Drawn(embed.html, page.title, page.address, page.edition.name, *shown)


# Rows of a list whose block says no number, as in a draft.
FEW = 10


@live.RankedListBlock.read_by
def read_ranked_list(value: Mapping[str, Any], request: HttpRequest | None) -> Drawn:
    page = find_page("address", value["address"], value["edition"], request)
    subject, sections = page.subject, page.kind.sections.values()
    drawn = ((section, context) for section in sections if (context := section.context(subject)) and "listing" in context)
    section, context = next(drawn, (None, None))
    if section is None or context is None:
        raise Absent("address", "The page at this address has no list that can be sorted. Give one such as /roles/?sort=median.")
    listing: Listing[Any] = context["listing"]
    order = "desc" if listing.asked.descending else "asc"
    taken = {**listing.query, "sort": listing.asked.sort, "order": order}
    if unread := ", ".join(f"{key}={text}" for key, text in subject.parameters.items() if taken.get(key) != text):
        raise Absent("address", f"The list cannot be asked for “{unread[:120]}”. Copy the address from the list itself.")
    rows = listing.found[: value["rows"] or FEW]
    sorted_by = listing.columns[listing.asked.sort]
    if not any(sorted_by.value(row) is not None for row in rows):
        raise Absent("address", f"The edition {page.edition.name} has nothing to rank at this address.", page.edition.name)
    heading, *others = ({**column, "url": "", "sort": ""} for column in context["columns"])
    shown = [column for column in others if value["columns"] == "all" or column["key"] == listing.asked.sort]
    ledger = subject.ledger()
    ledger.cite(dataset for dataset in section.datasets if dataset in ledger.releases)
    html = draw_section(
        replace(section, template="editorial/blocks/ranked_list.html"),
        {"rows": rows, "columns": [heading, *shown], "prefix": subject.prefix, "found": len(listing.found), "listing": listing},
        published_wording(page.kind.key, section),
        Narrator(tokens_of(page.kind), subject, ledger),
        {"request": request},
    )
    return _finished(page, ledger, html, request, listing.url(replace(listing.asked, page=1)))


@live.ComparisonBlock.read_by
def read_comparison(value: Mapping[str, Any], request: HttpRequest | None) -> Drawn:
    pages = [find_page("pages", typed, value["edition"], request) for typed in value["pages"]]
    if len(pages) < 2:
        raise Absent("pages", "Give two pages at least.")
    first = pages[0]
    if other := next((page for page in pages if page.kind.key != first.kind.key), None):
        raise Absent("pages", f"“{first.title}” and “{other.title}” are of different kinds and have no figures in common.")
    if not value["figures"]:
        raise Absent("figures", "Give one figure at least.")
    tokens, ledger = tokens_of(first.kind), first.subject.ledger()
    narrators = [Narrator(tokens, page.subject, ledger) for page in pages]
    rows = [_row(_token(first, source, "figures"), tokens, narrators) for source in value["figures"]]
    if empty := next((row["label"] for row in rows if row["is_empty"]), None):
        raise Absent("figures", f"None of these pages has “{empty}” in the edition {first.edition.name}.", first.edition.name)
    context = {
        "ledger": ledger,
        "pages": [{"title": page.title, "path": page.address} for page in pages],
        "rows": rows,
    }
    html = SafeString(render_to_string("editorial/blocks/comparison.html", context))
    return _finished(first, ledger, html, request)


def _row(token: Token, tokens: Mapping[str, FigureToken], narrators: list[Narrator]) -> dict[str, Any]:
    """A figure of all pages: its name, one of it to ask about, and a cell each: a figure (missing for a reason, too) or words."""
    declared = tokens[token.key]
    known = [narrator.value(token.key) for narrator in narrators]
    cells = []
    for narrator, value in zip(narrators, known, strict=True):
        # What a sentence leaves out, a table says why there is none of.
        is_held = all(dataset in narrator.ledger.releases for dataset in declared.datasets)
        found = declared.resolve(narrator.profile) if value is None and is_held else value
        # Put in words of its own, it is printed as in a sentence.
        put = narrator.text(f"{{{token.source}}}") if token.form and value is not None else ""
        cells.append({"figure": found if isinstance(found, Figure) else None, "words": put or value or "", "is_put": bool(put)})
    about = next((cell["figure"] for cell in cells if cell["figure"]), None)
    return {"label": declared.label, "about": about, "cells": cells, "is_empty": not any(known)}


SHOWN = 400


def articles_stamp() -> str:
    """SHA-256 of what published articles quote of the live edition, whichever it is. One query."""
    bodies = ArticlePage.objects.filter(live=True).order_by("pk").values_list("pk", Cast("body", TextField()))
    return hashlib.sha256(repr((code_version(), list(bodies))).encode()).hexdigest()


@register_words(stamp=articles_stamp)
def changed_articles(before: Edition, after: Edition, progress: Listener = ignore_progress) -> list[WordsChange]:
    """Live blocks of published articles that follow the live edition and print something else with another one."""
    changes = []
    for article in ArticlePage.objects.filter(live=True).exclude(body=[]):
        url, path = reverse("wagtailadmin_pages:edit", args=[article.pk]), article.get_url() or "/"
        for block in article.body:
            if not isinstance(block.block, live.LiveBlock) or block.value["edition"]:
                continue
            old, new = (_said_in(edition, block) for edition in (before, after))
            if old == new:
                continue
            is_lost = bool(old and not new)
            change = WordsChange(
                where=f"Article: {block.block.label}",
                edit_url=url,
                title=article.title,
                path=path,
                before=old[:SHOWN],
                after=new[:SHOWN],
                pages=1,
                of_pages=1,
                dropped=int(is_lost),
                dropped_page=NamedPage(article.title, path) if is_lost else None,
                dropped_words=old[:SHOWN] if is_lost else "",
            )
            changes.append(change)
    return changes


def _said_in(edition: Edition, block: Any) -> str:
    """The words and numbers of a block with an edition; empty where that lacks what it shows."""
    request = HttpRequest()
    show_edition(request, edition)
    try:
        html = block.block.read(block.value, request).html
    except Absent:
        return ""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
