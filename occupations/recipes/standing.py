"""An occupation's rank among all: percentile and level."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal

from citations.recipes import recipe
from occupations.studies import STUDY_DATASETS

Level = Literal["low", "moderate", "high"]
LEVELS: tuple[Level, ...] = ("low", "moderate", "high")
_LOW_BELOW, _MODERATE_BELOW = 100 / 3, 200 / 3


@recipe(
    key="occupation-percentile",
    title="Percentile of an occupation",
    version=1,
    formula="percentile = 100 × number of occupations with a strictly lower value ÷ number of occupations with data",
    unit="percentile",
    range="0 to just below 100",
    datasets=(*STUDY_DATASETS, "bls-oews", "onet"),
    does_not_mean="A share of tasks, workers or jobs. Occupations count alike, whether many or few people work in them.",
)
def percentiles(values: Mapping[str, float], among: Iterable[float] | None = None) -> dict[str, float]:
    """For each O*NET-SOC occupation, 100 times the share of occupations with data whose value is strictly lower. Values that are
    published by SOC code are carried down to each O*NET-SOC occupation of that code, and each of those counts. Compared
    without rounding; equal values share a percentile.

    Where a value does not belong to the occupation's own code (it came over a bridge between vintages of the classification, or
    is published for a group of occupations), the occupation is placed among those with values of their own and does not count
    itself. A median wage at or above the publisher's top code is no number and is neither counted nor placed."""
    ordered = sorted(values.values() if among is None else among)
    return {code: 100 * bisect_left(ordered, value) / len(ordered) for code, value in values.items()} if ordered else {}


@recipe(
    key="percentile-level",
    title="Low, moderate or high",
    version=1,
    formula="low below 33⅓, moderate below 66⅔, high from there",
    unit="one of three words for a percentile",
    range="low, moderate, high",
    datasets=STUDY_DATASETS,
    does_not_mean="How much of the work AI can attempt: it is a third of the occupations, in order.",
)
def level(percentile: float) -> Level:
    """The third of all occupations that a percentile lies in."""
    return LEVELS[(percentile >= _LOW_BELOW) + (percentile >= _MODERATE_BELOW)]
