"""Measures of the international side. Scores run from 0 (no overlap with generative AI) to 1."""

from functools import partial

from citations.measures import declare_measure

ILO = "ilo-genai-gradient"
CROSSWALK = "ibs-crosswalk"
BRIDGE = "soc-structure"
OEWS = "bls-oews"
ONET = "onet"

# Heading of the reference of measures.
THEME = "The ILO's gradient"

# What task scores are a value on, and what none of them says.
SCALE = "on a scale from 0 to 1"
# Decimals of the release's scores, to which tables print them, their means and changes; sentences round to two.
SCORE_DECIMALS = 3
NO_VERDICT = "Whether the work is automated, whether anyone uses AI for it today, or whether jobs are lost."
# The scores of 2023 came from one model's answers; those of 2025 from predictions that follow people's ratings.
NOT_LEARNED = (
    "What models learned in between: the ILO scored by another method in 2025, by which high scores of 2023 tended to fall and "
    "low ones to rise. Nor a change in how people work, in employment or in the use of AI."
)

_measure = partial(declare_measure, theme=THEME)
_of_the_ilo = partial(_measure, datasets=(ILO,))

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
MEAN_EXPOSURE_2023 = _measure(
    key="mean-exposure-2023",
    label="Mean task exposure, 2023",
    unit=SCALE,
    decimals=2,
    datasets=(ILO,),
    means="The unweighted mean of the scores of 2023, over the tasks that the ILO's study of that year scored.",
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
    means="Mean of the scores of 2025 minus mean of those of 2023, both over the tasks scored in both years: how far the ILO's "
    "two scorings of the same tasks lie apart.",
    does_not_mean=NOT_LEARNED,
    direction="Positive where the tasks were rated more exposed in 2025.",
    recipe="exposure-change",
)
EXPOSURE_CHANGE_SIZE = _of_the_ilo(
    key="exposure-change-size",
    label="Size of the change in mean exposure, 2023 to 2025",
    unit="points of the 0–1 scale",
    decimals=2,
    means="How far the means of the ILO's scorings of 2023 and 2025 lie apart, over the tasks scored in both, whichever way.",
    does_not_mean=NOT_LEARNED,
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
    unit="tasks",
    decimals=0,
    means="How many tasks of the unit group the ILO scored.",
    does_not_mean="How much work there is, or how much time each task takes.",
    recipe="band-split",
)
TASKS_SCORED_TWICE = _of_the_ilo(
    key="tasks-scored-twice",
    label="Tasks scored in both years",
    unit="tasks",
    decimals=0,
    means="How many tasks of the unit group have a score of 2023 and one of 2025: those that its change is taken over.",
    does_not_mean="That the others are new: the study of 2023 did not score them.",
    recipe="exposure-change",
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
UPPER_HALF_TASKS = _of_the_ilo(
    key="upper-half-tasks",
    label="Tasks scored 0.5 or more",
    unit="task statements",
    decimals=0,
    means="How many tasks of the unit group have a score of 2025 in the upper half of the scale.",
    does_not_mean="That AI does these tasks or could do them alone; the ILO draws no such line for single tasks.",
    direction="Higher means that more of its tasks score high.",
    recipe="upper-half",
)
UPPER_HALF_SHARE = _of_the_ilo(
    key="upper-half-share",
    label="Share of tasks scored 0.5 or more",
    unit="share of the unit group's tasks",
    decimals=0,
    format="percent",
    means="The share of the unit group's tasks whose own score of 2025 is in the upper half of the scale.",
    does_not_mean="That AI does these tasks or could do them alone; the ILO draws no such line for single tasks.",
    direction="Higher means that more of its tasks score high.",
    recipe="upper-half",
)
FALLEN_SHARE = _of_the_ilo(
    key="fallen-share",
    label="Tasks scored lower in 2025 than in 2023",
    unit="share of the tasks scored in both years",
    decimals=0,
    format="percent",
    means="The share of the tasks of all unit groups that the ILO scored lower in 2025 than in 2023.",
    does_not_mean=NOT_LEARNED,
    recipe="fallen-share",
)
STATED_MEAN = _of_the_ilo(
    key="stated-mean-exposure",
    label="Mean task exposure, 2025, as the file states it",
    unit=SCALE,
    decimals=2,
    means="The mean of 2025 that the ILO's file states, where the mean of its task scores differs from it by more than rounding.",
    does_not_mean=NO_VERDICT,
)
STATED_MEAN_2023 = _of_the_ilo(
    key="stated-mean-exposure-2023",
    label="Mean task exposure, 2023, as the file states it",
    unit=SCALE,
    decimals=2,
    means="The mean of 2023 that the ILO's file states, where the mean of its task scores differs from it by more than rounding.",
    does_not_mean=NO_VERDICT,
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
TASK_EXPOSURE_2023 = _measure(
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
    means="The task's score of 2025 minus its score of 2023, which the ILO gave by another method.",
    does_not_mean=NOT_LEARNED,
    direction="Positive where the task was rated more exposed in 2025.",
    recipe="fastest-task",
)
SCORED_TASKS = _of_the_ilo(
    key="scored-tasks",
    label="Scored tasks of all unit groups",
    unit="tasks",
    decimals=0,
    means="How many tasks the release scores in all.",
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
US_EMPLOYMENT = _measure(
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
US_OCCUPATION_COUNT = _measure(
    key="us-occupation-count",
    label="U.S. occupations mapped to it",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(CROSSWALK, BRIDGE),
    means="How many O*NET-SOC occupations the crosswalk connects with the unit group.",
    does_not_mean="That they are the same occupation: the correspondence is approximate and many to many.",
    recipe="us-occupations",
)
