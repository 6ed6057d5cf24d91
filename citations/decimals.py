"""Decimals as they are meant, where computing in floating point left something in their last digits."""

# Decimal digits that every double holds: what spreadsheets show of one. A number with this many of its own or fewer is meant by
# what computing left in the last digits, as 0.82 is by 0.8200000000000001; one with more digits is read as it stands.
DIGITS_HELD, DIGITS_MEANT = 15, 12


def without_residue(value: float) -> float:
    """The number that is meant by one with a residue of floating point: 0.82 for 0.8200000000000001."""
    short = f"{value:.{DIGITS_HELD}g}"
    digits = short.partition("e")[0].replace(".", "").lstrip("-0")
    return float(short) if len(digits) <= DIGITS_MEANT else value
