"""On how many pages of a kind a text is printed, and how it reads there: what every page of the live edition has for each figure,
read once in a process for an edition (some seconds for a thousand pages), then asked as often as somebody types."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from citations.figures import Figure
from citations.ledger import Ledger
from citations.models import Edition
from singulariki.delivery.editions import cached_per_edition
from singulariki.editorial.expressions import Condition, Found, Otherwise, Token, label_of
from singulariki.editorial.narrative import Narrator, closing_of, is_otherwise, sentences_of
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
class OddSentence:
    """A sentence that on some pages may read oddly beside what is printed before it, or is not; and one of them."""

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
    clashes    sentences printed otherwise beside one that may say the contrary
    """

    pages: int
    of_pages: int
    sentences: Sequence[SentenceReach]
    examples: Sequence[PrintedOn]
    without: PrintedOn | None
    orphans: Sequence[OddSentence]
    clashes: Sequence[OddSentence]


def in_editors_words(sentence: Sentence, labels: Mapping[str, str]) -> str:
    """A sentence as its author sees it: its figures by what they are called, in brackets."""
    shown = (
        part.text
        if isinstance(part, Words)
        else f"[{label_of(part.source, labels) or part.source}]"
        if isinstance(part, Token | Condition | Otherwise)
        else ""
        for part in sentence
    )
    return " ".join("".join(shown).split())


class _Text:
    """A text being looked at: its sentences, and for each the first of those in whose place it stands."""

    def __init__(self, known: KnownPages, text: str, *, is_rich: bool) -> None:
        self.sentences = sentences_of(text, rich=is_rich, closing=closing_of(known.tokens))
        self.firsts: list[int] = []
        for place, sentence in enumerate(self.sentences):
            self.firsts.append(self.firsts[-1] if place and is_otherwise(sentence) else place)

    def printed(self, reader: Narrator) -> list[bool]:
        """Which of the sentences a page prints."""
        shown: list[bool] = []
        is_said = False
        for place, sentence in enumerate(self.sentences):
            is_said = False if self.firsts[place] == place else is_said
            shown.append(not is_said and reader.is_whole(sentence))
            is_said = is_said or shown[-1]
        return shown

    def words(self, reader: Narrator, shown: Sequence[bool]) -> str:
        return " ".join(reader.sentence(one) for one, is_shown in zip(self.sentences, shown, strict=True) if is_shown)

    def lonely(self, shown: Sequence[bool]) -> Iterator[int]:
        """Sentences without a figure that stand while what they may speak of, the one before or in its place, does not."""
        for place, sentence in enumerate(self.sentences):
            if place and shown[place] and not keys_of(sentence) and not is_otherwise(sentence):
                before = range(self.firsts[place - 1], place)
                if any(keys_of(self.sentences[n]) for n in before) and not any(shown[n] for n in before):
                    yield place

    def clashing(self, shown: Sequence[bool]) -> Iterator[int]:
        """Sentences that are printed otherwise although the one before those in whose place they stand asks of the same figure
        and is printed too."""
        for place in range(len(self.sentences)):
            first = self.firsts[place]
            if first and place != first and shown[place] and shown[first - 1]:
                asked = _asked(self.sentences[first - 1])
                if not asked.isdisjoint(frozenset().union(*map(_asked, self.sentences[first:place]))):
                    yield place


def _asked(sentence: Sentence) -> frozenset[str]:
    return frozenset(part.key for part in sentence if isinstance(part, Condition))


def holds(known: KnownPages, page: PageValues, condition: Condition) -> bool:
    """Whether the condition holds on one of the pages."""
    return _Reader(known.tokens, page).holds(condition)


def reach_of(known: KnownPages, text: str, *, is_rich: bool, only_if: Condition | None = None, otherwise: bool = False) -> Reach:
    """How far a text reaches: under the condition of its block, or on the pages where that does not hold."""
    source = _Text(known, text, is_rich=is_rich)
    nothing = [False] * len(source.sentences)
    pages: list[tuple[PageValues, list[bool]]] = []
    for page in known.pages:
        reader = _Reader(known.tokens, page)
        is_here = only_if is None or reader.holds(only_if) != otherwise
        pages.append((page, source.printed(reader) if is_here else nothing))

    def shown(found: tuple[PageValues, list[bool]]) -> PrintedOn:
        page, flags = found
        return PrintedOn(page.title, page.path, source.words(_Reader(known.tokens, page), flags))

    most = max((sum(flags) for _, flags in pages), default=0)
    whole = [found for found in pages if sum(found[1]) == most] if most else []
    less = [found for found in pages if sum(found[1]) < most] if most else pages
    labels = labels_of(known.kind)

    def warnings(odd: Callable[[Sequence[bool]], Iterator[int]]) -> list[OddSentence]:
        found: dict[int, list[tuple[PageValues, list[bool]]]] = {}
        for one in pages:
            for place in odd(one[1]):
                found.setdefault(place, []).append(one)
        words = {place: in_editors_words(source.sentences[place], labels) for place in found}
        return [OddSentence(words[place], len(found[place]), shown(found[place][0])) for place in sorted(found)]

    counts = [sum(flags[place] for _, flags in pages) for place in range(len(source.sentences))]
    without = next((found for found in less if not any(found[1])), less[0] if less else None)
    return Reach(
        pages=sum(any(flags) for _, flags in pages),
        of_pages=len(pages),
        sentences=[SentenceReach(in_editors_words(one, labels), n) for one, n in zip(source.sentences, counts, strict=True)],
        examples=[shown(found) for found in _with_each(_examples(whole, known), pages)],
        without=shown(without) if without else None,
        orphans=warnings(source.lonely),
        clashes=warnings(source.clashing),
    )


def _examples(pages: Sequence[tuple[PageValues, list[bool]]], known: KnownPages) -> list[tuple[PageValues, list[bool]]]:
    """The usual sample where it is among them, the one with the longest title, and one from the middle."""
    if not pages:
        return []
    usual = next((found for found in pages if found[0].key == known.kind.sample_subject), pages[0])
    longest = max(pages, key=lambda found: len(found[0].title))
    chosen = (usual, longest, pages[len(pages) // 2])
    return list({found[0].key: found for found in chosen}.values())[:EXAMPLES]


def _with_each(
    chosen: list[tuple[PageValues, list[bool]]], pages: Sequence[tuple[PageValues, list[bool]]]
) -> list[tuple[PageValues, list[bool]]]:
    """The examples, and after them the first page that prints a sentence which none of them does: what is said otherwise."""
    if not chosen:
        return chosen
    for place in range(len(chosen[0][1])):
        if not any(flags[place] for _, flags in chosen) and len(chosen) < 2 * EXAMPLES:
            chosen += [found for found in pages if found[1][place]][:1]
    return chosen


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
