"""Measures of observed use of an AI assistant."""

from citations.measures import Measure, declare_measure
from occupations.measures.datasets import AEI

_SAMPLE = "It is a sample of one assistant's conversations: not all AI, not the whole workforce."


def _share(
    key: str, label: str, unit: str, means: str, does_not_mean: str, written: str = "percentage", recipe: str = ""
) -> Measure:
    return declare_measure(
        key=key,
        label=label,
        unit=unit,
        decimals=1,
        datasets=(AEI,),
        format=written,
        means=means,
        does_not_mean=f"{does_not_mean} {_SAMPLE}",
        recipe=recipe,
    )


USAGE_SHARE = _share(
    "usage-share",
    "Share of observed conversations",
    "percent of all conversations in the sample",
    "How often the task comes up among conversations with Claude; a wording that several occupations share is "
    "divided among them.",
    "The share of the job, of working time, or of what could be automated.",
    # One task of thousands: most are a few thousandths of a percent.
    written="fine-percentage",
    recipe="usage-divided",
)
COLLABORATION_SHARE = _share(
    "collaboration-share",
    "Way of working together",
    "percent of the task's conversations",
    "How often people and assistant work together in this way on the task: directive, feedback loop, task iteration, learning or "
    "validation, as a model rated.",
    "How the work is done outside these conversations. Shares need not add up to 100: some conversations are withheld "
    "or not classified.",
)
AUTOMATION_SHARE = _share(
    "automation-share",
    "Handed to AI",
    "percent of conversations",
    "Conversations in which people hand the task over: directive and feedback loop together.",
    "That the work is automated: a person asked, and what became of the answer is not observed.",
    recipe="collaboration-of-task",
)
AUGMENTATION_SHARE = _share(
    "augmentation-share",
    "Working with AI",
    "percent of conversations",
    "Conversations in which people stay in the loop: task iteration, learning and validation together.",
    "That the work got better or faster.",
    recipe="collaboration-of-task",
)
WORK_SHARE = _share(
    "work-use-share",
    "Used for work",
    "percent of conversations",
    "Conversations on the task that a model rated as work, rather than coursework or personal.",
    "That the person holds the job the task belongs to.",
    recipe="usage-mean",
)
HUMAN_ABLE_SHARE = _share(
    "human-able-share",
    "A person could have done it alone",
    "percent of the task's conversations",
    "Conversations in which a model judged that a person could have done the task without AI.",
    "That a person is required, or a ruling on safety.",
)
AI_AUTONOMY = declare_measure(
    key="ai-autonomy",
    label="AI autonomy",
    unit="on a scale from 1 to 5",
    decimals=1,
    datasets=(AEI,),
    direction="Higher: the assistant acts more independently.",
    means="Mean of how independently the assistant acted in conversations on the task, as a model rated.",
    does_not_mean=f"How much of a job could run without people. {_SAMPLE}",
    recipe="usage-mean",
)
