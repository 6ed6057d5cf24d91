"""Words as search compares them: without case, accents and plurals."""

import re
import unicodedata
from array import array
from collections.abc import Iterable

# Words that say nothing about which occupation is meant.
_FILLERS = {"a", "an", "and", "at", "for", "in", "not", "of", "on", "or", "other", "the", "to", "with"}

# What a search box takes. Longer queries are cut, so that nobody can ask for an endless condition.
LONGEST_QUERY = 120
MOST_WORDS = 12
# Shorter words occur in too many titles to mean one thing by themselves.
FEWEST_LETTERS = 3


def as_typed(query: str) -> str:
    """A query as it was meant: white space collapsed, at most LONGEST_QUERY characters, and none that no text has (NUL)."""
    # Cut first, so that the rest costs the same however much was sent; white space is given some room.
    return " ".join(query[: LONGEST_QUERY * 4].replace("\0", " ").split())[:LONGEST_QUERY].rstrip()


def fold(text: str) -> str:
    """Lower case, without accents, white space collapsed."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))
    return " ".join(plain.casefold().split())


def words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, in the singular as far as a simple rule tells."""
    return tuple(singular(word) for word in re.findall(r"[a-z0-9]+", fold(text)) if word not in _FILLERS)


def wanted_words(query: str) -> tuple[str, ...]:
    """The words of a query that it is compared by: each once, MOST_WORDS at most."""
    return tuple(dict.fromkeys(words(as_typed(query))))[:MOST_WORDS]


def telling_words(query: str) -> tuple[str, ...]:
    """The words of a query to be looked up in the database, or none where all are too short to tell one thing from another."""
    wanted = wanted_words(query)
    return wanted if any(len(word) >= FEWEST_LETTERS for word in wanted) else ()


def singular(word: str) -> str:
    """'technicians' → 'technician', 'secretaries' → 'secretary'; short words and those on -ss stay."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class WordIndex:
    """Which of many rows have words in their titles, by the rows' ids: eight bytes a word, so that a database is not asked to
    look through all titles for what none of them has."""

    def __init__(self, titles: Iterable[tuple[int, str]]) -> None:
        self._ids: dict[str, array[int]] = {}
        for row, title in titles:
            for word in set(re.findall(r"[a-z0-9]+", title.lower())):
                self._ids.setdefault(word, array("q")).append(row)
        self._vocabulary = "\n".join(("", *self._ids, ""))

    def candidates(self, parts: Iterable[str], few: int) -> set[int]:
        """Ids of the rows that may have all of the parts of words (letters and digits, lower case); none without parts. Rare
        parts are looked at first, and no more of them once there are but `few` rows: the database compares those."""
        entries: set[int] | None = None
        for part in sorted(parts, key=self._vocabulary.count):
            entries = self._having(part) if entries is None else entries & self._having(part)
            if len(entries) <= few:
                break
        return entries or set()

    def _having(self, part: str) -> set[int]:
        rows: set[int] = set()
        place = self._vocabulary.find(part)
        while place >= 0:
            end = self._vocabulary.index("\n", place)
            rows.update(self._ids[self._vocabulary[self._vocabulary.rindex("\n", 0, place) + 1 : end]])
            place = self._vocabulary.find(part, end)
        return rows
