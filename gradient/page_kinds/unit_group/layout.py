"""The layout that unit-group pages start with. Editors change it; this is never read again once they have."""

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
