"""The kind of page that occupations have, and the layout and caveats that it starts with. Editors change them; these are never
read again once they have."""

from functools import partial
from typing import Any

from occupations.measures import datasets as of
from occupations.studies import OVERLAP, STUDIES
from occupations.subjects.occupation.document import read_occupation
from occupations.subjects.occupation.page.draw import draw_occupation
from occupations.subjects.occupation.page.sections import SECTIONS
from occupations.subjects.occupation.page.tokens import TOKENS
from singulariki.editorial.registry import PageKind, register_page_kind
from singulariki.editorial.seeds import seed_caveat
from singulariki.editorial.subjects import subjects_of_kind

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


NOTE = (
    "Every line is built only from figures this page already shows and cites. AI task overlap means what today's AI can "
    "attempt: not automation, job loss, or a forecast."
)
_AFTER_KIT = ("sources", "citation", "embed", "take-to-your-ai")
_BEFORE_KIT = (
    "also-called",
    "headline-figures",
    "take-away",
    "ai-work-map",
    "exposure",
    "exposure-history",
    "observed-use",
    "job-outlook",
    "working-with-ai",
    "delegated-tasks",
    "human-able-tasks",
    "example-prompts",
    "tasks",
    "work-activities",
    "knowledge-skills-abilities",
    "skills-in-demand",
    "technology",
    "work-context",
    "how-to-get-in",
    "education-of-workers",
    "interests",
    "wages",
    "industries",
    "concentration",
    "career-cluster",
    "quadrant",
    "comparisons",
    "what-you-can-do",
)


def default_layout() -> list[dict]:
    """Blocks in the form that `singulariki.editorial.seeds` describes."""
    return [
        {"type": "narrative", "value": {"placement": "opening", "text": "<p>{definition}</p>"}},
        {"type": "caveat", "value": {"caveat": "exposure-is-overlap", "position": "standing"}},
        *map(_section_block, _BEFORE_KIT),
        {"type": "report_kit", "value": _report_kit()},
        *map(_section_block, _AFTER_KIT),
    ]


def _section_block(key: str) -> dict[str, Any]:
    return {"type": "section", "value": {"section": key}}


def _report_kit() -> dict:
    return {
        "heading": "Write a report on this",
        "headline": "{title}: {overlap}-percentile AI task overlap, and about {openings} annual U.S. openings",
        "factoids": [
            "{title} rank in the {overlap} percentile ({overlap-level}) for AI task overlap across U.S. occupations: a measure "
            "of how much of the work today's AI can attempt, not how much is automated.",
            "The occupation is projected to see about {openings} U.S. job openings per year ({base-year}–{projected-year}), "
            "counting growth and replacement: a labor-demand projection made independently of AI.",
            "BLS projects employment to change by {change} from {base-year} to {projected-year}.",
            "Median annual pay is {median-pay}, across about {employment} U.S. employees.",
            "Of the AI use actually observed for this work, {some-augmentation} looks like augmentation (iterating, learning, "
            "checking) rather than hands-off automation: from a Claude.ai usage sample, not a census.",
        ],
        "closing": "Source: Singulariki — “{title}”. {page-address} Note: AI task overlap measures what today's AI can "
        "attempt, not automation, job loss, or a forecast.",
        "links": [
            {"title": "Share image", "url": "{share-image}"},
            {"title": "Methodology & sources", "url": "/methodology"},
            {"title": "Press & newsroom", "url": "/newsroom/"},
        ],
        "note": NOTE,
    }


OCCUPATION = register_page_kind(
    PageKind(
        key="occupation",
        label="U.S. occupations",
        profile=read_occupation,
        subjects=partial(subjects_of_kind, "occupation"),
        sample_subject="27-4014.00",
        default_layout=default_layout,
        draw=draw_occupation,
    )
)
for _section in SECTIONS:
    OCCUPATION.add_section(_section)
for _token in TOKENS:
    OCCUPATION.add_token(_token)
