"""What another choice of method would change: percentiles as printed against those of the other choice."""

from collections.abc import Mapping
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.recipes.exact import mean
from occupations.studies import OVERLAP_DATASETS


@dataclass(frozen=True)
class Effect:
    """How many occupations have a percentile by either choice, and the mean and the largest difference in points."""

    occupations: int
    mean: float
    largest: float


@recipe(
    key="choice-effect",
    title="What another choice of method would change",
    version=1,
    formula="mean, and largest, of |percentile as printed − percentile by the other choice| over the occupations",
    unit="points of percentile",
    range="0 to 100",
    datasets=("onet", *OVERLAP_DATASETS, "bls-oews"),
    does_not_mean="An error, or a margin of error: both choices are sound. It says how much rests on the one that was made.",
)
def choice_effect(printed: Mapping[str, float], otherwise: Mapping[str, float]) -> Effect | None:
    """Percentiles are taken a second time with one choice of method made the other way, and all else as it is. The difference
    in points, up or down alike, is averaged over the occupations that have a percentile either way. The largest one is given,
    too."""
    moved = [abs(printed[code] - otherwise[code]) for code in sorted(printed.keys() & otherwise.keys())]
    return Effect(len(moved), mean(moved), max(moved)) if moved else None


@recipe(
    key="one-vote-per-soc-code",
    title="One vote for each SOC code",
    version=1,
    formula="base of the ranking: for each SOC code, the mean of the values of its O*NET-SOC occupations, counted once",
    unit="that of the value",
    range="that of the value",
    datasets=("onet", *OVERLAP_DATASETS, "bls-oews"),
    does_not_mean="The method of these pages, which give each O*NET-SOC occupation a vote. It shows what that choice does.",
)
def one_vote_each(values: Mapping[str, float], groups: Mapping[str, str]) -> list[float]:
    """O*NET divides some SOC codes into several occupations, and a figure that is published for the SOC code is then counted for
    each of them. Here every SOC code counts once, with the mean of what its occupations have. Occupations keep their own values
    and are placed among these."""
    members: dict[str, list[float]] = {}
    for code in sorted(values):
        members.setdefault(groups[code], []).append(values[code])
    # Of equal values exactly that value, so that ties stay ties.
    return [found[0] if min(found) == max(found) else mean(found) for found in members.values()]
