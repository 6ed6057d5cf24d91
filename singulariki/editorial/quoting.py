"""Which sentences of layouts read differently with other figures: for the preview of an edition.

Every page whose profile changed is looked at, one after the other, with the sentences of its layout that hold tokens. What
does not come from the profile, such as the version of a release, changes on the other pages too: a spread of those shows
whether it does, and then all of them are looked at. Of a section's words a page prints those that the section's template asks
for there, so the section is drawn where one of them changes. Local notes are looked at on the page that they are of.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.safestring import SafeString

from citations.figures import Figure
from citations.jobs import Listener, ignore_progress
from citations.ledger import Ledger
from citations.models import Edition, Profile
from citations.preview.changes import NamedPage, WordsChange, register_words
from citations.selectors import edition_references
from singulariki.delivery.page_cache import code_version
from singulariki.editorial.expressions import Condition
from singulariki.editorial.models import Layout, SubjectPageMixin
from singulariki.editorial.narrative import Narrator, closing_of, draw_section, in_place_of, sentences_of
from singulariki.editorial.narrative.compiling import keys_of
from singulariki.editorial.narrative.reading import Sentence
from singulariki.editorial.published import current_stamp
from singulariki.editorial.registry import PageKind, Section, tokens_of
from singulariki.editorial.stored_blocks import block_condition, items, read_local_notes, wording_of

# Pages whose profile is the same that are looked at for what changes on all.
SPREAD = 24
RICH = True


@dataclass(frozen=True)
class Source:
    """A text of a layout: rich text or plain, and the part of the page that it is in.

    section  the one without which it is not printed, None for what stands in no section
    words    the words of that section, where the text is one of them
    only_if  where its block is printed; with `otherwise`, where it is not
    """

    part: str
    text: str
    is_rich: bool = False
    is_headline: bool = False
    section: Section | None = None
    words: Mapping[str, str] | None = None
    only_if: Condition | None = None
    otherwise: bool = False

    def is_hidden(self, sections: Collection[str]) -> bool:
        """Whether it is in one of these sections."""
        return self.section is not None and self.section.key in sections


@dataclass(frozen=True)
class _Quoted:
    """A sentence that depends on figures, in the source that it is of; `before` are those in whose place it is printed."""

    source: Source
    sentence: Sentence
    before: Sequence[Sentence]
    tokens: frozenset[str]


@dataclass
class _Hit:
    """How a sentence (by its number among the quoted ones) reads on the first page where it changes, and on how many it does."""

    number: int
    title: str
    path: str
    before: str
    after: str
    pages: int = 0
    dropped: int = 0
    dropped_page: NamedPage | None = None
    dropped_words: str = ""

    def note(self, title: str, path: str, before: str, after: str) -> None:
        """Count a page on which it reads differently."""
        self.pages += 1
        if before and not after:
            self.dropped += 1
            if self.dropped_page is None:
                self.dropped_page, self.dropped_words = NamedPage(title, path), before


def sources_of(kind: PageKind, blocks: list[Mapping]) -> Iterator[Source]:
    """The texts of a layout's blocks that may hold figures."""
    for block in blocks:
        condition = block_condition(block["value"])
        yield from (replace(source, only_if=condition) if condition else source for source in _texts_of(kind, block))


def _texts_of(kind: PageKind, block: Mapping) -> Iterator[Source]:
    value = block["value"]
    if block["type"] == "section" and value["section"] in kind.sections:
        section = kind.sections[value["section"]]
        part = section.label
        yield Source(part, value.get("heading") or "")
        yield Source(part, value.get("intro") or "", RICH, section=section)
        words = wording_of(section, value)
        yield from (Source(part, text, section=section, words=words) for text in words.values())
        yield Source(part, value.get("outro") or "", RICH, section=section)
    elif block["type"] == "narrative":
        part = "Opening paragraph" if value.get("placement") == "opening" else value.get("heading") or "Narrative"
        yield Source(part, value.get("heading") or "")
        yield Source(part, value["text"], RICH)
        yield Source(part, value.get("otherwise") or "", RICH, otherwise=True)
    elif block["type"] == "report_kit":
        part = value.get("heading") or "Report kit"
        yield Source(part, value["headline"], is_headline=True)
        others = (value.get("heading"), *items(value.get("factoids")), value.get("closing"), value.get("note"))
        yield from (Source(part, text or "") for text in others)


def sentences_stamp() -> str:
    """SHA-256 of all texts that may hold figures, and of the code that prints them. Of the same state of what editors write it is
    made once in a process; one query otherwise."""
    return _sentences_under(current_stamp())


@lru_cache(maxsize=2)
def _sentences_under(stamp: str) -> str:
    layouts = Layout.objects.filter(live=True).order_by("pk").values_list("kind", Cast("body", TextField()))
    content = hashlib.sha256(repr((code_version(), list(layouts))).encode())
    for page_class in _subject_page_classes():
        notes = page_class._default_manager.annotate(text=Cast("local_notes", TextField())).order_by("pk")
        for note in notes.filter(live=True).exclude(text="[]").values_list("pk", "text"):
            content.update(repr(note).encode())
    return content.hexdigest()


@register_words(stamp=sentences_stamp)
def changed_words(live: Edition, candidate: Edition, progress: Listener = ignore_progress) -> list[WordsChange]:
    """Sentences of published layouts and local notes that print something else on pages that both editions have."""
    changes = []
    for layout in Layout.objects.filter(live=True):
        kind = layout.page_kind
        if kind is not None:
            changes += _changes_of(kind, layout, live, candidate, progress)
    return changes + [change for page in _pages_with_notes() for change in _changes_of_notes(page, live, candidate)]


def _subject_page_classes() -> Iterator[Any]:
    return (page_class for page_class in apps.get_models() if issubclass(page_class, SubjectPageMixin))


def _pages_with_notes() -> Iterator[SubjectPageMixin]:
    """Published pages of subjects that editors have added to."""
    for page_class in _subject_page_classes():
        yield from page_class._default_manager.filter(live=True).exclude(local_notes=[]).iterator()


def _hidden(kind: PageKind) -> dict[str, set[str]]:
    """Sections that a page of the kind hides, by the key of its subject."""
    pages = (page for page in _pages_with_notes() if page.page_kind_key == kind.key)
    read = ((page.code, read_local_notes(page.local_notes.get_prep_value()).hidden) for page in pages)  # type: ignore[attr-defined]
    return {code: set(hidden) for code, hidden in read if hidden}


def _changes_of_notes(page: SubjectPageMixin, live: Edition, candidate: Edition) -> Iterator[WordsChange]:
    kind = page.page_kind
    if kind is None:
        return
    notes = read_local_notes(page.local_notes.get_prep_value())
    sources = [
        Source("local note", note.text, RICH, section=kind.sections.get(key))
        for side in (notes.before, notes.after)
        for key, found in side.items()
        for note in found
        if key not in notes.hidden
    ]
    sources += [Source("local note", reason) for reason in notes.hidden.values()]
    quoted = _quoted(kind, sources)
    hits: dict[int, _Hit] = {}
    if quoted:
        _look_at(kind, page.code, list(enumerate(quoted)), live, candidate, hits)  # type: ignore[attr-defined]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for one in hits.values():
        yield WordsChange(
            f"{kind.label}: local note",
            url,
            one.title,
            one.path,
            one.before,
            one.after,
            pages=1,
            of_pages=1,
            dropped=one.dropped,
            dropped_page=one.dropped_page,
            dropped_words=one.dropped_words,
        )


def _changes_of(kind: PageKind, layout: Layout, live: Edition, candidate: Edition, progress: Listener) -> list[WordsChange]:
    quoted = _quoted(kind, sources_of(kind, layout.body.get_prep_value()))
    if not quoted:
        return []
    hits, pages = _compare(kind, quoted, _hidden(kind), live, candidate, progress)
    url = reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])
    return [
        WordsChange(
            where=f"{kind.label}: {quoted[one.number].source.part}",
            edit_url=url,
            title=one.title,
            path=one.path,
            before=one.before,
            after=one.after,
            pages=one.pages,
            of_pages=pages,
            is_headline=quoted[one.number].source.is_headline,
            dropped=one.dropped,
            dropped_page=one.dropped_page,
            dropped_words=one.dropped_words,
        )
        for one in hits
    ]


def _quoted(kind: PageKind, sources: Iterable[Source]) -> list[_Quoted]:
    """The sentences that can change: those that depend on figures, and on none that nobody registers any more."""
    tokens = tokens_of(kind)
    closing = closing_of(tokens)
    quoted = []
    for source in sources:
        sentences = sentences_of(source.text, rich=source.is_rich, closing=closing)
        for number, sentence in enumerate(sentences):
            before, sentence = _under(source, in_place_of(sentences, number), sentence)
            keys = frozenset[str]().union(*map(keys_of, (*before, sentence)))
            if keys and keys <= tokens.keys():
                quoted.append(_Quoted(source, sentence, before, keys))
    return quoted


def _under(source: Source, before: Sequence[Sentence], sentence: Sentence) -> tuple[Sequence[Sentence], Sentence]:
    """A sentence, and those in whose place it is printed, under the condition of its block."""
    if source.only_if is None:
        return before, sentence
    condition: Sentence = (source.only_if,)
    return ((*before, condition), sentence) if source.otherwise else (before, (*condition, *sentence))


def _compare(
    kind: PageKind,
    quoted: Sequence[_Quoted],
    hidden: Mapping[str, set[str]],
    live: Edition,
    candidate: Edition,
    progress: Listener,
) -> tuple[list[_Hit], int]:
    """The sentences that change, and how many pages of the kind both editions have. One page at a time is in memory."""
    changed, same = _pages(kind, live, candidate)
    hits: dict[int, _Hit] = {}
    looked_at = count()

    def differs(page: str) -> bool:
        progress(f"Reading sentences: {kind.label}", next(looked_at), len(changed) + len(same))
        left_out = hidden.get(page, ())
        shown = [(number, one) for number, one in enumerate(quoted) if not one.source.is_hidden(left_out)]
        return _look_at(kind, page, shown, live, candidate, hits)

    for page in changed:
        differs(page)
    step = max(1, -(-len(same) // SPREAD))
    spread = [differs(page) for page in same[::step]]
    if any(spread):
        for number, page in enumerate(same):
            if number % step:
                differs(page)
    return list(hits.values()), len(changed) + len(same)


def _pages(kind: PageKind, live: Edition, candidate: Edition) -> tuple[list[str], list[str]]:
    """Keys of the pages that both editions have: those that changed, the sample subject first, and those that did not. Pages
    that are no profile of their own, such as lists, may always have changed."""
    before = Profile.objects.filter(edition=live, kind=kind.key, key=OuterRef("key")).values("digest")
    both = Profile.objects.filter(edition=candidate, kind=kind.key).annotate(before=Subquery(before)).exclude(before=None)
    changed = list(both.exclude(before=F("digest")).order_by("key").values_list("key", flat=True))
    same = list(both.filter(before=F("digest")).order_by("key").values_list("key", flat=True))
    if not (changed or same):
        there = {key for key, _ in kind.subjects(live)}
        changed = [key for key, _ in kind.subjects(candidate) if key in there]
    return sorted(changed, key=lambda key: key != kind.sample_subject), same


def _look_at(
    kind: PageKind, page: str, quoted: Sequence[tuple[int, _Quoted]], live: Edition, candidate: Edition, hits: dict[int, _Hit]
) -> bool:
    """Count what changes on a page in `hits`, by the sentence's number. Whether any token has another value."""
    before, after = _side(kind, live, page), _side(kind, candidate, page)
    if before is None or after is None:
        return False
    tokens = frozenset[str]().union(*(one.tokens for _, one in quoted))
    moved = {token for token in tokens if _told(before, token) != _told(after, token)}
    for number, one in quoted:
        if moved.isdisjoint(one.tokens):
            continue
        was, becomes = (side.sentence(one.sentence, one.before) for side in (before, after))
        if was != becomes:
            was, becomes = (text if side.prints(one.source) else "" for side, text in ((before, was), (after, becomes)))
        if was != becomes:
            profile = after.profile
            title, path = profile.title, profile.path  # type: ignore[attr-defined]
            hits.setdefault(number, _Hit(number, title, path, was, becomes)).note(title, path, was, becomes)
    return bool(moved)


def _told(narrator: Narrator, token: str) -> object:
    """All of a figure that can change what a sentence says."""
    value = narrator.value(token)
    return (value.value, value.text, value.group, value.at_least) if isinstance(value, Figure) else value


class _Side(Narrator):
    """A page in one of the editions: how sentences read there, and which of them it prints."""

    def __init__(self, kind: PageKind, profile: object, edition: Edition) -> None:
        super().__init__(tokens_of(kind), profile, Ledger(edition_references(edition)))
        self.asked: set[str] = set()
        self.contexts: dict[str, Mapping | None] = {}
        self.drawn: dict[str, set[str]] = {}

    def text(self, source: str) -> SafeString:
        self.asked.add(source)
        return super().text(source)

    def prints(self, source: Source) -> bool:
        """Whether the page has the section of the text and, where it is one of the section's words, whether that asks for it."""
        section = source.section
        if section is None:
            return True
        if section.key not in self.contexts:
            self.contexts[section.key] = section.context(self.profile)
        context = self.contexts[section.key]
        if context is None or source.words is None or section.late:
            return context is not None
        if section.key not in self.drawn:
            self.asked = set()
            draw_section(section, context, source.words, self, {"page": None, "request": None})
            self.drawn[section.key] = self.asked
        return source.text in self.drawn[section.key]


def _side(kind: PageKind, edition: Edition, page: str) -> _Side | None:
    profile = kind.profile(edition, page)
    return None if profile is None else _Side(kind, profile, edition)
