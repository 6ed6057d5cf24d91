"""The layout that the gradient's own pages start with."""


def default_layout() -> list[dict]:
    """Blocks in the form that `singulariki.editorial.layouts` describes."""
    return [
        {
            "type": "narrative",
            "value": {
                "placement": "opening",
                "text": "<p>The International Labour Organization's 2025 study rates {scored-tasks} tasks of "
                "{unit-group-count} occupations by how far generative AI can attempt them. This is {whole-gradient}, from "
                "cool (human ground) to hot (almost fully assistable). Here are those of the major group {major-group}.</p>",
            },
        },
        {"type": "caveat", "value": {"caveat": "exposure-is-overlap", "position": "standing"}},
        {"type": "caveat", "value": {"caveat": "bands-are-of-occupations", "position": "standing"}},
        {"type": "section", "value": {"section": "gradient-chart"}},
        {"type": "section", "value": {"section": "gradient-table"}},
        {"type": "section", "value": {"section": "major-groups"}},
        {"type": "section", "value": {"section": "sources"}},
        {"type": "section", "value": {"section": "citation"}},
    ]
