"""Exact arithmetic on published decimals, so that ties are ties and 0.265 − 0.1 is 0.165."""

from decimal import Decimal
from fractions import Fraction


def exact(value: float) -> Fraction:
    """The number as its shortest decimal notation reads."""
    return Fraction(Decimal(repr(value)))
