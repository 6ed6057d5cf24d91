"""What Microsoft's applicability score is made of, from the release of October 2025 on: by occupation and by work activity."""

from citations.measures import declare_measure

SIDES = {
    "user": "what users ask the assistant's help with",
    "ai": "what the assistant does itself",
}
METRICS = {
    "coverage": ("Coverage", "the weight of the occupation's work activities that occur often enough in conversations"),
    "completion": ("Completion", "the share of conversations in which the task was completed, as a model judged"),
    "positive-feedback": ("Positive feedback", "the share of thumbs up among the ratings that users gave"),
    "impact-scope": (
        "Impact scope",
        "the share of conversations in which the assistant could help with at least a moderate part of the activity",
    ),
    "applicability": ("Applicability", "coverage, completion and scope taken together"),
}
ACTIVITY_METRICS = {
    "share": ("Share of conversations", "the activity's share of conversations"),
    "completion-x-scope-x-coverage": ("Completion × scope × coverage", "the activity's part in the applicability of occupations"),
}

for _side, _words in SIDES.items():
    for _key, (_label, _meaning) in {**METRICS, **ACTIVITY_METRICS}.items():
        declare_measure(
            key=f"microsoft-{_key}-{_side}",
            label=f"{_label}, {'user goal' if _side == 'user' else 'AI action'} (Microsoft)",
            unit="on a scale from 0 to 1",
            decimals=2,
            datasets=("microsoft-working-with-ai",),
            means=f"For {_words}: {_meaning}, in conversations with Microsoft Copilot.",
            does_not_mean="Use of AI by people of an occupation, quality of the work done, automation or jobs.",
        )
