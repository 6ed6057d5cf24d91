"""Exact arithmetic: published decimals as they read, so that ties are ties and 0.265 − 0.1 is 0.165.

Sums do not depend on the order of what is added, so that compiling twice gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import fsum


def exact(value: float) -> Fraction:
    """The number as its shortest decimal notation reads."""
    return Fraction(Decimal(repr(value)))


def mean(values: Sequence[float]) -> float:
    """The unweighted mean of at least one value."""
    return fsum(values) / len(values)


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The mean of (value, weight) pairs, or None where the weights add up to nothing."""
    known = list(pairs)
    total = fsum(weight for _, weight in known)
    return fsum(value * weight for value, weight in known) / total if total else None
