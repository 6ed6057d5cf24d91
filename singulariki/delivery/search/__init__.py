"""Search over the live edition: titles and codes of pages, the other names that lead to them, and what rooms find themselves.

Which pages a query means is told by plain rules, best first, so that a reader can tell why something was found. What rooms find
beyond the catalogue is too much to keep in memory, so it is asked of the database, one query a source.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from django.utils.safestring import SafeString

from citations.figures import Figure
from citations.models import Edition
from citations.preview.names import never_seen
from singulariki.delivery.search.catalogue import Catalogue, Entry, Name, SearchDocument
from singulariki.delivery.search.words import as_typed, fold, telling_words, wanted_words

# A page's own name counts more than a name that it only lists.
_OWN, _LISTED = 1.0, 0.6
# Spelling mistakes are worth a guess only where names are much alike.
_ALIKE = 0.72
# Names whose likeness is measured letter by letter, of those with most pairs of letters in common.
LOOKED_AT = 16
_CODE = re.compile(r"[\d.-]{2,}")
# What is found are pages, which are spoken of themselves.
never_seen(SearchDocument.kind)


@dataclass(frozen=True)
class Hit:
    """A page found, how well it fits (higher is better), and the listed name that led to it, if it was not its own."""

    entry: Entry
    score: float
    through: Name | None = None


def search(catalogue: Catalogue, query: str) -> list[Hit]:
    """Pages whose code, title or listed names fit every word of the query, best first, ties by code."""
    query = as_typed(query)
    folded, wanted = fold(query), wanted_words(query)
    if not folded:
        return []
    fitting = set(catalogue.called(folded))
    if _CODE.fullmatch(folded):
        fitting.update(catalogue.coded(folded))
    elif wanted:
        fitting |= set.intersection(*(catalogue.begun_by(part) for part in wanted))
    by_entry: defaultdict[int, list[Name]] = defaultdict(list)
    for number in sorted(fitting):
        by_entry[catalogue.entry_of[number]].append(catalogue.names[number])
    hits = [_best(catalogue.entries[number], names, folded, wanted) for number, names in by_entry.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.name.code))


def nearest(catalogue: Catalogue, query: str, count: int = 5) -> list[Entry]:
    """Pages whose names come closest to what was typed, mistakes and all: by shared code digits, shared words and likeness."""
    query = as_typed(query)
    code, wanted = re.search(r"\d{1,4}", query), wanted_words(query)
    asked = code.group() if code else ""
    # How well an entry fits but for its likeness, and those that are near for this alone.
    fit = _shares_of_words(catalogue, wanted)
    near = {number for number, share in fit.items() if share >= 0.5}
    for number in {catalogue.entry_of[name] for name in catalogue.coded(asked[:2])} if len(asked) >= 2 else ():
        if (shared := _shared_digits(asked, catalogue.entries[number].name.code)) >= 2:
            near.add(number)
            fit[number] = fit.get(number, 0.0) + shared / 4
    # The likeness that tells takes long to measure, so it is measured of the few that a first look puts in front.
    first_look = catalogue.alike(wanted)
    for number, worth in fit.items():
        first_look[number] = first_look.get(number, 0.0) + worth
    # The second text is the one that a matcher prepares, so it is the one that stays.
    matcher = SequenceMatcher(None, "", " ".join(wanted))
    found: list[tuple[float, str, Entry]] = []
    for number in nlargest(LOOKED_AT, sorted(first_look), key=first_look.__getitem__):
        entry = catalogue.entries[number]
        matcher.set_seq1(" ".join(entry.name.words))
        if number not in near and matcher.quick_ratio() < _ALIKE:  # its upper bound
            continue
        alike = matcher.ratio() if wanted else 0.0
        if number in near or alike >= _ALIKE:
            found.append((-(fit.get(number, 0.0) + alike), entry.name.code, entry))
    return [entry for *_, entry in sorted(found, key=lambda item: item[:2])[:count]]


def _best(entry: Entry, names: list[Name], folded: str, wanted: tuple[str, ...]) -> Hit:
    """The entry by the one of these names of it that fits best; its own before listed ones."""
    own = max((_fit(name, folded, wanted) for name in names if name is entry.name), default=0.0) * _OWN
    through = max((name for name in names if name is not entry.name), key=lambda name: _fit(name, folded, wanted), default=None)
    listed = _fit(through, folded, wanted) * _LISTED if through else 0.0
    return Hit(entry, own) if own >= listed else Hit(entry, listed, through)


def _fit(name: Name, folded: str, wanted: tuple[str, ...]) -> float:
    """From 0 to 100 (this very name or code), of a name that fits."""
    if folded == name.code.casefold() or folded == name.folded:
        return 100.0
    if _CODE.fullmatch(folded):
        return 80.0
    whole = sum(part in name.words for part in wanted) / len(wanted)
    covered = len(wanted) / max(len(name.words), len(wanted))
    starts = name.words[0].startswith(wanted[0])
    return 30.0 + 25.0 * whole + 25.0 * covered + 10.0 * starts


def _shared_digits(asked: str, code: str) -> int:
    return next((length for length in range(min(len(asked), len(code)), 0, -1) if asked[:length] == code[:length]), 0)


def _shares_of_words(catalogue: Catalogue, wanted: tuple[str, ...]) -> dict[int, float]:
    """Number of an entry → the largest share of the words that one of its names has, begun alike."""
    begun = Counter(number for part in wanted for number in catalogue.begun_by(part))
    shares: dict[int, float] = {}
    for number, count in begun.items():
        entry = catalogue.entry_of[number]
        shares[entry] = max(shares.get(entry, 0.0), count / len(wanted))
    return shares


@dataclass(frozen=True)
class Found:
    """A page that a source found: what it is called, its address, and a line on what led to it (may be empty)."""

    title: str
    path: str
    meta: str = ""


@dataclass(frozen=True)
class FoundGroup:
    """What one source found under one heading, best first."""

    label: str
    results: Sequence[Found]


# From an edition and the words asked for (see `telling_words`), to groups. Two queries at most.
SearchSource = Callable[[Edition, tuple[str, ...]], Sequence[FoundGroup]]
_SOURCES: dict[str, SearchSource] = {}


def register_search_source(name: str, source: SearchSource) -> SearchSource:
    """Add a source; they are asked in the order of their names."""
    if name in _SOURCES:
        raise ValueError(f"Search source {name!r} is registered twice.")
    _SOURCES[name] = source
    return source


def found_elsewhere(edition: Edition, query: str, besides: Collection[str] = ()) -> list[FoundGroup]:
    """What all sources find of a query, but for the addresses `besides`; nothing where all words are too short to mean one
    thing."""
    wanted = telling_words(query)
    if not wanted:
        return []
    groups = [group for _, source in sorted(_SOURCES.items()) for group in source(edition, wanted)]
    others = [FoundGroup(group.label, [one for one in group.results if one.path not in besides]) for group in groups]
    return [group for group in others if group.results]


@dataclass(frozen=True)
class ResultRank:
    """The rank of a page found, and the picture of it that stands beside."""

    figure: Figure
    picture: SafeString


# From an edition and addresses of pages found, to the ranks of those that have one. What takes queries is kept per edition.
ResultRanks = Callable[[Edition, Collection[str]], Mapping[str, ResultRank]]
_RANKS: list[ResultRanks] = []


def register_result_ranks(ranks: ResultRanks) -> ResultRanks:
    """Have pages found show their ranks."""
    _RANKS.append(ranks)
    return ranks


def ranks_of(edition: Edition, paths: Collection[str]) -> dict[str, ResultRank]:
    """Address → rank, of the pages that have one."""
    return {path: rank for ranks in _RANKS for path, rank in ranks(edition, paths).items()} if paths else {}
