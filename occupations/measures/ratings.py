"""Measures of what O*NET rates: elements and tasks of an occupation, preparation, and the education that it takes; and of what
those who work in it have learned, and how far people and a model agree on its tasks."""

from functools import partial

from citations.measures import declare_measure
from occupations.measures.datasets import ELOUNDOU, EP, FELTEN, MICROSOFT, ONET
from occupations.measures.themes import EXPOSURE, OVERLAP, PREPARATION, RATINGS

_RATERS = " Ratings come from workers or analysts of the occupation, collected over several years."

_of_onet = partial(declare_measure, datasets=(ONET,), theme=RATINGS)

IMPORTANCE = _of_onet(
    key="importance",
    label="Importance",
    unit="on a scale from 1 (not important) to 5 (extremely important)",
    decimals=1,
    means=f"How important the ability, skill, knowledge or activity is to the occupation.{_RATERS}",
    does_not_mean="How much of it is needed, how well people master it, or what an employer asks for.",
    direction="Higher: more important to the occupation.",
)
CONTEXT = _of_onet(
    key="work-context",
    label="Work context",
    unit="on a scale from 1 to 5",
    decimals=1,
    means=f"How present the condition is in day-to-day work.{_RATERS}",
    does_not_mean="The conditions at any one workplace, or whether they are good or bad.",
    direction="Higher: more present.",
)
INTEREST = _of_onet(
    key="occupational-interest",
    label="Occupational interest",
    unit="on a scale from 1 (not characteristic) to 7 (highly characteristic)",
    decimals=1,
    means="How characteristic the interest is of the occupation, as models and experts rated it from what the work is.",
    does_not_mean="What any one person in it likes, or a test of who is suited.",
    direction="Higher: more characteristic.",
)
WORK_STYLE = _of_onet(
    key="work-style-impact",
    label="Work style",
    unit="on a scale from −3 (very detrimental) to 3 (very beneficial)",
    decimals=1,
    means="How far the personal quality helps in doing the work, among the qualities that set the occupation apart.",
    does_not_mean="What people in it are like, or a requirement.",
    direction="Higher: more beneficial.",
)
WORK_VALUE = _of_onet(
    key="work-value-extent",
    label="Work value",
    unit="on a scale from 1 to 7",
    decimals=1,
    means="How far the occupation meets the need that the value stands for, as experts rated it.",
    does_not_mean="What any one employer offers.",
    direction="Higher: met further.",
)
TASK_IMPORTANCE = _of_onet(
    key="task-importance",
    label="Importance of the task",
    unit="on a scale from 1 (not important) to 5 (extremely important)",
    decimals=1,
    means=f"How important the task is to the occupation.{_RATERS}",
    does_not_mean="How often it is done or how much time it takes.",
    direction="Higher: more important to the occupation.",
)
EDUCATION_LEVEL_SHARE = _of_onet(
    key="required-education-share",
    label="Share who say that this level is required",
    unit="share of those asked",
    decimals=1,
    format="percent",
    means="Share of the workers or experts asked by O*NET who said that this level of education is required of somebody who is "
    "hired for the job now.",
    does_not_mean="What those who work in it have learned, a legal requirement, or what any one employer asks.",
    recipe="education-shown",
    theme=PREPARATION,
)
ATTAINMENT_SHARE = declare_measure(
    key="attainment-share",
    label="Share of workers with this level",
    unit="share of workers of 25 years and older",
    decimals=1,
    datasets=(EP,),
    format="percent",
    means="Share of the workers of 25 years and older whose highest level of education this is, as BLS counts answers to the "
    "American Community Survey.",
    does_not_mean="What the work requires, what newcomers have learned, or the education of workers below 25.",
    theme=PREPARATION,
)
LABEL_AGREEMENT = declare_measure(
    key="label-agreement",
    label="Tasks that people and GPT-4 label alike",
    unit="share of the tasks labelled by both",
    decimals=0,
    datasets=(ONET, ELOUNDOU),
    format="percent",
    means="Share of the occupation's tasks to which people and GPT-4 gave the same label of exposure: E0, E1 or E2.",
    does_not_mean="That the labels are right: both can be wrong together, and some would agree by chance.",
    direction="Higher: the two judgements of the tasks differ less.",
    recipe="label-agreement",
    theme=EXPOSURE,
)
LABELLED_TASKS = declare_measure(
    key="labelled-tasks",
    label="Tasks labelled by people and GPT-4",
    unit="task statements",
    decimals=0,
    datasets=(ONET, ELOUNDOU),
    means="How many of the tasks that O*NET lists for the occupation the study has both labels of.",
    does_not_mean="That the other tasks are not exposed: the study labelled the tasks of an earlier release.",
    recipe="label-agreement",
    theme=EXPOSURE,
)
JOB_ZONE = _of_onet(
    key="job-zone",
    label="Job zone",
    unit="zone from 1 to 5",
    decimals=0,
    means="How much preparation the occupation asks for: education, experience and training together.",
    does_not_mean="A rank, or a licence to do the work.",
    direction="Higher: more preparation.",
    theme=PREPARATION,
)
ELEMENT_MEAN = _of_onet(
    key="element-mean",
    label="Mean over all occupations",
    unit="on the element's scale",
    decimals=2,
    means="The unweighted mean of the element's ratings over the occupations that are rated on it, those left out that O*NET "
    "advises against relying on.",
    does_not_mean="An average over people: every occupation counts alike.",
    recipe="element-distribution",
)
ELEMENT_MEDIAN = _of_onet(
    key="element-median",
    label="Median over all occupations",
    unit="on the element's scale",
    decimals=2,
    means="The rating that half of the occupations lie below.",
    does_not_mean="An average over people: every occupation counts alike.",
    recipe="element-distribution",
)
BIN_OCCUPATIONS = _of_onet(
    key="element-bin-occupations",
    label="Occupations in this range",
    unit="O*NET-SOC occupations",
    decimals=0,
    means="How many occupations are rated within this range of the scale.",
    does_not_mean="How many people work in them.",
    recipe="element-distribution",
)
OVERLAP_CORRELATION = declare_measure(
    key="overlap-correlation",
    label="Rank correlation with AI task overlap",
    unit="Spearman's ρ from −1 to 1",
    decimals=2,
    datasets=(ONET, FELTEN, ELOUNDOU, MICROSOFT),
    format="signed",
    means="How closely the order of occupations by this element agrees with their order by AI task overlap.",
    does_not_mean="That the element causes overlap or protects from it. It describes a pattern over occupations.",
    direction="Above 0: occupations rated higher tend to overlap more; below 0: less.",
    recipe="overlap-correlation",
    theme=OVERLAP,
)
