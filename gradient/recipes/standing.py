"""Where a unit group stands among all."""

from bisect import bisect_left
from collections.abc import Mapping

from citations.recipes import recipe


@recipe(
    key="exposure-percentile",
    title="Percentile of mean exposure",
    version=1,
    formula="percentile = 100 × number of unit groups with a strictly lower mean ÷ number of unit groups with data",
    unit="percentile",
    range="0 to just below 100",
    datasets=("ilo-genai-gradient",),
    does_not_mean="A share of tasks, workers or jobs. Unit groups count alike, whether many or few people work in them.",
)
def exposure_percentiles(means: Mapping[str, float]) -> dict[str, float]:
    """For each unit group, 100 times the share of unit groups with data whose mean task exposure of 2025 is strictly lower.
    Compared on unrounded means; unit groups with equal means share a percentile."""
    ordered = sorted(means.values())
    return {code: 100 * bisect_left(ordered, mean) / len(ordered) for code, mean in means.items()}
