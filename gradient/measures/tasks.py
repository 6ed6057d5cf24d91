"""Measures of tasks: their scores, and how many lie in a band."""

from citations.measures import MEASURES, Measure
from gradient.measures.datasets import ILO, SCALE

TASK_COUNT = MEASURES.declare(
    Measure(
        key="task-count",
        label="Scored tasks",
        unit="task statements",
        decimals=0,
        datasets=(ILO,),
        means="How many task statements of the unit group the ILO scored.",
        does_not_mean="How much work there is, or how much time each task takes.",
        recipe="band-split",
    )
)
EXPOSED_SHARE = MEASURES.declare(
    Measure(
        key="exposed-share",
        label="Tasks in an exposed band",
        unit="share of the unit group's tasks",
        decimals=0,
        datasets=(ILO,),
        format="percent",
        means="The share of tasks counted in Gradient 1 to 4. The ILO assigns bands to whole unit groups, so it is all of "
        "them or none.",
        does_not_mean="The share of tasks that AI does, or of working time that it saves.",
        direction="Higher means that more tasks are counted on the exposed part of the gradient.",
        recipe="exposed-share",
    )
)
BAND_TASKS = MEASURES.declare(
    Measure(
        key="band-tasks",
        label="Tasks in a band",
        unit="task statements",
        decimals=0,
        datasets=(ILO,),
        means="Tasks counted in an exposure band: each under the band that the ILO assigns to its unit group.",
        does_not_mean="A band of the single task; the tasks' own scores say how far they differ.",
        recipe="band-split",
    )
)
BAND_SHARE = MEASURES.declare(
    Measure(
        key="band-share",
        label="Share of tasks in a band",
        unit="share of the unit group's tasks",
        decimals=0,
        datasets=(ILO,),
        format="percent",
        means="Tasks counted in an exposure band, as a share of all tasks of the unit group.",
        does_not_mean="A band of the single task; the tasks' own scores say how far they differ.",
        recipe="band-split",
    )
)
TASK_EXPOSURE = MEASURES.declare(
    Measure(
        key="task-exposure",
        label="Task exposure, 2025",
        unit=SCALE,
        decimals=2,
        datasets=(ILO,),
        means="The ILO's 2025 score of one task: how far generative AI can attempt its content.",
        does_not_mean="That the task is automated or that anyone lets AI do it.",
        direction="Higher means that more of the task can be attempted.",
    )
)
TASK_EXPOSURE_2023 = MEASURES.declare(
    Measure(
        key="task-exposure-2023",
        label="Task exposure, 2023",
        unit=SCALE,
        decimals=2,
        datasets=(ILO,),
        means="The score that the ILO's study of 2023 gave to the task.",
        does_not_mean="That the task was automated or that anyone let AI do it.",
        direction="Higher means that more of the task could be attempted then.",
    )
)
TASK_CHANGE = MEASURES.declare(
    Measure(
        key="task-exposure-change",
        label="Change in task exposure, 2023 to 2025",
        unit="points of the 0–1 scale",
        decimals=2,
        datasets=(ILO,),
        format="signed",
        means="The task's score of 2025 minus its score of 2023.",
        does_not_mean="A change in how the task is done today.",
        direction="Positive where the task was rated more exposed in 2025.",
        recipe="fastest-task",
    )
)
SCORED_TASKS = MEASURES.declare(
    Measure(
        key="scored-tasks",
        label="Scored tasks of all unit groups",
        unit="task statements",
        decimals=0,
        datasets=(ILO,),
        means="How many task statements the release scores in all.",
        does_not_mean="How much work there is in the world.",
    )
)
