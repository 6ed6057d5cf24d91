"""Words as search compares them: without case, accents and plurals."""

import re
import unicodedata

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
    found = wanted_words(query)
    return found if any(len(word) >= FEWEST_LETTERS for word in found) else ()


def singular(word: str) -> str:
    """'technicians' → 'technician', 'secretaries' → 'secretary'; short words and those on -ss stay."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
