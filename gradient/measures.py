"""Measures of the international side. Scores run from 0 (no overlap with generative AI) to 1."""

from functools import partial

from citations.measures import declare_measure

ILO = "ilo-genai-gradient"
CROSSWALK = "ibs-crosswalk"
BRIDGE = "soc-structure"
OEWS = "bls-oews"
ONET = "onet"

# What task scores are a value on, and what none of them says.
SCALE = "on a scale from 0 to 1"
NO_VERDICT = "Whether the work is automated, whether anyone uses AI for it today, or whether jobs are lost."

_of_the_ilo = partial(declare_measure, datasets=(ILO,))

MEAN_EXPOSURE = _of_the_ilo(
    key="mean-exposure",
    label="Mean task exposure, 2025",
    unit=SCALE,
    decimals=2,
    means="The unweighted mean of the ILO's 2025 scores of the unit group's tasks: how far their content overlaps with "
    "what generative AI can attempt.",
    does_not_mean=NO_VERDICT,
    direction="Higher means that more of the content of its tasks can be attempted.",
    recipe="mean-exposure",
)
MEAN_EXPOSURE_2023 = declare_measure(
    key="mean-exposure-2023",
    label="Mean task exposure, 2023",
    unit=SCALE,
    decimals=2,
    datasets=(ILO,),
    means="The unweighted mean of the scores that the ILO's study of 2023 gave to the same tasks, as far as it scored them.",
    does_not_mean=NO_VERDICT,
    direction="Higher means that more of the content of its tasks could be attempted then.",
    recipe="mean-exposure",
)
EXPOSURE_CHANGE = _of_the_ilo(
    key="exposure-change",
    label="Change in mean exposure, 2023 to 2025",
    unit="points of the 0–1 scale",
    decimals=2,
    format="signed",
    means="Mean task exposure of 2025 minus that of 2023: how the assessment moved between the two snapshots of model "
    "capability.",
    does_not_mean="A change in how people work, in employment or in the use of AI.",
    direction="Positive where the tasks were rated more exposed in 2025.",
    recipe="exposure-change",
)
EXPOSURE_CHANGE_SIZE = _of_the_ilo(
    key="exposure-change-size",
    label="Size of the change in mean exposure, 2023 to 2025",
    unit="points of the 0–1 scale",
    decimals=2,
    means="How far mean task exposure moved between the snapshots of 2023 and 2025, whichever way.",
    does_not_mean="A change in how people work, in employment or in the use of AI.",
    recipe="exposure-change",
)
EXPOSURE_PERCENTILE = _of_the_ilo(
    key="exposure-percentile",
    label="Percentile of mean exposure",
    unit="percentile among the unit groups with data",
    decimals=0,
    format="ordinal",
    means="100 × the share of unit groups whose mean task exposure is strictly lower.",
    does_not_mean="A share of tasks, of workers or of jobs.",
    direction="Higher means more exposed than more of the other unit groups.",
    recipe="exposure-percentile",
)
SHARE_LESS_EXPOSED = _of_the_ilo(
    key="share-less-exposed",
    label="Unit groups that are less exposed",
    unit="share of the unit groups with data",
    decimals=0,
    format="percent",
    means="The share of unit groups whose mean task exposure is strictly lower: the percentile, read as a share.",
    does_not_mean="A share of tasks, of workers or of jobs.",
    direction="Higher means more exposed than more of the other unit groups.",
    recipe="exposure-percentile",
)
TASK_COUNT = _of_the_ilo(
    key="task-count",
    label="Scored tasks",
    unit="task statements",
    decimals=0,
    means="How many task statements of the unit group the ILO scored.",
    does_not_mean="How much work there is, or how much time each task takes.",
    recipe="band-split",
)
EXPOSED_SHARE = _of_the_ilo(
    key="exposed-share",
    label="Tasks in an exposed band",
    unit="share of the unit group's tasks",
    decimals=0,
    format="percent",
    means="The share of tasks counted in Gradient 1 to 4. The ILO assigns bands to whole unit groups, so it is all of "
    "them or none.",
    does_not_mean="The share of tasks that AI does, or of working time that it saves.",
    direction="Higher means that more tasks are counted on the exposed part of the gradient.",
    recipe="exposed-share",
)
BAND_TASKS = _of_the_ilo(
    key="band-tasks",
    label="Tasks in a band",
    unit="task statements",
    decimals=0,
    means="Tasks counted in an exposure band: each under the band that the ILO assigns to its unit group.",
    does_not_mean="A band of the single task; the tasks' own scores say how far they differ.",
    recipe="band-split",
)
BAND_SHARE = _of_the_ilo(
    key="band-share",
    label="Share of tasks in a band",
    unit="share of the unit group's tasks",
    decimals=0,
    format="percent",
    means="Tasks counted in an exposure band, as a share of all tasks of the unit group.",
    does_not_mean="A band of the single task; the tasks' own scores say how far they differ.",
    recipe="band-split",
)
TASK_EXPOSURE = _of_the_ilo(
    key="task-exposure",
    label="Task exposure, 2025",
    unit=SCALE,
    decimals=2,
    means="The ILO's 2025 score of one task: how far generative AI can attempt its content.",
    does_not_mean="That the task is automated or that anyone lets AI do it.",
    direction="Higher means that more of the task can be attempted.",
)
TASK_EXPOSURE_2023 = declare_measure(
    key="task-exposure-2023",
    label="Task exposure, 2023",
    unit=SCALE,
    decimals=2,
    datasets=(ILO,),
    means="The score that the ILO's study of 2023 gave to the task.",
    does_not_mean="That the task was automated or that anyone let AI do it.",
    direction="Higher means that more of the task could be attempted then.",
)
TASK_CHANGE = _of_the_ilo(
    key="task-exposure-change",
    label="Change in task exposure, 2023 to 2025",
    unit="points of the 0–1 scale",
    decimals=2,
    format="signed",
    means="The task's score of 2025 minus its score of 2023.",
    does_not_mean="A change in how the task is done today.",
    direction="Positive where the task was rated more exposed in 2025.",
    recipe="fastest-task",
)
SCORED_TASKS = _of_the_ilo(
    key="scored-tasks",
    label="Scored tasks of all unit groups",
    unit="task statements",
    decimals=0,
    means="How many task statements the release scores in all.",
    does_not_mean="How much work there is in the world.",
    recipe="counted",
)
UNIT_GROUP_COUNT = _of_the_ilo(
    key="unit-group-count",
    label="Unit groups with data",
    unit="ISCO-08 unit groups",
    decimals=0,
    means="How many unit groups the release scores: those that percentiles are taken over.",
    does_not_mean="How many occupations exist, or how many people work in them.",
    recipe="exposure-percentile",
)
BAND_UNIT_GROUPS = _of_the_ilo(
    key="band-unit-groups",
    label="Unit groups in a band",
    unit="ISCO-08 unit groups",
    decimals=0,
    means="How many unit groups the ILO places in an exposure band.",
    does_not_mean="How many people work in them.",
    recipe="counted",
)
US_EMPLOYMENT = declare_measure(
    key="us-employment",
    label="U.S. employment",
    unit="people employed in the United States",
    decimals=0,
    datasets=(OEWS,),
    means="Employment of the SOC occupation in the national estimates of the Occupational Employment and Wage Statistics; "
    "O*NET occupations of one SOC code share its figure.",
    does_not_mean="Employment in this ISCO-08 unit group, or self-employed people.",
    direction="Higher means more employees.",
)
US_OCCUPATION_COUNT = declare_measure(
    key="us-occupation-count",
    label="U.S. occupations mapped to it",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(CROSSWALK, BRIDGE),
    means="How many O*NET-SOC occupations the crosswalk connects with the unit group.",
    does_not_mean="That they are the same occupation: the correspondence is approximate and many to many.",
    recipe="us-occupations",
)
