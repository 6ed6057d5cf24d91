"""On how many pages of a kind a text is printed, and how it reads there: what every page of the live edition has for each figure,
read once in a process for an edition (some seconds for a thousand pages), then asked as often as somebody types."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import cached_property

from citations.figures import Figure
from citations.ledger import Ledger
from citations.models import Edition
from singulariki.delivery.editions import cached_per_edition
from singulariki.editorial.expressions import Condition, Found, Otherwise, Token, label_of
from singulariki.editorial.narrative import Narrator, closing_of, in_place_of, is_otherwise, sentences_of
from singulariki.editorial.narrative.compiling import keys_of
from singulariki.editorial.narrative.reading import Sentence, Words
from singulariki.editorial.registry import FigureToken, PageKind, labels_of, tokens_of

EXAMPLES = 3


@dataclass(frozen=True)
class PageValues:
    """What one page has for the figures and sections of its kind."""

    key: str
    title: str
    path: str
    values: Mapping[str, Figure | str]
    absent: frozenset[str]


@dataclass(frozen=True)
class KnownPages:
    """All pages of a kind in an edition."""

    kind: PageKind
    tokens: Mapping[str, FigureToken]
    pages: Sequence[PageValues]

    @cached_property
    def by_key(self) -> Mapping[str, PageValues]:
        return {page.key: page for page in self.pages}


class _Reader(Narrator):
    """Reads sentences as a page prints them, from the values that it is known to have."""

    def __init__(self, tokens: Mapping[str, FigureToken], page: PageValues) -> None:
        super().__init__(tokens, page, Ledger({}))

    def value(self, key: str) -> Found:
        return self.profile.values.get(key)  # type: ignore[attr-defined]


def _value(token: FigureToken, profile: Any, held: Mapping[str, object]) -> Found:
    if any(dataset not in held for dataset in token.datasets):
        return None
    value = token.resolve(profile)
    return None if isinstance(value, Figure) and value.is_missing else value or None


def _read(kind: PageKind, edition: Edition) -> KnownPages:
    tokens = tokens_of(kind)
    pages = []
    for key, title in kind.subjects(edition):
        profile: Any = kind.profile(edition, key)
        if profile is None:
            continue
        found = ((name, _value(token, profile, profile.releases)) for name, token in tokens.items())
        values = {name: value for name, value in found if value is not None}
        sections = kind.sections.values()
        absent = frozenset(section.key for section in sections if not section.late and section.context(profile) is None)
        pages.append(PageValues(key, title, profile.path, values, absent))
    return KnownPages(kind, tokens, pages)


_KNOWN: dict[str, Callable[[Edition], KnownPages]] = {}


def known_pages(kind: PageKind, edition: Edition) -> KnownPages:
    """All pages of the kind in a compiled edition."""
    return _KNOWN.setdefault(kind.key, cached_per_edition(partial(_read, kind)))(edition)


@dataclass(frozen=True)
class PrintedOn:
    """A page, and what it prints of a text; empty where nothing."""

    title: str
    path: str
    words: str


@dataclass(frozen=True)
class SentenceReach:
    """A sentence in the editor's words, and on how many pages it is printed."""

    words: str
    pages: int


@dataclass(frozen=True)
class Orphan:
    """A sentence without a figure that on some pages stands without the one before it, which it may speak of."""

    words: str
    pages: int
    example: PrintedOn


@dataclass(frozen=True)
class Reach:
    """pages      how many print any of the text, of how many
    sentences  each with its own number, where they differ
    examples   some that print all that any does: the usual sample, the longest and one in between
    without    one that leaves something out, or prints nothing
    orphans    sentences that may stand alone
    """

    pages: int
    of_pages: int
    sentences: Sequence[SentenceReach]
    examples: Sequence[PrintedOn]
    without: PrintedOn | None
    orphans: Sequence[Orphan]


def _in_editors_words(sentence: Sentence, labels: Mapping[str, str]) -> str:
    shown = (
        part.text
        if isinstance(part, Words)
        else f"[{label_of(part.source, labels) or part.source}]"
        if isinstance(part, Token | Condition | Otherwise)
        else ""
        for part in sentence
    )
    return " ".join("".join(shown).split())


def _is_orphan_of(sentence: Sentence, before: Sentence) -> bool:
    return not keys_of(sentence) and not is_otherwise(sentence) and bool(keys_of(before))


def reach_of(known: KnownPages, text: str, *, is_rich: bool, only_if: Condition | None = None, otherwise: bool = False) -> Reach:
    """How far a text reaches: under the condition of its block, or on the pages where that does not hold."""
    sentences = sentences_of(text, rich=is_rich, closing=closing_of(known.tokens))
    labels = labels_of(known.kind)
    counts, lonely = [0] * len(sentences), [0] * len(sentences)
    alone: dict[int, PrintedOn] = {}
    whole: list[PrintedOn] = []
    partly: list[PrintedOn] = []
    most = 0
    for page in known.pages:
        reader = _Reader(known.tokens, page)
        is_here = only_if is None or reader.holds(only_if) != otherwise
        said = [reader.sentence(one, in_place_of(sentences, place)) if is_here else "" for place, one in enumerate(sentences)]
        printed = PrintedOn(page.title, page.path, " ".join(filter(None, said)))
        for place, words in enumerate(said):
            counts[place] += bool(words)
            if words and place and _is_orphan_of(sentences[place], sentences[place - 1]) and not said[place - 1]:
                lonely[place] += not _has_stand_in(sentences, said, place)
                alone.setdefault(place, printed)
        shown = sum(map(bool, said))
        if shown > most:
            most, whole, partly = shown, [], [*whole, *partly]
        (whole if shown == most and shown else partly).append(printed)
    return Reach(
        pages=sum(bool(page.words) for page in (*whole, *partly)),
        of_pages=len(known.pages),
        sentences=[SentenceReach(_in_editors_words(one, labels), count) for one, count in zip(sentences, counts, strict=True)],
        examples=_examples(whole, known),
        without=next((page for page in partly if not page.words), partly[0] if partly else None),
        orphans=[Orphan(_in_editors_words(sentences[n], labels), lonely[n], alone[n]) for n in sorted(alone) if lonely[n]],
    )


def _has_stand_in(sentences: Sequence[Sentence], said: Sequence[str], place: int) -> bool:
    """Whether what stands before the sentence is printed in another's place."""
    before = place - 1
    while before and is_otherwise(sentences[before]):
        before -= 1
        if said[before]:
            return True
    return False


def _examples(pages: Sequence[PrintedOn], known: KnownPages) -> list[PrintedOn]:
    """The usual sample where it is among them, the longest, and one from the middle."""
    if not pages:
        return []
    sample = known.by_key.get(known.kind.sample_subject)
    usual = next((page for page in pages if sample is not None and page.path == sample.path), pages[0])
    longest = max(pages, key=lambda page: len(page.words))
    return list(dict.fromkeys((usual, longest, pages[len(pages) // 2])))[:EXAMPLES]


@dataclass(frozen=True)
class Find:
    """A sort of page worth a look: what editors call it, and which pages are of it."""

    key: str
    label: str


FINDS = (
    Find("missing-pay", "Without pay"),
    Find("no-ratings", "Without ratings"),
    Find("shared-figures", "With figures of a wider group"),
    Find("least", "With least data"),
    Find("longest", "With the longest title"),
)
_PAY, _RATINGS = "median-pay", ("work-activities", "knowledge-skills-abilities", "importance")


def finds_of(known: KnownPages) -> Iterator[tuple[Find, PageValues]]:
    """For each sort of page the first that is of it, where the kind has such pages."""
    pages = known.pages
    if not pages:
        return
    ways = {
        "missing-pay": (page for page in pages if _PAY in known.tokens and _PAY not in page.values),
        "no-ratings": (page for page in pages if any(name in page.absent for name in _RATINGS)),
        "shared-figures": (
            page for page in pages if any(isinstance(one, Figure) and one.group is not None for one in page.values.values())
        ),
        "least": iter([min(pages, key=lambda page: len(page.values))] if known.tokens else []),
        "longest": iter([max(pages, key=lambda page: len(page.title))]),
    }
    for find in FINDS:
        if (page := next(ways[find.key], None)) is not None:
            yield find, page
