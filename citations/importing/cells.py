"""Parsers of single cells. Each takes the raw cell (a string, number, bool, date or None) and returns a value or raises
`CellError` with what was expected. None is an empty cell; which spellings count as empty is up to the column."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import inf, isfinite, nan

from citations.importing.encodings import mended

Cell = str | float | int | bool | date | datetime | None
Parser = Callable[[Cell], object]


class CellError(ValueError):
    """The cell does not hold what its column promises; the message says what was expected."""


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
            raise CellError(expected)
        return value

    return parse


def decimal(minimum: float | None = None, maximum: float | None = None) -> Parser:
    """A finite number within bounds, both inclusive. Thousands separators are accepted."""
    bounds = _bounds(minimum, maximum)
    lowest, highest = -inf if minimum is None else minimum, inf if maximum is None else maximum

    def parse(cell: Cell) -> float:
        try:
            value = nan if isinstance(cell, bool) else float(cell.replace(",", "") if isinstance(cell, str) else cell)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            value = nan
        if not isfinite(value) or not lowest <= value <= highest:
            raise CellError(f"a number{bounds}")
        return value

    return parse


def integer(minimum: int | None = None, maximum: int | None = None) -> Parser:
    """A whole number within bounds; '7.0' from a spreadsheet counts."""
    as_decimal = decimal(minimum, maximum)
    bounds = _bounds(minimum, maximum)

    def parse(cell: Cell) -> int:
        try:
            value = as_decimal(cell)
        except CellError:
            raise CellError(f"a whole number{bounds}") from None
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
