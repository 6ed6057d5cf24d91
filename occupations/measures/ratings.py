"""Measures of what O*NET rates: elements and tasks of an occupation, preparation, and education of those who work in it."""

from functools import partial

from citations.measures import declare_measure
from occupations.measures.datasets import ELOUNDOU, FELTEN, MICROSOFT, ONET
from occupations.measures.themes import OVERLAP, PREPARATION, RATINGS

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
    label="Share of people in the occupation",
    unit="share of those asked",
    decimals=1,
    format="percent",
    means="Share of the workers or experts asked who named this level of education for the occupation.",
    does_not_mean="A legal requirement, or what employers ask of newcomers.",
    theme=PREPARATION,
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
    means="The unweighted mean of the element's ratings over the occupations that are rated on it.",
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
