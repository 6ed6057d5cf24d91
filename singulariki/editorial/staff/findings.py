"""What reports list: figures that prose quotes, local notes, hidden sections, pages that lack data."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from citations.models import Edition
from citations.selectors import live_edition
from singulariki.delivery.page_cache import code_version
from singulariki.editorial.blocks.live import code_of
from singulariki.editorial.expressions import Condition, Token, label_of
from singulariki.editorial.models import ArticlePage, Layout, SubjectPageMixin
from singulariki.editorial.narrative import closing_of, sentences_of
from singulariki.editorial.narrative.compiling import keys_of
from singulariki.editorial.published import current_stamp
from singulariki.editorial.quoting import RICH, Source, sources_of
from singulariki.editorial.reach import KnownPages, PageValues, in_editors_words, known_pages, reach_of
from singulariki.editorial.registry import PAGE_KINDS, PageKind, labels_of, subject_at
from singulariki.editorial.staff.kept import Kept
from singulariki.editorial.staff.rows import Thing
from singulariki.editorial.stored_blocks import read_local_notes

# More notes than this on one page are many.
MANY_NOTES = 5


def subject_page_classes() -> list[Any]:
    """Page classes whose pages carry local notes on one subject."""
    return [model for model in apps.get_models() if issubclass(model, SubjectPageMixin)]


@dataclass(frozen=True)
class NoteRow:
    """A local note or a hidden section, on one page. `state` says who sees it."""

    thing: Thing
    kind: str
    code: str
    section: str
    section_key: str
    text: str
    by: str
    on: str
    state: str
    is_hiding: bool = False


PUBLISHED, DRAFT, GOING = "Published", "Draft", "Published, not in the draft"


def notes_of_pages(*, only_published: bool = False) -> list[NoteRow]:
    """Local notes and hidden sections of all pages, as readers see them and as newest drafts have them. Two queries for each kind
    of page."""
    rows: dict[int, list[NoteRow]] = {}
    for model in subject_page_classes():
        pages = model._default_manager.annotate(stored=Cast("local_notes", TextField())).defer("local_notes")
        for page in pages.filter(live=True).exclude(stored="[]"):
            rows[page.pk] = list(_notes_on(page, json.loads(page.stored or "[]"), PUBLISHED))
        if only_published:
            continue
        for page in pages.filter(Q(has_unpublished_changes=True) | Q(live=False)).select_related("latest_revision"):
            newest = page.latest_revision.content.get("local_notes") if page.latest_revision else page.stored
            draft = list(_notes_on(page, json.loads(newest or "[]"), PUBLISHED))
            shown = rows.get(page.pk, [])
            rows[page.pk] = [
                *(note if note in draft else replace(note, state=GOING) for note in shown),
                *(replace(note, state=DRAFT) for note in draft if note not in shown),
            ]
    return [note for notes in rows.values() for note in notes]


def _notes_on(page: Any, blocks: Iterable[Mapping], state: str) -> Iterator[NoteRow]:
    kind: PageKind | None = page.page_kind
    for block in blocks:
        value = block["value"]
        if block["type"] in ("note", "hidden"):
            key = value.get("section") or ""
            label = kind.sections[key].label if kind and key in kind.sections else key
            is_hiding = block["type"] == "hidden"
            yield NoteRow(
                Thing.of(page),
                kind.label if kind else "",
                page.code,
                label,
                key,
                plain(value.get("reason" if is_hiding else "text") or "", kind),
                value.get("by") or "",
                str(value.get("on") or ""),
                state,
                is_hiding,
            )


def plain(html: str, kind: PageKind | None) -> str:
    """Rich text in the editor's words, figures in brackets."""
    labels = labels_of(kind) if kind else {}
    return " ".join(in_editors_words(sentence, labels) for sentence in sentences_of(html, rich=True))


@dataclass(frozen=True)
class HiddenRow:
    """A section that a page hides, with who hid it and when, as far as versions tell."""

    note: NoteRow
    by: str
    at: datetime | None


def hidden_sections() -> list[HiddenRow]:
    """Sections that pages hide. Since when and by whom is read from the pages' versions."""
    notes = [note for note in notes_of_pages() if note.is_hiding]
    since = _first_hidden({note.thing.pk for note in notes})
    return [HiddenRow(note, *since.get((note.thing.pk, note.section_key), ("", None))) for note in notes]


def _first_hidden(pages: set[int]) -> dict[tuple[int, str], tuple[str, datetime]]:
    """For each hidden section of the pages, who made the first of the versions that hide it without a gap, and when."""
    since: dict[tuple[int, str], tuple[str, datetime]] = {}
    for model in subject_page_classes():
        kind = ContentType.objects.get_for_model(model)
        found = Revision.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in pages])
        for revision in found.select_related("user").order_by("created_at", "pk"):
            pk = int(revision.object_id)
            blocks = json.loads(revision.content.get("local_notes") or "[]")
            hidden = {block["value"].get("section") for block in blocks if block["type"] == "hidden"}
            for key in [known for known in since if known[0] == pk and known[1] not in hidden]:
                del since[key]
            for section in hidden:
                since.setdefault((pk, section), (name_of(revision.user), revision.created_at))
    return since


def name_of(user: Any) -> str:
    """What a person is called; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


@dataclass(frozen=True)
class QuotedRow:
    """A sentence that quotes figures, and on how many pages of how many it is printed."""

    thing: Thing
    what: str
    part: str
    sentence: str
    figures: str
    pages: int
    of_pages: int


_QUOTED = Kept[list[QuotedRow]]()


def quoted_figures() -> list[QuotedRow]:
    """Sentences of published layouts, local notes and articles that quote figures. Reckoned once for each state of what is
    published and each live edition, in some seconds; nothing while no edition is live."""
    edition = live_edition()
    if edition is None:
        return []
    key = (current_stamp(), edition.pk, edition.content_digest)
    kept = _QUOTED.under(key)
    return _QUOTED.keep(key, list(_quoted(edition))) if kept is None else kept


def _quoted(edition: Edition) -> Iterator[QuotedRow]:
    notes = notes_of_pages(only_published=True)
    for layout in Layout.objects.filter(live=True):
        if (kind := layout.page_kind) is not None:
            known = known_pages(kind, edition)
            hidden = hidden_on(kind, notes)
            for source in sources_of(kind, layout.body.get_prep_value()):
                here = [page for page in known.pages if is_printed(page, source, hidden)]
                what = "Report kit" if source.is_headline or source.part == "Report kit" else "Layout"
                yield from _rows(Thing.of(layout), what, replace(known, pages=here), source, len(known.pages))
    for model in subject_page_classes():
        for page in model._default_manager.filter(live=True).exclude(local_notes=[]):
            if (kind := page.page_kind) is not None:
                known = known_pages(kind, edition)
                here = [one for one in known.pages if one.key == page.code]
                for source in _texts_of_notes(kind, page):
                    yield from _rows(Thing.of(page), "Local note", replace(known, pages=here), source, 1)
    for article, kind_key, code, source in _texts_of_articles():
        known = known_pages(PAGE_KINDS[kind_key], edition)
        here = [one for one in known.pages if one.key == code]
        yield from _rows(Thing.of(article), "Article", replace(known, pages=here), source, 1)


def _texts_of_articles() -> Iterator[tuple[Any, str, str, Source]]:
    """Texts, figures and comparisons of published articles: the article, kind and key of the page that each reads, and its text
    with figures."""
    for article in ArticlePage.objects.filter(live=True).exclude(body=[]):
        for block in article.body:
            if block.block_type not in ("passage", "figure", "comparison"):
                continue
            value, part = block.value, str(block.block.label)
            for typed in value.get("pages") or [value.get("page")]:
                if found := subject_at(code_of(typed or "")):
                    source = Source(part, value["text"].source, RICH) if "text" in value else Source(part, _in_braces(value))
                    yield article, found[0].key, found[1], source


def _in_braces(value: Mapping[str, Any]) -> str:
    return " ".join(f"{{{name.strip('{} ')}}}." for name in value.get("figures") or [value.get("figure", "")])


def _texts_of_notes(kind: PageKind, page: Any) -> Iterator[Source]:
    notes = read_local_notes(page.local_notes.get_prep_value())
    for side in (notes.before, notes.after):
        for key, found in side.items():
            label = kind.sections[key].label if key in kind.sections else key
            yield from (Source(label, note.text, RICH) for note in found)
    yield from (Source(kind.sections[key].label if key in kind.sections else key, why) for key, why in notes.hidden.items())


def hidden_on(kind: PageKind, notes: Sequence[NoteRow] | None = None) -> set[tuple[str, str]]:
    """Published pages of the kind and the sections that each hides, by their keys."""
    notes = notes_of_pages(only_published=True) if notes is None else notes
    return {(note.code, note.section_key) for note in notes if note.is_hiding and note.kind == kind.label}


def is_printed(page: PageValues, source: Source, hidden: set[tuple[str, str]]) -> bool:
    """Whether the page has the section that a text stands in, and does not hide it."""
    section = source.section
    return section is None or (section.key not in page.absent and (page.key, section.key) not in hidden)


def _rows(thing: Thing, what: str, known: KnownPages, source: Source, of_pages: int) -> Iterator[QuotedRow]:
    sentences = sentences_of(source.text, rich=source.is_rich, closing=closing_of(known.tokens))
    if not any(map(keys_of, sentences)):
        return
    reach = reach_of(known, source.text, is_rich=source.is_rich, only_if=source.only_if, otherwise=source.otherwise)
    labels = labels_of(known.kind)
    for sentence, found in zip(sentences, reach.sentences, strict=True):
        quoted = (part for part in sentence if isinstance(part, Token | Condition))
        figures = [(label_of(part.source, labels) or part.source).removesuffix(":") for part in quoted]
        if figures:
            yield QuotedRow(thing, what, source.part, found.words, "; ".join(dict.fromkeys(figures)), found.pages, of_pages)


@dataclass(frozen=True)
class LackingRow:
    """A page, and the sections of its layout for which it has no data though most pages of its kind have some."""

    thing: Thing
    kind: str
    code: str
    sections: Sequence[str]

    @property
    def count(self) -> int:
        return len(self.sections)


_LACKING = Kept[list[LackingRow]]()


def lacking_pages(*, only_known: bool = False) -> list[LackingRow] | None:
    """Pages without data for sections that most pages of their kind have, those that lack most first. Reckoned once for each live
    edition, in some seconds, by one process for all that share a cache; with `only_known`, None until then."""
    edition = live_edition()
    if edition is None:
        return []
    key = (edition.pk, edition.content_digest)
    name = f"lacking-pages:{code_version()}:{edition.pk}:{edition.content_digest}"
    rows = _LACKING.under(key) or cache.get(name)
    if rows is None:
        if only_known:
            return None
        found = [row for model in subject_page_classes() for row in _lacking(model, edition)]
        rows = sorted(found, key=lambda row: (-row.count, row.kind, row.code))
        cache.set(name, rows, None)
    return _LACKING.keep(key, rows)


def _lacking(model: Any, edition: Edition) -> Iterator[LackingRow]:
    kind = PAGE_KINDS.get(model.page_kind_key)
    if kind is None:
        return
    known = known_pages(kind, edition)
    without = Counter(key for page in known.pages for key in page.absent)
    usual = [key for key in kind.sections if 2 * without[key] < len(known.pages)]
    pages = {page.code: page for page in model._default_manager.only("code", "title")}
    for one in known.pages:
        missing = [kind.sections[key].label for key in usual if key in one.absent]
        if missing and one.key in pages:
            yield LackingRow(Thing.of(pages[one.key]), kind.label, one.key, missing)


_MANY = Kept[list[tuple[Thing, int]]]()


def pages_with_many_notes() -> list[tuple[Thing, int]]:
    """Pages with many published notes, and how many each has, the most first. Read once for each state of what is published."""
    stamp = current_stamp()
    if (kept := _MANY.under(stamp)) is not None:
        return kept
    counts: Counter[Thing] = Counter()
    for model in subject_page_classes():
        pages = model._default_manager.annotate(stored=Cast("local_notes", TextField())).filter(live=True).exclude(stored="[]")
        for page in pages.only("title"):
            counts[Thing.of(page)] = sum(block["type"] == "note" for block in json.loads(page.stored))
    return _MANY.keep(stamp, [(thing, count) for thing, count in counts.most_common() if count > MANY_NOTES])
