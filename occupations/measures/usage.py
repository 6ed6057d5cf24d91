"""Measures of observed use of an AI assistant."""

from citations.measures import Measure, declare_measure
from occupations.measures.datasets import AEI, ONET
from occupations.measures.themes import USAGE

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
        theme=USAGE,
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
OCCUPATION_COLLABORATION_SHARE = _share(
    "occupation-collaboration-share",
    "Way of working together, over the occupation's tasks",
    "percent of conversations",
    "How often people and assistant work together in this way on the occupation's tasks, each weighted by how often it comes up.",
    "How the work is done outside these conversations. Shares need not add up to 100: some conversations are withheld "
    "or not classified.",
    recipe="collaboration-of-occupation",
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
    theme=USAGE,
)


# How much of the sample an edition could place at tasks of its O*NET, and how.


def _placed(key: str, label: str, means: str, does_not_mean: str) -> Measure:
    return declare_measure(
        key=key,
        label=label,
        unit="percent of all conversations in the sample",
        decimals=2,
        datasets=(AEI, ONET),
        format="fine-percentage",
        means=means,
        does_not_mean=does_not_mean,
        recipe="task-placement",
        theme=USAGE,
    )


_NOT_RIGHT = "That the conversations are about the task: the publisher's model matched them with its words."
PLACED_BY_WORDS = _placed(
    "usage-placed-by-words",
    "Placed by words",
    "Conversations about wordings that a task of the edition's O*NET has.",
    _NOT_RIGHT,
)
PLACED_BY_NUMBER = _placed(
    "usage-placed-by-number",
    "Placed by the task's number",
    "Conversations about wordings that O*NET has changed since, of tasks that kept their number.",
    _NOT_RIGHT,
)
PLACED_BY_PAIR = _placed(
    "usage-placed-by-pair",
    "Placed by a reviewed pair",
    "Conversations about wordings of tasks that have another number and other words today, which an editor found to be the same.",
    _NOT_RIGHT,
)
UNPLACED = _placed(
    "usage-unplaced",
    "Not placed",
    "Conversations about wordings of tasks that are in the edition's O*NET no more, or could not be found in it.",
    "That nobody does this work any more. The conversations are in no occupation's figures, and no share is raised for them.",
)
WITHOUT_TASK = declare_measure(
    key="usage-without-task",
    label="Matched with no task",
    unit="percent of all conversations in the sample",
    decimals=2,
    datasets=(AEI,),
    format="fine-percentage",
    means="Conversations that the publisher's model matched with no task, or that it could not classify.",
    does_not_mean="That they are not about work.",
    recipe="task-placement",
    theme=USAGE,
)

# What an occupation's figures rest on.

OBSERVED_TASKS = declare_measure(
    key="usage-tasks",
    label="Tasks with observed conversations",
    unit="task statements",
    decimals=0,
    datasets=(AEI, ONET),
    means="How many tasks of the occupation the figure rests on.",
    does_not_mean="That the other tasks are done without AI: the sample holds no conversation, or too few, about them.",
    recipe="task-placement",
    theme=USAGE,
)
CONVERSATIONS = declare_measure(
    key="usage-conversations",
    label="Observed conversations",
    unit="conversations",
    decimals=0,
    datasets=(AEI,),
    means="How many conversations of the sample the figure rests on, where the release counts them. Of a wording that several "
    "occupations share, all are counted.",
    does_not_mean="How many people use AI for it, or how many conversations there are outside the sample.",
    recipe="task-placement",
    theme=USAGE,
)
