"""Caveats that the layout of occupations starts with, besides the standing ones of the whole site."""

from occupations.measures import datasets as of
from occupations.studies import OVERLAP, STUDIES
from singulariki.editorial.caveat_seeds import seed_caveat

seed_caveat(
    "usage-is-a-sample",
    "Observed use is a sample of one assistant",
    "<p>One AI assistant's consumer sample: not all AI, not the whole workforce. Shares are of observed conversations, not of "
    "the job, of worker time, or of what could be automated. A model rated how people work with the AI.</p>",
    title="One assistant's conversations",
    scope=[("dataset", of.AEI)],
)
seed_caveat(
    "percentiles-compare-studies",
    "Scores of studies cannot be compared with each other",
    "<p>Each study uses its own scale, so scores are not comparable across rows. The percentile, this job's rank among all U.S. "
    "occupations with data, is the comparable figure.</p>",
    title="Compare percentiles, not scores",
    scope=[("measure", OVERLAP.key), *(("measure", study.percentile.key) for study in STUDIES)],
)
seed_caveat(
    "projection-is-not-about-ai",
    "Projections of employment are not about AI",
    "<p>A labor-market projection made independently of AI. It is a forecast by the Bureau of Labor Statistics on its own "
    "assumptions, not an AI-impact forecast.</p>",
    title="Not about AI",
    scope=[("dataset", of.EP)],
)
seed_caveat(
    "prompts-are-phrasings",
    "Example prompts are phrasings of tasks",
    "<p>Suggested phrasings of real tasks: starting points, not endorsed instructions.</p>",
    scope=[("section", "example-prompts")],
)
