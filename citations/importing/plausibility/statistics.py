"""The few statistics that tell a column of figures from a damaged one, on plain sequences of numbers."""

from collections.abc import Sequence
from math import sqrt


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 0; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranked = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in order[start : end + 1]:
            ranked[at] = (start + end) / 2
        start = end + 1
    return ranked


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rank correlation, -1 to 1; None where all values of one are equal, or there are fewer than two."""
    one, other = ranks(first), ranks(second)
    middle = (len(one) - 1) / 2
    above = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    spread = sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other)
    return above / sqrt(spread) if spread > 0 else None


def ratios(new: Sequence[float], old: Sequence[float]) -> list[float]:
    """New over old where neither is 0, without their signs."""
    return [abs(a / b) for a, b in zip(new, old, strict=True) if a and b]


def share_closer(new: Sequence[float], own: Sequence[float], other: Sequence[float]) -> float:
    """Share of the new values that lie closer to the old ones of another column than to those of their own."""
    closer = sum(abs(value - b) < abs(value - a) for value, a, b in zip(new, own, other, strict=True))
    return closer / len(new) if new else 0.0


def share_equal(first: Sequence[float], second: Sequence[float]) -> float:
    """Share of the values that are the same in both."""
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first) if first else 0.0
