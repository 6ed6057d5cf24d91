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
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+)")
_NEXT = re.compile(rf"\s+[\"'“‘«(\[]*[A-Z0-9À-ÞΑ-ΩА-Я{PLACE}*$]")
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘—–-]+?)\.+[\"'”’»)\]]*$")


def _ends_with_abbreviation(text: str) -> bool:
    found = _LAST_WORD.search(text)
    if not found:
        return False
    word = found.group(1)
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
        if found.group(0).startswith(".") and _ends_with_abbreviation(text[: found.end()]):
            continue
        ends.append(found.end())
    return ends
