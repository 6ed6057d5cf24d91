"""Where a sentence ends. Cautious: where in doubt the text stays in one piece, and so is shown or left out together."""

import re

# Stands for a token while sentence ends are looked for: its value can be anything.
PLACE = "￼"

ABBREVIATIONS = frozenset(
    {
        *(
            "e.g",
            "i.e",
            "cf",
            "vs",
            "etc",
            "viz",
            "ca",
            "approx",
            "al",
            "ibid",
            "resp",
            "incl",
            "excl",
            "est",
            "avg",
            "max",
            "min",
        ),
        *("ed", "eds", "vol", "no", "nos", "fig", "figs", "p", "pp", "sec", "ch", "dept", "gov", "inc", "ltd", "co", "corp"),
        *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "ph.d"),
    }
)
# Neither gives back what it has taken: a row of stops, or of white space, is gone over once, not once from each of them.
_END = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’»)\]]*+(?=\s)")
_NEXT = re.compile(rf"\s++[\"'“‘«(\[]*+[A-Z0-9À-ÞΑ-ΩА-Я{PLACE}*$]")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«—–-]+\Z")
# No abbreviation is longer, so no more is looked at of what stands before a stop.
LONGEST_ABBREVIATION = 40


def _is_abbreviation(before: str) -> bool:
    """Whether the last word of a text, which a full stop follows, is an abbreviation or an initial."""
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word = found.group()
    return (
        word.casefold() in ABBREVIATIONS
        or (len(word) == 1 and word.isalpha() and word != "I")
        or bool(re.fullmatch(r"(?:\w\.)+\w", word))
    )


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence but the last, before the white space that follows it.

    A stop ends a sentence where white space and then a capital, a digit, an opening quotation mark or a token follow, and
    the word before it is neither a known abbreviation nor an initial: "U.S. workers", "e.g. O*NET", "0.35" stay whole.
    """
    ends = []
    for found in _END.finditer(text):
        if not _NEXT.match(text, found.end()):
            continue
        start = found.start()
        if set(found.group(1)) == {"."} and _is_abbreviation(text[max(0, start - LONGEST_ABBREVIATION) : start]):
            continue
        ends.append(found.end())
    return ends
