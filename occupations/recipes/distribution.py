"""How an element of the content model varies over all occupations."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from citations.recipes import recipe
from occupations.recipes.exact import exact_mean
from occupations.studies import OVERLAP_DATASETS

BINS = 16
FEWEST_FOR_CORRELATION = 30


@dataclass(frozen=True)
class Bin:
    """Occupations with a value from `low` up to `high` (the last bin holds its upper end, too)."""

    low: float
    high: float
    occupations: int


@dataclass(frozen=True)
class Distribution:
    """How many occupations are rated, their mean and median, and counts along the scale."""

    occupations: int
    mean: float
    median: float
    bins: tuple[Bin, ...]


@recipe(
    key="element-distribution",
    title="Distribution over all occupations",
    version=2,
    formula="counts in 16 equal ranges of the scale; mean = sum ÷ count; median = middle value",
    unit="occupations, and points of the scale",
    range="that of the scale",
    datasets=("onet",),
    does_not_mean="A distribution of people: occupations count alike.",
)
def distribution(values: Mapping[str, float], minimum: float, maximum: float) -> Distribution:
    """How the ratings of at least one occupation lie along the element's scale."""
    ordered = sorted(values.values())
    count = len(ordered)
    median = exact_mean(ordered[(count - 1) // 2 : count // 2 + 1])
    edges = [minimum + (maximum - minimum) * step / BINS for step in range(BINS + 1)]
    starts = [bisect_left(ordered, edge) for edge in edges[:-1]] + [bisect_right(ordered, edges[-1])]
    bins = tuple(Bin(edges[i], edges[i + 1], starts[i + 1] - starts[i]) for i in range(BINS))
    return Distribution(count, exact_mean(ordered), median, bins)


@recipe(
    key="overlap-correlation",
    title="Correlation of an element with AI task overlap",
    version=2,
    formula="Spearman's ρ: the correlation of the ranks, equal values sharing the mean of their ranks",
    unit="correlation",
    range="−1 to 1",
    datasets=("onet", *OVERLAP_DATASETS),
    does_not_mean="Cause. Felten's score is derived from O*NET's abilities, so a correlation with them in part repeats that.",
)
def rank_correlation(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """How closely two orders of the occupations that have both values agree: those by the element's rating and by the rank of AI
    task overlap, which only occupations have that all of its studies score. With fewer than 30 such occupations, or where all
    values of one are equal, there is no correlation to tell."""
    common = sorted(one.keys() & other.keys())
    if len(common) < FEWEST_FOR_CORRELATION:
        return None
    first, second = (_ranks([values[code] for code in common]) for values in (one, other))
    centre = (len(common) + 1) / 2
    spread = sqrt(fsum((rank - centre) ** 2 for rank in first) * fsum((rank - centre) ** 2 for rank in second))
    together = fsum((a - centre) * (b - centre) for a, b in zip(first, second, strict=True))
    return together / spread if spread else None


def _ranks(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value) + 1) / 2 for value in values]
