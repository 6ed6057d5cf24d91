"""Measures: what a figure is a value of. Declared once, in code, by the app whose recipes compute it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import ParamSpec

P = ParamSpec("P")


def rounded(value: float, decimals: int) -> Decimal:
    """The value to a number of decimals, halves away from zero, as its shortest decimal notation reads (0.265 → 0.27)."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, decimals: int) -> str:
    """1234.5 → '1,235' at 0 decimals, −3 → '−3'. Never prints a negative zero."""
    quantized = rounded(value, decimals)
    return f"{'−' if quantized < 0 else ''}{abs(quantized):,}"


def signed(value: float, decimals: int) -> str:
    """A change, with its sign: '+0.10', '−0.01', '0.00'."""
    quantized = rounded(value, decimals)
    return f"{'+' if quantized > 0 else '−' if quantized < 0 else ''}{abs(quantized):,}"


def percent(value: float, decimals: int) -> str:
    """A share between 0 and 1 as a percentage: 0.32 → '32%'."""
    return f"{number(float(Decimal(repr(value)) * 100), decimals)}%"


def percentage(value: float, decimals: int) -> str:
    """A number that is a percentage already, as publishers print it: −1.7 → '−1.7%'."""
    return f"{number(value, decimals)}%"


def fine_percentage(value: float, decimals: int) -> str:
    """A percentage that can be tiny: below 1 with two significant digits, 0.003389 → '0.0034%'; otherwise as `percentage`."""
    if not value or abs(value) >= 1:
        return percentage(value, decimals)
    leading = -Decimal(repr(value)).adjusted()
    return percentage(value, max(decimals, leading + 1))


def significant(value: float, decimals: int) -> str:
    """A score on a small range, with two significant digits at least: 0.4715 → '0.47', 0.0472 → '0.047'; 0 and 1 as such."""
    return number(value, 0 if value == int(value) else max(decimals, 1 - Decimal(repr(value)).adjusted()))


def signed_significant(value: float, decimals: int) -> str:
    """The same with its sign, for scores around an average of 0: '+0.47', '−1.36', '−0.012'."""
    text = significant(value, decimals)
    return f"+{text}" if value > 0 else text


def fine_percent(value: float, decimals: int) -> str:
    """A share between 0 and 1 as a percentage, below 1% with two significant digits: 0.0042 → '0.42%'."""
    return fine_percentage(float(Decimal(repr(value)) * 100), decimals)


def mean_of_percentiles(value: float, decimals: int) -> str:
    """A mean that stands where others have a rank, and says so: 47.31 → 'mean 47.3'."""
    return f"mean {number(value, decimals)}"


def ordinal(value: float, decimals: int = 0) -> str:
    """64.87 → '65th'. Percentiles are printed as whole ordinals; the highest as '99th', since none is higher than all."""
    whole = min(int(rounded(value, 0)), 99)
    suffix = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole:,}{suffix}"


def dollars(value: float, decimals: int) -> str:
    """66430 → '$66,430', a loss → '−$5'."""
    text = number(value, decimals)
    return f"−${text[1:]}" if text.startswith("−") else f"${text}"


def dollars_an_hour(value: float, decimals: int) -> str:
    """29.44 → '$29.44 an hour'."""
    return f"{dollars(value, decimals)} an hour"


def two_digits(value: float, decimals: int) -> str:
    """What a standard error is printed as: two significant digits, but no more than these decimals, and never nought. At two
    decimals 691.65 → '690', 0.125 → '0.13', 0.0412 → '0.04', 0.0004 → '0.01'."""
    exact = max(Decimal(repr(value)), Decimal(1).scaleb(-decimals))
    return f"{exact.quantize(Decimal(1).scaleb(max(exact.adjusted() - 1, -decimals)), rounding=ROUND_HALF_UP):,f}"


# Standard errors below this have cents.
SMALL_DOLLARS = 10
# Formats of shares between 0 and 1 that are printed as percentages.
_PERCENT = ("percent", "fine-percent")
FORMATS: dict[str, Callable[[float, int], str]] = {
    "number": number,
    "signed": signed,
    "significant": significant,
    "signed-significant": signed_significant,
    "percent": percent,
    "percentage": percentage,
    "fine-percent": fine_percent,
    "fine-percentage": fine_percentage,
    "ordinal": ordinal,
    "mean": mean_of_percentiles,
    "dollars": dollars,
    "dollars-an-hour": dollars_an_hour,
}


@dataclass(frozen=True)
class Measure:
    """What a number on a page measures.

    key            stable name, also the anchor on /methodology
    label          what a table heading calls it
    unit           in words: "on a scale from 0 to 1", "people", "U.S. dollars a year"
    decimals       shown; the API gives full precision
    format         one of FORMATS
    direction      what a higher value says, in words
    datasets       slugs of the datasets that every value of it comes from
    means          one line: what it measures
    does_not_mean  one line: what it must not be read as
    recipe         key of the recipe that derives it; empty where the value is the publisher's own
    is_retired     no compiler makes values of it any more; kept for editions that have some, never deleted
    theme          heading that the reference of measures sets it under; editions of before there were themes have none
    """

    key: str
    label: str
    unit: str
    decimals: int
    datasets: tuple[str, ...]
    means: str
    does_not_mean: str
    format: str = "number"
    direction: str = ""
    recipe: str = ""
    is_retired: bool = False
    theme: str = ""

    def __hash__(self) -> int:
        return hash(self.key)

    def text(self, value: float) -> str:
        """The value as pages print it."""
        return FORMATS[self.format](value, self.decimals)

    def exact(self, value: float) -> str:
        """The value at full published precision; shares that are printed as percentages as such."""
        exact = Decimal(repr(value)) * (100 if self.format in _PERCENT else 1)
        digits = f"{abs(exact):,f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{'−' if exact < 0 else ''}{digits}{'%' if self.format in _PERCENT else ''}"

    def error_text(self, error: float) -> str:
        """A standard error of a value as pages print it beside the value: dollars as '$1,100', those of an hour and below ten
        with cents ('$7.10'); shares in percentage points, with no more decimals than the share; others with one more at most,
        and no more than two."""
        if self.format == "dollars-an-hour" or (self.format == "dollars" and error < SMALL_DOLLARS):
            return dollars(max(error, 0.01), 2)
        if self.format == "dollars":
            return f"${two_digits(error, 0)}"
        if self.format in _PERCENT:
            return f"{two_digits(float(Decimal(repr(error)) * 100), self.decimals)} points"
        if self.format.endswith("percentage"):
            return f"{two_digits(error, self.decimals)} points"
        return two_digits(error, min(self.decimals + 1, 2))


@dataclass
class MeasureRegistry:
    """All measures by key. `declare_measure(...)` registers; reading an unknown key names the known ones."""

    by_key: dict[str, Measure] = field(default_factory=dict)

    def declare(self, measure: Measure) -> Measure:
        if measure.key in self.by_key:
            raise ValueError(f"Measure {measure.key!r} is declared twice.")
        if measure.format not in FORMATS:
            raise ValueError(f"Measure {measure.key!r} has unknown format {measure.format!r}; known: {', '.join(FORMATS)}.")
        if not measure.datasets:
            raise ValueError(f"Measure {measure.key!r} names no dataset. Every figure traces to a named release.")
        self.by_key[measure.key] = measure
        return measure

    def __getitem__(self, key: str) -> Measure:
        try:
            return self.by_key[key]
        except KeyError:
            raise KeyError(f"No measure {key!r}. Declared: {', '.join(sorted(self.by_key))}.") from None

    def __iter__(self):
        return iter(self.by_key.values())


MEASURES = MeasureRegistry()


def _declared(make: Callable[P, Measure]) -> Callable[P, Measure]:
    def declare(*args: P.args, **fields: P.kwargs) -> Measure:
        return MEASURES.declare(make(*args, **fields))

    return declare


# Takes the fields of a measure; raises ValueError as `MeasureRegistry.declare` does.
declare_measure = _declared(Measure)
