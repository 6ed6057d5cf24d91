"""Where related occupations stand on overlap and pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.studies import OVERLAP_DATASETS

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
