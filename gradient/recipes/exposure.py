"""Mean exposure of a unit group, and its change."""

from collections.abc import Iterable

from citations.recipes import recipe
from occupations.recipes.exact import exact


@recipe(
    key="mean-exposure",
    title="Mean task exposure",
    version=1,
    formula="mean = sum of the tasks' scores ÷ number of scored tasks",
    unit="points of the 0–1 scale",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="Tasks are not weighted by the time they take or by their importance, and a mean says nothing about "
    "automation.",
)
def mean_exposure(scores: Iterable[float | None]) -> float | None:
    """The unweighted mean of a unit group's task scores of one year. Tasks that were not scored that year do not count; without
    any score there is no mean. Computed on the published decimals, without rounding on the way."""
    known = [exact(score) for score in scores if score is not None]
    return float(sum(known) / len(known)) if known else None


@recipe(
    key="exposure-change",
    title="Change in mean exposure",
    version=1,
    formula="change = mean of the 2025 scores − mean of the 2023 scores",
    unit="points of the 0–1 scale",
    range="−1 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="A change in how people work, in employment or in the use of AI: both means rate the same task statements.",
)
def exposure_change(scores_2025: Iterable[float | None], scores_2023: Iterable[float | None]) -> float | None:
    """How the mean moved between the studies of 2023 and 2025. Each mean runs over the tasks scored in its year. Where one of the
    years has no score there is no change to tell."""
    means = []
    for scores in (scores_2025, scores_2023):
        known = [exact(score) for score in scores if score is not None]
        if not known:
            return None
        means.append(sum(known) / len(known))
    return float(means[0] - means[1])
