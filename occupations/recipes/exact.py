"""Exact arithmetic: published decimals as they read, so that ties are ties and 0.265 − 0.1 is 0.165.

Sums do not depend on the order of what is added, so that compiling twice gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import fsum

# Decimal digits that every double holds: what spreadsheets show of one. A number with this many of its own or fewer is meant by
# what computing left in the last digits, as 0.82 is by 0.8200000000000001; one with more digits is read as it stands.
DIGITS_HELD, DIGITS_MEANT = 15, 12


def without_residue(value: float) -> float:
    """The number that is meant by one with a residue of floating point: 0.82 for 0.8200000000000001."""
    short = f"{value:.{DIGITS_HELD}g}"
    digits = short.partition("e")[0].replace(".", "").lstrip("-0")
    return float(short) if len(digits) <= DIGITS_MEANT else value


# Published decimals repeat: ratings have two digits, scores three.
@lru_cache(maxsize=100_000)
def exact(value: float) -> Fraction:
    """The number as its shortest decimal notation reads."""
    return Fraction(Decimal(repr(value)))


def exact_sum(values: Iterable[float]) -> float:
    """The sum of published decimals: the double nearest to it. Parts that are themselves rounded, as means are, leave no residue
    where they make a short number together (17.33… + 35.16… = 52.5)."""
    return without_residue(float(sum(map(exact, values), Fraction())))


def exact_product(value: float, factor: float) -> float:
    """A published decimal in another unit, as a fraction is in percent (factor 100) and a percent as a fraction (0.01)."""
    return float(exact(value) * exact(factor))


def exact_mean(values: Sequence[float]) -> float:
    """The unweighted mean of at least one published decimal: the double nearest to it."""
    return float(sum(map(exact, values), Fraction()) / len(values))


def mean(values: Sequence[float]) -> float:
    """The unweighted mean of at least one number that is no published decimal, as percentiles are none."""
    return fsum(values) / len(values)


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The mean of (value, weight) pairs, or None where the weights add up to nothing."""
    known = [(exact(value), exact(weight)) for value, weight in pairs]
    total = sum((weight for _, weight in known), Fraction())
    return without_residue(float(sum((value * weight for value, weight in known), Fraction()) / total)) if total else None
