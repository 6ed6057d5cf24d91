"""Which pages a query means, best first. Plain rules, so that a reader can tell why something was found."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from singulariki.delivery.search.catalogue import Catalogue, Entry, Name
from singulariki.delivery.search.words import fold, words

# A page's own name counts more than a name that it only lists.
_OWN, _LISTED = 1.0, 0.6
# Spelling mistakes are worth a guess only where names are much alike.
_ALIKE = 0.72


@dataclass(frozen=True)
class Hit:
    """A page found, how well it fits (higher is better), and the listed name that led to it, if it was not its own."""

    entry: Entry
    score: float
    through: Name | None = None


def search(catalogue: Catalogue, query: str) -> list[Hit]:
    """Pages whose code, title or listed names fit every word of the query, best first, ties by code."""
    folded, wanted = fold(query), words(query)
    if not folded:
        return []
    hits = [hit for entry in catalogue if (hit := _best(entry, folded, wanted)) is not None]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.name.code))


def nearest(catalogue: Catalogue, query: str, count: int = 5) -> list[Entry]:
    """Pages whose names come closest to what was typed, mistakes and all: by shared code digits, shared words and likeness."""
    code = re.search(r"\d{1,4}", query)
    folded = " ".join(words(query))
    found: list[tuple[float, str, Entry]] = []
    for entry in catalogue:
        shared = _shared_digits(code.group(), entry.name.code) if code else 0
        alike = SequenceMatcher(None, " ".join(words(entry.name.text)), folded).ratio() if folded else 0.0
        same = max(_share_of_words(folded.split(), name) for name in (entry.name, *entry.also))
        if shared >= 2 or alike >= _ALIKE or same >= 0.5:
            found.append((-(shared / 4 + alike + same), entry.name.code, entry))
    return [entry for *_, entry in sorted(found, key=lambda item: item[:2])[:count]]


def _best(entry: Entry, folded: str, wanted: tuple[str, ...]) -> Hit | None:
    own = _fit(entry.name, folded, wanted) * _OWN
    through = max(entry.also, key=lambda name: _fit(name, folded, wanted), default=None)
    listed = _fit(through, folded, wanted) * _LISTED if through else 0.0
    if max(own, listed) == 0:
        return None
    return Hit(entry, own) if own >= listed else Hit(entry, listed, through)


def _fit(name: Name, folded: str, wanted: tuple[str, ...]) -> float:
    """From 0 (no fit) to 100 (this very name or code)."""
    if folded == name.code.casefold() or folded == name.folded:
        return 100.0
    if re.fullmatch(r"[\d.-]{2,}", folded):
        return 80.0 if name.code.startswith(folded) else 0.0
    if not wanted or not all(any(word.startswith(part) for word in name.words) for part in wanted):
        return 0.0
    whole = sum(part in name.words for part in wanted) / len(wanted)
    covered = len(wanted) / max(len(name.words), len(wanted))
    starts = name.words[0].startswith(wanted[0])
    return 30.0 + 25.0 * whole + 25.0 * covered + 10.0 * starts


def _shared_digits(asked: str, code: str) -> int:
    return next((length for length in range(min(len(asked), len(code)), 0, -1) if asked[:length] == code[:length]), 0)


def _share_of_words(wanted: list[str], name: Name) -> float:
    return sum(any(word.startswith(part) for word in name.words) for part in wanted) / len(wanted) if wanted else 0.0
