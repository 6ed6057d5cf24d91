"""Parsers of single cells. Each takes the raw cell (a string, number, bool, date or None) and returns a value or raises
`CellError` with what was expected. None is an empty cell; which spellings count as empty is up to the column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import inf, isfinite, nan

from citations.importing.encodings import mended

Cell = str | float | int | bool | date | datetime | None
Parser = Callable[[Cell], object]


@dataclass(frozen=True)
class CommonCause:
    """Why cells, or whole files, are wrong, where one deed spoils many of them: one finding tells of all. `what` goes before “in
    35 cells”, or before “in 3 files” where `spoils` says so; `advice` is a sentence of its own."""

    kind: str
    what: str
    advice: str
    spoils: str = "cell"


_AGAIN = "Download the file again and upload it without opening it in another program."
# What else may be: then only a program can be taught to read it, and nobody has to save anything.
AS_PUBLISHED = f"{_AGAIN} If the publisher's own file is like this, tell a developer."
DATES = CommonCause(
    "dates-for-codes",
    "Dates stand where codes or figures belong",
    "A spreadsheet program takes a code such as 11-2011 for a month and a year as soon as it opens the file, and the date does "
    f"not tell what stood there. {_AGAIN}",
)
DASHES = CommonCause(
    "dashes-for-hyphens",
    "Dashes or special hyphens (– — ‑ −) stand where codes and figures have a plain hyphen (-)",
    f"A text or spreadsheet program puts them there, and may have changed more than that. {_AGAIN}",
)
ZEROS = CommonCause(
    "zeros-lost",
    "Codes lack the zeros that they begin or end with",
    f"A spreadsheet program takes such codes for numbers and drops the zeros when it saves the file. {_AGAIN}",
)


DECIMAL_COMMAS = CommonCause(
    "decimal-commas",
    "Numbers are written with decimal commas (3,5 for 3.5)",
    f"A spreadsheet program set to a language that writes them so does that when it saves the file. {_AGAIN}",
)
QUOTED = CommonCause(
    "text-resaved",
    "Text stands in quotation marks that are not the publisher's",
    "A spreadsheet program puts them around every cell that holds a comma when it saves the file, and also changes dates and "
    f"numbers. {_AGAIN}",
)
SEMICOLONS = CommonCause(
    "semicolons",
    "Semicolons stand between cells where the publisher has commas or tabs",
    "A spreadsheet program set to a language with decimal commas does that when it saves the file, and also changes numbers. "
    f"{AS_PUBLISHED}",
    spoils="file",
)


class CellError(ValueError):
    """The cell does not hold what its column promises; the message says what was expected.

    cause          what happened, where that shows
    out_of_bounds  it is a number like those of its column, only too small or too large
    """

    def __init__(self, expected: str, cause: CommonCause | None = None, *, out_of_bounds: bool = False) -> None:
        super().__init__(expected)
        self.cause, self.out_of_bounds = cause, out_of_bounds

    def reworded(self, expected: str) -> "CellError":
        """The same error with more to be expected, of a parser that takes something beside what another one does."""
        return CellError(expected, self.cause, out_of_bounds=self.out_of_bounds)


def text(maximum: int = 10_000) -> Parser:
    """A non-empty string of at most `maximum` characters; surrounding white space is dropped, whole numbers keep no '.0'."""

    def parse(cell: Cell) -> str:
        value = as_text(cell)
        if len(value) > maximum:
            raise CellError(f"text of at most {maximum:,} characters (it has {len(value):,})")
        if "\x00" in value:
            raise CellError("text without NUL characters")
        return value

    return parse


def as_text(cell: Cell) -> str:
    """The cell as a person would read it: 3521.0 from a spreadsheet is '3521', and “children‚Äôs” is “children’s”."""
    if isinstance(cell, str):
        return mended(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def matching(pattern: str, expected: str) -> Parser:
    """A code in a fixed form. `expected` completes 'expected …', e.g. 'an O*NET-SOC code like 27-4014.00'."""
    compiled = re.compile(pattern)

    def parse(cell: Cell) -> str:
        value = as_text(cell)
        if not compiled.fullmatch(value):
            raise CellError(expected, _what_happened(cell, lambda text: compiled.fullmatch(text) is not None, is_code=True))
        return value

    return parse


def decimal(minimum: float | None = None, maximum: float | None = None) -> Parser:
    """A finite number within bounds, both inclusive. Thousands separators are accepted: commas with three digits after each."""
    bounds = _bounds(minimum, maximum)
    lowest, highest = -inf if minimum is None else minimum, inf if maximum is None else maximum

    def fits(text: str) -> bool:
        return lowest <= _number(text) <= highest

    def parse(cell: Cell) -> float:
        value = _number(cell)
        if not lowest <= value <= highest:
            cause = _what_happened(cell, fits, is_code=False)
            raise CellError(f"a number{bounds}", cause, out_of_bounds=isfinite(value))
        return value

    return parse


def integer(minimum: int | None = None, maximum: int | None = None) -> Parser:
    """A whole number within bounds; '7.0' from a spreadsheet counts."""
    as_decimal = decimal(minimum, maximum)
    bounds = _bounds(minimum, maximum)

    def parse(cell: Cell) -> int:
        try:
            value = as_decimal(cell)
        except CellError as error:
            raise error.reworded(f"a whole number{bounds}") from None
        if not value.is_integer():  # type: ignore[attr-defined]
            raise CellError(f"a whole number{bounds}")
        return int(value)  # type: ignore[call-overload]

    return parse


def choice(values: Mapping[str, object]) -> Parser:
    """One of a few spellings, compared without regard to case; returns what it maps to."""
    folded = {key.casefold(): value for key, value in values.items()}
    expected = "one of " + ", ".join(repr(key) for key in values)

    def parse(cell: Cell) -> object:
        try:
            return folded[as_text(cell).casefold()]
        except KeyError:
            raise CellError(expected) from None

    return parse


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f" of at least {minimum:g}"
    if maximum is not None:
        return f" of at most {maximum:g}"
    return ""


_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"(?:\d{{1,4}}[-/. ])?{_MONTH}\.?[-/. ]\d{{1,4}}|\d{{1,4}}[-/. ]{_MONTH}"
    r"|\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?",
    re.IGNORECASE,
)
_WITH_COMMA = re.compile(r"[-+]?\d+,\d+")
_GROUPED = re.compile(r"\s*[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?\s*")
# What keyboards, word processors and spreadsheets write for a hyphen.
HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
# At most so many zeros are lost at either end of a code: 1 for 0001, 10 for 10.0000.
_LOST_BEFORE, _LOST_AFTER = ("", "0", "00", "000"), ("", "0", "00", "000", ".00", ".0000")


def _what_happened(cell: Cell, fits: Callable[[str], bool], *, is_code: bool) -> CommonCause | None:
    """Why a cell does not fit its column, where another program's hand shows in it. `fits` tells a good text from a bad one."""
    value = as_text(cell)
    if isinstance(cell, date) or _DATE.fullmatch(value):
        return DATES
    plain = value.translate(HYPHENS)
    if plain != value and (fits(plain) if is_code else isfinite(_number(plain))):
        return DASHES
    if _WITH_COMMA.fullmatch(value) and any(fits(f"{before}{value.replace(',', '.')}") for before in ("", "0")[: 1 + is_code]):
        return DECIMAL_COMMAS
    is_numeric = is_code and re.fullmatch(r"\d+(\.\d+)?", value)
    if is_numeric and any(fits(f"{before}{value}{after}") for before in _LOST_BEFORE for after in _LOST_AFTER):
        return ZEROS
    return None


def _number(cell: Cell) -> float:
    """The number that a cell holds; not a number (which lies within no bounds) where it holds none."""
    try:
        if isinstance(cell, str) and "," in cell:
            value = float(cell.replace(",", "")) if _GROUPED.fullmatch(cell) else nan
        else:
            value = nan if isinstance(cell, bool) else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return nan
    return value if isfinite(value) else nan
