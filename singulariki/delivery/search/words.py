"""Words as search compares them: without case, accents and plurals."""

import re
import unicodedata

# Words that say nothing about which occupation is meant.
_FILLERS = {"a", "an", "and", "at", "for", "in", "not", "of", "on", "or", "other", "the", "to", "with"}


def fold(text: str) -> str:
    """Lower case, without accents, white space collapsed."""
    plain = "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))
    return " ".join(plain.casefold().split())


def words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, in the singular as far as a simple rule tells."""
    found = [word for word in re.findall(r"[a-z0-9]+", fold(text)) if word not in _FILLERS]
    return tuple(singular(word) for word in found)


def singular(word: str) -> str:
    """'technicians' → 'technician', 'secretaries' → 'secretary'; short words and those on -ss stay."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
