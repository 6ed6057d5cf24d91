"""Scores of exposure by occupation, under the keys that `ExposureScore.measure` holds; and what Microsoft's score is made of,
from the release of October 2025 on: by occupation and by work activity."""

from citations.measures import Measure, declare_measure

_UNIT_SCALE = "on a scale from 0 to 1"
_NO_VERDICT = "Whether anyone uses AI for the work, whether the work is automated, or what becomes of jobs."


def _eloundou(key: str, letter: str, raters: str, counts: str) -> Measure:
    return declare_measure(
        key=key,
        label=f"LLM task exposure, {letter} (Eloundou et al., rated by {raters})",
        unit=_UNIT_SCALE,
        decimals=1,
        datasets=("eloundou-gpts",),
        direction="Higher: more of the occupation's tasks could be done in half the time or less at equal quality.",
        means=f"Share of the occupation's tasks, core ones counting twice as much as supplemental ones, that {counts}, as "
        f"rated by {raters}.",
        does_not_mean=_NO_VERDICT + " The ratings are judgements from 2023 about task statements.",
    )


_ALPHA = "a language model alone could speed up at least twofold"
_BETA = "a language model could speed up at least twofold, those that need software built on one counted half"
_GAMMA = "a language model, alone or with software built on one, could speed up at least twofold"

ELOUNDOU_ALPHA = _eloundou("eloundou-alpha", "α", "GPT-4", _ALPHA)
ELOUNDOU_BETA = _eloundou("eloundou-beta", "β", "GPT-4", _BETA)
ELOUNDOU_GAMMA = _eloundou("eloundou-gamma", "γ", "GPT-4", _GAMMA)
ELOUNDOU_HUMAN_ALPHA = _eloundou("eloundou-human-alpha", "α", "people", _ALPHA)
ELOUNDOU_HUMAN_BETA = _eloundou("eloundou-human-beta", "β", "people", _BETA)
ELOUNDOU_HUMAN_GAMMA = _eloundou("eloundou-human-gamma", "γ", "people", _GAMMA)

_RELATIVE = " It does not say whether AI would replace the ability or help with it; 0 is the average, not “none”."
_STANDARDISED = "standard deviations from the average of the occupations scored"

FELTEN_AIOE = declare_measure(
    key="felten-aioe",
    label="Overall AI exposure (Felten et al.)",
    unit=_STANDARDISED,
    decimals=1,
    datasets=("felten-aioe",),
    direction="Higher: the abilities that the occupation needs are more closely related to applications of AI.",
    means="How closely the abilities that the occupation needs are related to ten applications of AI, relative to other "
    "occupations.",
    does_not_mean=_NO_VERDICT + _RELATIVE,
)
FELTEN_LM_AIOE = declare_measure(
    key="felten-lm-aioe",
    label="Language modelling exposure (Felten et al.)",
    unit=_STANDARDISED,
    decimals=1,
    datasets=("felten-lm-aioe",),
    direction="Higher: the abilities that the occupation needs are more closely related to language modelling.",
    means="How closely the abilities that the occupation needs are related to language modelling, relative to other occupations.",
    does_not_mean=_NO_VERDICT + _RELATIVE,
)
MICROSOFT_APPLICABILITY = declare_measure(
    key="microsoft-applicability",
    label="AI assistant applicability (Microsoft)",
    unit=_UNIT_SCALE,
    decimals=1,
    datasets=("microsoft-working-with-ai",),
    direction="Higher: more of its work activities occur, and succeed, in conversations with an assistant.",
    means="How far the occupation's work activities are among those that people bring to Microsoft Copilot or that it "
    "performs, weighted by success and scope.",
    does_not_mean=_NO_VERDICT + " Conversations are matched to work activities, not to people's jobs.",
)
OBSERVED_EXPOSURE = declare_measure(
    key="anthropic-observed-exposure",
    label="Observed exposure (Anthropic)",
    unit="share from 0 to 1",
    decimals=0,
    datasets=("anthropic-labor-market",),
    format="fine-percent",
    direction="Higher: observed conversations with Claude cover more of the occupation's tasks.",
    means="Share of the occupation's tasks that observed use of Claude covers, work and tasks handed over counting more.",
    does_not_mean="Use of other AI systems, what could be done with AI but is not, or what becomes of jobs.",
)
TASK_PENETRATION = declare_measure(
    key="anthropic-task-penetration",
    label="Observed penetration of the task (Anthropic)",
    unit="share from 0 to 1",
    decimals=0,
    datasets=("anthropic-labor-market",),
    format="fine-percent",
    direction="Higher: observed use of Claude covers more of the task.",
    means="How far observed use of Claude covers the task, by its wording in O*NET.",
    does_not_mean="The share of working time spent on it with AI, or use of other AI systems.",
)
FREY_OSBORNE_PROBABILITY = declare_measure(
    key="frey-osborne-probability",
    label="Probability of computerisation (Frey & Osborne, 2013)",
    unit="probability from 0 to 1",
    decimals=1,
    datasets=("frey-osborne",),
    direction="Higher: in 2013 the occupation was classified as more susceptible to computerisation.",
    means="A classifier's probability, made in 2013, that the occupation's tasks could all be done by computer-controlled "
    "equipment.",
    does_not_mean="A forecast of jobs lost, or anything about language models. It is history and part of no current ranking.",
)
TELEWORKABLE = declare_measure(
    key="teleworkable",
    label="Can be done from home (Dingel & Neiman)",
    unit="share from 0 to 1",
    decimals=0,
    datasets=("dingel-neiman",),
    format="percent",
    direction="1: the occupation can be done entirely from home; between 0 and 1 where a code covers several occupations.",
    means="Whether the occupation could be done entirely from home, classified from what O*NET says of its work context.",
    does_not_mean="How many people in it do work from home, or exposure to AI.",
)

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
            unit=_UNIT_SCALE,
            decimals=2,
            datasets=("microsoft-working-with-ai",),
            means=f"For {_words}: {_meaning}, in conversations with Microsoft Copilot.",
            does_not_mean="Use of AI by people of an occupation, quality of the work done, automation or jobs.",
        )
