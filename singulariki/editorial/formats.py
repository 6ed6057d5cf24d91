"""How a figure, or words, can be put in a sentence: each format turns what a token stands for into text, or into None where it
does not fit. A form is one or more formats by name ("short", "ordinal,a"), or texts to choose from by the number, between
strokes: two by how many ("task/tasks"), three by direction ("rose/fell/did not change")."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from citations.figures import LOW_PRECISION, Figure, in_words
from citations.measures import number, rounded

_SIGNS = "+−"
_SHARES = frozenset({"percent", "fine-percent"})
_PERCENTAGES = frozenset({"percentage", "fine-percentage"})
_SIGNED = frozenset({"signed", "signed-significant"})


def is_nought(figure: Figure) -> bool:
    """Whether it is printed as zero: '0', '0.0%', '0th'. What readers compare is what is printed."""
    return figure.value is not None and not figure.text.strip(f"{_SIGNS}$0.%th")


def is_count(figure: Figure) -> bool:
    """Whether it says how many of something there are."""
    return figure.measure.format == "number" and not figure.measure.decimals


def is_change(figure: Figure) -> bool:
    """Whether it is a change, which can go either way."""
    return figure.measure.format in _SIGNED or (figure.measure.format in _PERCENTAGES and "change" in figure.measure.key)


def as_printed(figure: Figure) -> float:
    """The number in the unit in which it is printed: 32 for '32%', 66430 for '$66,430'. LookupError for a missing one."""
    if figure.value is None:
        raise LookupError(f"{figure.measure.key} has no value here.")
    return float(Decimal(repr(figure.value)) * 100) if figure.measure.format in _SHARES else float(figure.value)


def fraction_of(figure: Figure) -> float | None:
    """The part of a whole that a share, a percentage or a percentile is, from 0 to 1; None for anything else."""
    kind, value = figure.measure.format, figure.value
    if (
        value is None
        or figure.at_least
        or is_change(figure)
        or not (kind in _SHARES or kind in _PERCENTAGES or kind == "ordinal")
    ):
        return None
    part = value if kind in _SHARES else value / 100
    return float(part) if 0 <= part <= 1 else None


def _bare(figure: Figure) -> str:
    """As printed, without what is said of its precision."""
    return figure.measure.text(figure.value) if figure.value is not None else figure.text


def _plain(figure: Figure) -> str:
    return re.sub(r"[$%+]|(?<=\d)(st|nd|rd|th)$| an hour$|^mean ", "", _bare(figure))


def _counted(figure: Figure) -> int | None:
    value = figure.value
    return int(rounded(value, 0)) if is_count(figure) and value is not None and value >= 0 else None


def _words(figure: Figure) -> str | None:
    count = _counted(figure)
    return None if count is None else in_words(count)


def _percent(figure: Figure) -> str | None:
    kind = figure.measure.format
    if kind in _SHARES or kind in _PERCENTAGES:
        return _bare(figure)
    return f"{_bare(figure)[:-2]}%" if kind == "ordinal" else None


def ordinal_of(whole: int) -> str:
    """1 → '1st', 1012 → '1,012th'."""
    suffix = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole:,}{suffix}"


def _ordinal(figure: Figure) -> str | None:
    if figure.measure.format == "ordinal":
        return _bare(figure)
    count = _counted(figure)
    return ordinal_of(count) if count else None


# Parts of a whole as people say them.
_PARTS = (
    *((1 / 10, "a tenth"), (1 / 5, "a fifth"), (1 / 4, "a quarter"), (1 / 3, "a third"), (2 / 5, "two fifths")),
    *((1 / 2, "half"), (3 / 5, "three fifths"), (2 / 3, "two thirds"), (3 / 4, "three quarters"), (4 / 5, "four fifths")),
    (9 / 10, "nine tenths"),
)
_OF = tuple((top / bottom, top, bottom) for top, bottom in (
    *((1, bottom) for bottom in (100, 50, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2)), (2, 5), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10),
))  # fmt: skip
# What differs by less is the part itself; half of the smallest part and what is as near the whole are words of their own.
_EXACT = 0.005
_LITTLE = 0.05


def _at_the_ends(part: float) -> str | None:
    if part in (0, 1):
        return "all" if part else "none"
    return "almost none" if part < _LITTLE else "nearly all" if part > 1 - _LITTLE else None


def _share(figure: Figure) -> str | None:
    part = fraction_of(figure)
    if part is None or (said := _at_the_ends(part)):
        return None if part is None else said
    nearest, words = min(_PARTS, key=lambda known: abs(known[0] - part))
    return words if abs(nearest - part) < _EXACT else f"about {words}"


def _one_in(figure: Figure) -> str | None:
    part = fraction_of(figure)
    if part is None or part < _OF[0][0] / 2 or part > 1 - _LITTLE:
        return None if part is None else _at_the_ends(part)
    nearest, top, bottom = min(_OF, key=lambda known: abs(known[0] - part) / known[0])
    words = f"{in_words(top)} in {in_words(bottom)}"
    return words if abs(nearest - part) < _EXACT * min(1, 10 * part) else f"about {words}"


_MILLION, _THOUSAND, _LONG = 1_000_000, 1_000, 10_000


def _short(figure: Figure) -> str | None:
    kind, value = figure.measure.format, figure.value
    if value is None or kind not in ("dollars", "number") or (kind == "number" and figure.measure.decimals):
        return None
    size, sign, unit = abs(value), "−" if value < 0 else "", "$" if kind == "dollars" else ""
    if rounded(size / _THOUSAND, 0) >= _THOUSAND:
        return f"{sign}{unit}{number(size / _MILLION, 1).removesuffix('.0')} million"
    if unit:
        return f"{sign}${number(size / _THOUSAND, 0)}k" if size >= _THOUSAND else _bare(figure)
    return f"{sign}{number(size / _THOUSAND, 0)},000" if size >= _LONG else _bare(figure)


def _signed(figure: Figure) -> str | None:
    text = _bare(figure)
    if not is_change(figure):
        return None
    return text if is_nought(figure) or text[0] in _SIGNS else f"+{text}"


def _absolute(figure: Figure) -> str:
    return _bare(figure).lstrip(_SIGNS)


# Letters whose names begin with a vowel: an X-ray, an HVAC, an R&D; but a U.S., and what is said as a word.
_VOWEL_NAMES = "AEFHILMNORSX"
_SAID_AS_WORDS = frozenset({"NASA", "NATO", "LASER", "RADAR", "SONAR", "NAFTA"})
# A u that is said like "you": user, unit, urologist, Ukraine; not umbrella, unusual, upon, urban.
_AS_YOU = re.compile(r"(?:uni(?:on|t|v|q|fo|fy|s|c|l)|u(?![np])[^\W\daeiou][rl]?[aeiou]|eu|ew|one\b|once\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|hono|heir|honest)", re.IGNORECASE)


def article(words: str) -> str:
    """'a' or 'an', as it is said before these words: an 8th, an 81%, an $11,000, a 110th, an hour, a union, an HVAC, a −8%."""
    first = words.lstrip("$“\"'(")
    if digits := re.match(r"\d+", first):
        read = digits[0]
        return "an" if read[0] == "8" or read in ("11", "18") else "a"
    word = re.match(r"[^\W\d_]+", first)
    if not word:
        return "a"
    is_letters = word[0].isupper() and word[0] not in _SAID_AS_WORDS and (len(word[0]) > 1 or not first[1:2].isspace())
    if is_letters:
        return "an" if word[0][0] in _VOWEL_NAMES else "a"
    if _SILENT_H.match(word[0]):
        return "an"
    return "an" if word[0][0].lower() in "aeiou" and not _AS_YOU.match(first) else "a"


# Names keep their capital in the middle of a sentence. Titles of occupations, elements and industries have these.
_NAMES = frozenset(
    {
        *(
            "African",
            "Afrikaans",
            "Alaska",
            "Albanian",
            "America",
            "American",
            "Americans",
            "Arabic",
            "Asia",
            "Asian",
            "Australian",
        ),
        *("Balkans", "Baltic", "Bengali", "Bosnian", "Braille", "Brazilian", "British", "Buddhist", "Bulgarian", "Burmese"),
        *(
            "Canada",
            "Canadian",
            "Caribbean",
            "Catholic",
            "Celtic",
            "Chicano",
            "China",
            "Chinese",
            "Christian",
            "Croatian",
            "Czech",
        ),
        *("Danish", "Dutch", "Egyptian", "English", "Eurasian", "Europe", "European", "Filipino", "Finnish", "French", "German"),
        *("Germanic", "Greek", "Hawaiian", "Hebrew", "Hindi", "Hindu", "Hispanic", "Hmong", "Hungarian", "Iberian", "Icelandic"),
        *("Indian", "Indonesian", "Internet", "Iranian", "Irish", "Islamic", "Italian", "Japanese", "Jewish", "Judaic", "Khmer"),
        *(
            "Korea",
            "Korean",
            "Lao",
            "Latin",
            "Mediterranean",
            "Mexican",
            "Microsoft",
            "Mongolian",
            "Native",
            "Norwegian",
            "Pacific",
        ),
        *(
            "Persian",
            "Polish",
            "Polynesian",
            "Portuguese",
            "Puerto",
            "Punjabi",
            "Rican",
            "Roman",
            "Romance",
            "Romanian",
            "Russian",
        ),
        *("Samoan", "Sanskrit", "Scandinavian", "Scottish", "Serbian", "Slavic", "Spanish", "States", "Swedish", "Tamil", "Thai"),
        *("Tibetan", "Turkish", "U.S.", "Ukraine", "Ukrainian", "United", "Urdu", "Vietnamese", "Welsh"),
    }
)


def lower(words: str) -> str:
    """A title as the middle of a sentence has it: 'Heating, HVAC Mechanics' → 'heating, HVAC mechanics'."""

    def plain(match: re.Match) -> str:
        word = match[0]
        return word if word in _NAMES or not word[1:].islower() else word.lower()

    return re.sub(r"[^\W\d_][\w’'.]*", plain, words) if not re.fullmatch(r"[A-Z]", words) else words


def capital(words: str) -> str:
    """With a capital at its beginning."""
    return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True)
class Format:
    """A way to put a value: what editors call it, and the text that it makes of a figure (None where it does not fit) or of
    words."""

    label: str
    of_figure: Callable[[Figure], str | None] | None = None
    of_words: Callable[[str], str] | None = None


FORMATS: dict[str, Format] = {
    "plain": Format("Number alone", _plain),
    "words": Format("In words up to ten", _words),
    "percent": Format("Percent", _percent),
    "ordinal": Format("Ordinal", _ordinal),
    "share": Format("Part of a whole", _share),
    "one-in": Format("One in so many", _one_in),
    "short": Format("Short", _short),
    "signed": Format("With its sign", _signed),
    "absolute": Format("Without its sign", _absolute),
    "lower": Format("Lower case, for the middle of a sentence", of_words=lower),
    "capital": Format("With a capital", of_words=capital),
    "a": Format("After a or an", of_words=lambda words: f"{article(words)} {words}"),
}
BY_COUNT, BY_DIRECTION = 2, 3
STROKE = "/"


@dataclass(frozen=True, slots=True)
class Form:
    """How a token is put: formats by name, or texts to choose from by its number. `source` as it is typed after the colon."""

    source: str
    formats: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def form_of(source: str) -> Form | None:
    """The form as it is typed; None where it is none."""
    if STROKE in source:
        texts = tuple(text.strip() for text in source.split(STROKE))
        return Form(source, texts=texts) if len(texts) in (BY_COUNT, BY_DIRECTION) and any(texts) else None
    names = tuple(name.strip() for name in source.split(","))
    return Form(source, formats=names) if all(name in FORMATS for name in names) else None


def _chosen(figure: Figure, texts: tuple[str, ...]) -> str | None:
    if figure.value is None:
        return None
    if len(texts) == BY_COUNT:
        return texts[0 if _plain(figure) == "1" else 1]
    return texts[2 if is_nought(figure) else 1 if figure.value < 0 else 0]


def _marked(text: str, figure: Figure) -> str:
    """With what is said of its precision."""
    return f"{text} or more" if figure.at_least else f"{text} {LOW_PRECISION}" if figure.low_precision else text


def put(value: Figure | str, form: Form) -> str | None:
    """What a token stands for, in this form; None where the form does not fit it, empty where nothing is to be said."""
    if form.texts:
        return _chosen(value, form.texts) if isinstance(value, Figure) else None
    text: str | None = None if isinstance(value, Figure) else value
    for name in form.formats:
        how = FORMATS[name]
        if how.of_figure is not None:
            made = how.of_figure(value) if text is None and isinstance(value, Figure) and not value.is_missing else None
            text = _marked(made, value) if made is not None and isinstance(value, Figure) else None
            if text is None:
                return None
        elif how.of_words is not None:
            text = how.of_words(text if text is not None else value.text if isinstance(value, Figure) else value)
    return text


def forms_for(value: Figure | str) -> Iterator[tuple[str, str, str]]:
    """Forms of one format that fit a value and read otherwise than it does: (name, label, how it reads)."""
    printed = value.text if isinstance(value, Figure) else value
    if isinstance(value, Figure) and value.is_missing:
        return
    for name in FORMATS:
        form = form_of(name)
        if form and (text := put(value, form)) is not None and text != printed:
            yield name, FORMATS[name].label, text
