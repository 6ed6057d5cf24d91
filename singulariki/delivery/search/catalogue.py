"""What can be found in an edition. Apps compile it: a document of kind "search" each."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import ClassVar, NamedTuple

from citations.documents import Document, Record
from citations.models import Edition
from citations.reading import reader_of
from singulariki.delivery.editions import cached_per_edition
from singulariki.delivery.search.words import fold, words


class SearchEntry(Record, frozen=True):
    """A page that can be found. `also` are code and title of things that it lists, such as U.S. occupations."""

    code: str
    title: str
    path: str
    also: list[tuple[str, str]]


class SearchDocument(Document, frozen=True, kw_only=True):
    """Pages of one sort that can be found: what one is called, the classification that their codes are of."""

    kind: ClassVar[str] = "search"
    shape: ClassVar[int] = 2

    label: str
    classification: str
    entries: list[SearchEntry]


class Name(NamedTuple):
    """A name that leads to a page: its text, code, folded text and its words."""

    text: str
    code: str
    folded: str
    words: tuple[str, ...]


class Entry(NamedTuple):
    """A page that can be found. `also` are names of things it lists, such as U.S. occupations."""

    label: str
    classification: str
    path: str
    name: Name
    also: tuple[Name, ...]


class Catalogue:
    """Entries, and an index of their names, so that a query is compared with names that share something with it only.

    Names are spoken of by their number: `names[number]` with the number of its entry in `entry_of`.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: Sequence[Entry] = tuple(entries)
        self.names: list[Name] = []
        self.entry_of: list[int] = []
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for name in (entry.name, *entry.also):
                for word in set(name.words):
                    by_word[word].append(len(self.names))
                for text in {name.folded, name.code.casefold()}:
                    self._by_text[text].append(len(self.names))
                self.names.append(name)
                self.entry_of.append(number)
        self._by_word = dict(by_word)
        self._vocabulary = sorted(by_word)
        self._codes = sorted((name.code, number) for number, name in enumerate(self.names))
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        self._pair_counts: list[int] = []
        for number, entry in enumerate(self.entries):
            pairs = _pairs(entry.name.words)
            self._pair_counts.append(len(pairs))
            for pair in pairs:
                self._by_pair[pair].append(number)

    def begun_by(self, part: str) -> set[int]:
        """Names with a word that begins with this part of one."""
        first = bisect_left(self._vocabulary, part)
        numbers: set[int] = set()
        for place in range(first, len(self._vocabulary)):
            if not self._vocabulary[place].startswith(part):
                break
            numbers.update(self._by_word[self._vocabulary[place]])
        return numbers

    def called(self, folded: str) -> Sequence[int]:
        """Names whose folded text or code is this."""
        return self._by_text.get(folded, ())

    def coded(self, beginning: str) -> list[int]:
        """Names whose code begins with this."""
        numbers = []
        for place in range(bisect_left(self._codes, (beginning, 0)), len(self._codes)):
            code, number = self._codes[place]
            if not code.startswith(beginning):
                break
            numbers.append(number)
        return numbers

    def alike(self, asked: Sequence[str]) -> dict[int, float]:
        """Numbers of the entries whose own names share pairs of letters with the words asked for → how many of both's pairs
        they share, from 0 to 1 (Dice's coefficient): a first look at likeness, in one pass over the pairs."""
        pairs = _pairs(asked)
        shared = Counter(chain.from_iterable(self._by_pair.get(pair, ()) for pair in pairs))
        return {number: 2 * count / (len(pairs) + self._pair_counts[number]) for number, count in shared.items()}


@cached_per_edition
def catalogue_of(edition: Edition) -> Catalogue:
    """Everything that can be found in an edition. Ask for that of the live edition only: making it takes a moment."""
    reader = reader_of(edition, {})
    texts = reader.profiles(SearchDocument).order_by("key").values_list("document", flat=True)
    return Catalogue(
        Entry(
            label=document.label,
            classification=document.classification,
            path=entry.path,
            name=_name(entry.title, entry.code),
            also=tuple(_name(title, code) for code, title in entry.also),
        )
        for document in (reader.read(SearchDocument, text) for text in texts)
        for entry in document.entries
    )


def _name(text: str, code: str) -> Name:
    return Name(text, code, fold(text), words(text))


def _pairs(parts: Sequence[str]) -> set[str]:
    """Every two letters that stand beside each other, with the beginnings and ends of words."""
    text = f" {' '.join(parts)} "
    return {text[place : place + 2] for place in range(len(text) - 1)}
