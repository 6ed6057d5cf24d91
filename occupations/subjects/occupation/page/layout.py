"""The layout that occupation pages start with. Editors change it; this is never read again once they have."""

from typing import Any

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
    """Blocks in the form that `singulariki.editorial.layouts` describes."""
    return [
        {"type": "narrative", "value": {"placement": "opening", "text": "<p>{definition}</p>"}},
        {"type": "caveat", "value": {"caveat": "exposure-is-overlap", "position": "standing"}},
        *map(_section, _BEFORE_KIT),
        {"type": "report_kit", "value": _report_kit()},
        *map(_section, _AFTER_KIT),
    ]


def _section(key: str) -> dict[str, Any]:
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
