"""Which pages a query means, best first. Plain rules, so that a reader can tell why something was found."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from singulariki.delivery.search.catalogue import Catalogue, Entry, Name
from singulariki.delivery.search.words import as_typed, fold, wanted_words

# A page's own name counts more than a name that it only lists.
_OWN, _LISTED = 1.0, 0.6
# Spelling mistakes are worth a guess only where names are much alike.
_ALIKE = 0.72
_CODE = re.compile(r"[\d.-]{2,}")


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
    shares = _shares_of_words(catalogue, wanted)
    # The second text is the one that a matcher prepares, so it is the one that stays.
    matcher = SequenceMatcher(None, "", " ".join(wanted))
    found: list[tuple[float, str, Entry]] = []
    for number, entry in enumerate(catalogue.entries):
        shared = _shared_digits(code.group(), entry.name.code) if code else 0
        same = shares.get(number, 0.0)
        matcher.set_seq1(" ".join(entry.name.words))
        is_near = shared >= 2 or same >= 0.5
        # Likeness takes long to measure; its upper bounds do not.
        if not is_near and (not wanted or matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE):
            continue
        alike = matcher.ratio() if wanted else 0.0
        if is_near or alike >= _ALIKE:
            found.append((-(shared / 4 + alike + same), entry.name.code, entry))
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
