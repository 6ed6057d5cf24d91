"""Caveats that the gradient's layouts start with, besides the standing ones of the whole site."""

from gradient import measures
from singulariki.editorial.caveat_seeds import seed_caveat

seed_caveat(
    "bands-are-of-occupations",
    "Bands are assigned to occupations",
    "<p>The ILO assigns bands to occupations, from the mean and the spread of their task scores. So all tasks of a unit group "
    "count in one band, whatever their own scores.</p>",
    title="One band for the whole occupation",
    scope=[("measure", measures.BAND_TASKS.key), ("measure", measures.BAND_SHARE.key), ("measure", measures.EXPOSED_SHARE.key)],
)
seed_caveat(
    "scores-by-models",
    "Scores are predicted by language models",
    "<p>The ILO's 2025 scores were predicted by language models from examples that people rated, and reconciled where the "
    "models disagreed. A justification is a model's reasoning, not a finding.</p>",
    title="How a task gets its score",
    scope=[("measure", measures.TASK_EXPOSURE.key)],
)
