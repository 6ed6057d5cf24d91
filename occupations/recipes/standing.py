"""An occupation's rank among all: its value, published under its own code or carried from others, percentile and level; and where
related occupations stand on overlap and pay."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from citations.recipes import recipe
from occupations.recipes.exact import exact_mean
from occupations.studies import BRIDGED_DATASETS, OVERLAP_DATASETS, STUDY_DATASETS


@dataclass(frozen=True)
class Carried:
    """A value of an occupation.

    bridged   not published under its own code, but under codes that a crosswalk leads from
    codes     those that it was published under
    combined  published under a code that stands for several, its own among them
    changed   published under its own code of an earlier vintage, which has another content since
    """

    value: float
    bridged: bool = False
    codes: tuple[str, ...] = ()
    combined: bool = False
    changed: bool = False

    @property
    def is_own(self) -> bool:
        """Published under the occupation's own code, so that percentiles are taken over it."""
        return not self.bridged and not self.combined


@recipe(
    key="carried-values",
    title="Values carried to O*NET-SOC occupations",
    version=3,
    formula="the value of the occupation's own code; else that of the combination it is part of; else the mean over the older "
    "codes that the crosswalk leads from",
    unit="that of the value",
    range="that of the value",
    datasets=("soc-structure", *BRIDGED_DATASETS, "felten-lm-aioe", "dingel-neiman"),
    does_not_mean="That the study scored this occupation: a value over a bridge is the older occupation's, one of a code that "
    "several occupations share is theirs together.",
)
def carried(
    own_codes: Mapping[str, str],
    values: Mapping[str, float],
    older: Mapping[str, Sequence[str]] | None = None,
    *,
    combinations: Mapping[str, str] | None = None,
    changed: Container[str] = (),
) -> dict[str, Carried]:
    """Values by code of the study's own classification become values by O*NET-SOC occupation. Each occupation has a code in that
    classification (its SOC code, say): a value published under this very code is the occupation's. Otherwise, where the
    publisher gives one value for a combination of codes that it is part of, it is that value. Otherwise it is the unweighted mean
    of the values of those codes of the earlier vintage that the published crosswalk leads from, and said to have come over a
    bridge. Crosswalks are many-to-many and carry no weights.

    A code of the earlier vintage may have kept its number and changed its content: the crosswalk leads from it to further codes,
    or from further codes to it. Its value is the occupation's, and counts as such, because its name and most of its
    content stayed; that it was estimated for another content is said beside it."""
    found: dict[str, Carried] = {}
    for occupation, own in own_codes.items():
        if own in values:
            found[occupation] = Carried(values[own], codes=(own,), changed=own in changed)
            continue
        combination = (combinations or {}).get(own, "")
        if combination in values:
            found[occupation] = Carried(values[combination], codes=(combination,), combined=True)
            continue
        known = tuple(code for code in (older or {}).get(own, ()) if code in values)
        if known:
            found[occupation] = Carried(exact_mean([values[code] for code in known]), bridged=True, codes=known)
    return found


Level = Literal["low", "moderate", "high"]
LEVELS: tuple[Level, ...] = ("low", "moderate", "high")
_LOW_BELOW, _MODERATE_BELOW = 100 / 3, 200 / 3


@recipe(
    key="occupation-percentile",
    title="Percentile of an occupation",
    version=2,
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
    is published for a combination of codes), the occupation is placed among those with values of their own and does not count
    itself. The one exception is the estimate of 2013 (Frey and Osborne), which is part of no current ranking: its percentiles
    are taken over all occupations that it reaches, those over the bridge included. A median wage at or above the publisher's top
    code is placed above all others, as “or more”, and does not count."""
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
    does_not_mean="How much of the work AI can attempt: it is a third of the percentiles' base, in order.",
)
def level(percentile: float) -> Level:
    """The third of the base of percentiles that one lies in."""
    return LEVELS[(percentile >= _LOW_BELOW) + (percentile >= _MODERATE_BELOW)]


RELATED_SHOWN = 12


@dataclass(frozen=True)
class Placed:
    """A related occupation with both percentiles; None where it has none."""

    code: str
    overlap: float | None
    pay: float | None


@recipe(
    key="related-placed",
    title="Related occupations on overlap and pay",
    version=1,
    formula="the first 12 related occupations of O*NET, each at (percentile of AI task overlap, percentile of median pay)",
    unit="percentiles",
    range="0 to just below 100",
    datasets=("onet", *OVERLAP_DATASETS, "bls-oews"),
    does_not_mean="Advice to change, or that moving between them is easy.",
)
def related_placed(
    related: Sequence[str], overlap: Mapping[str, float], pay: Mapping[str, float], shown: int = RELATED_SHOWN
) -> list[Placed]:
    """Related occupations in O*NET's order, nearest first. Those that lack one of the percentiles are listed but not drawn."""
    return [Placed(code, overlap.get(code), pay.get(code)) for code in related[:shown]]
