"""The kind of page that unit groups have, and the layout that it starts with. Editors change it; this is never read again once
they have."""

from functools import partial

from gradient import measures
from gradient.subjects.unit_group.document import unit_group
from gradient.subjects.unit_group.page.sections import SECTIONS
from gradient.subjects.unit_group.page.tokens import TOKENS
from gradient.subjects.unit_group.page.views import draw_unit_group
from singulariki.editorial.caveat_seeds import seed_caveat
from singulariki.editorial.declaring import subjects_of_kind
from singulariki.editorial.registry import PageKind, register_page_kind

# Caveats that layouts of the gradient start with, besides the standing ones of the whole site.
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

NOTE = (
    "Every line is built only from figures this page already shows and cites. AI task overlap means what today's AI can "
    "attempt — not automation, job loss, or a forecast."
)


def default_layout() -> list[dict]:
    """Blocks in the form that `singulariki.editorial.layouts` describes."""
    return [
        {"type": "section", "value": {"section": "headline-figures"}},
        {
            "type": "narrative",
            "value": {
                "placement": "opening",
                "text": "<p>On the International Labour Organization's 2025 global study, the {task-count} task statements "
                "that define {title} (ISCO-08 {code}) score an average of {mean-exposure} on a 0–1 exposure scale — more "
                "exposed than about {share-less-exposed} of the {unit-group-count} placed occupations. Roughly "
                "{exposed-share} of its tasks fall somewhere on the exposed part of the gradient, and the typical task lands "
                "in the {typical-band} band.</p>",
            },
        },
        {"type": "caveat", "value": {"caveat": "exposure-is-overlap", "position": "standing"}},
        {"type": "caveat", "value": {"caveat": "two-classifications", "position": "standing"}},
        {"type": "section", "value": {"section": "band-table", "caveats": ["bands-are-of-occupations"]}},
        {"type": "section", "value": {"section": "tasks-strip"}},
        {"type": "section", "value": {"section": "most-exposed-task", "caveats": ["scores-by-models"]}},
        {"type": "section", "value": {"section": "fastest-task"}},
        {"type": "section", "value": {"section": "us-occupations"}},
        {"type": "section", "value": {"section": "context"}},
        {"type": "report_kit", "value": _report_kit()},
        {"type": "section", "value": {"section": "sources"}},
        {"type": "section", "value": {"section": "citation"}},
        {"type": "section", "value": {"section": "embed"}},
    ]


def _report_kit() -> dict:
    return {
        "heading": "Write a report on this",
        "headline": "{title} sit at the {percentile} percentile of the global GenAI exposure gradient",
        "factoids": [
            "Across {unit-group-count} international occupations scored by the ILO, {title} rank in the {percentile} "
            "percentile for GenAI task exposure — overlap with what generative AI can attempt, not a projection of "
            "displacement.",
            "About {exposed-share} of this occupation's tasks fall into an exposed gradient band.",
            "Mean task exposure {rose-or-fell} by {change-size} between the 2023 and 2025 model-capability snapshots. Mean "
            "task exposure {did-not-change} between the 2023 and 2025 model-capability snapshots.",
            'Its most-exposed task: "{most-exposed-task}".',
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


UNIT_GROUP = register_page_kind(
    PageKind(
        key="unit-group",
        label="International unit groups",
        profile=unit_group,
        subjects=partial(subjects_of_kind, "unit-group"),
        sample_subject="3521",
        default_layout=default_layout,
        draw=draw_unit_group,
    )
)
for _section in SECTIONS:
    UNIT_GROUP.add_section(_section)
for _token in TOKENS:
    UNIT_GROUP.add_token(_token)
