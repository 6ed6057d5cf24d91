"""AI task overlap: one standing out of those of several studies."""

from collections.abc import Mapping
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.recipes.exact import mean
from occupations.recipes.standing import percentiles
from occupations.studies import OVERLAP_DATASETS, OVERLAP_STUDIES, OVERLAP_VERSION, in_words


@dataclass(frozen=True)
class Overlap:
    """An occupation's overlap: the studies that count, the mean of their percentiles, and its percentile among all."""

    parts: tuple[str, ...]
    mean: float
    percentile: float


@recipe(
    key="ai-overlap",
    title="AI task overlap",
    version=OVERLAP_VERSION,
    formula=f"mean of the percentiles on {in_words(study.name for study in OVERLAP_STUDIES)} (those that exist), ranked again",
    unit="percentile among the occupations that at least one of the studies scores",
    range="0 to just below 100",
    datasets=(*OVERLAP_DATASETS, "soc-structure", "onet"),
    does_not_mean="Automation, adoption or jobs lost. The studies ask different questions and are weighted alike.",
)
def ai_overlap(by_study: Mapping[str, Mapping[str, float]]) -> dict[str, Overlap]:
    """For each occupation, the unweighted mean of its percentiles in those of the studies that score it under its own code, and
    the percentile of that mean among all occupations that have one. A score that came over a bridge does not count here. The
    page says which of the studies exist."""
    parts: dict[str, dict[str, float]] = {}
    for study, percentiles_of in by_study.items():
        for code, percentile in percentiles_of.items():
            parts.setdefault(code, {})[study] = percentile
    means = {code: mean(list(found.values())) for code, found in parts.items()}
    ranked = percentiles(means)
    return {code: Overlap(tuple(found), means[code], ranked[code]) for code, found in parts.items()}
