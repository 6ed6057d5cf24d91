"""Measures that count occupations, tasks and openings of a group."""

from functools import partial

from citations.measures import declare_measure
from occupations.measures.datasets import EP, OEWS, ONET, SOC
from occupations.measures.themes import COUNTS

_of_onet = partial(declare_measure, datasets=(ONET,), theme=COUNTS, recipe="counted")

ONET_TASK_COUNT = _of_onet(
    key="onet-task-count",
    label="Tasks",
    unit="task statements",
    decimals=0,
    means="How many task statements O*NET lists for the occupation.",
    does_not_mean="How much work there is, or how much time each task takes.",
)
OCCUPATION_COUNT = _of_onet(
    key="occupation-count",
    label="Occupations",
    unit="O*NET-SOC occupations",
    decimals=0,
    means="How many occupations are counted here.",
    does_not_mean="How many people work in them.",
)
CODES_LEFT_OUT = declare_measure(
    key="codes-left-out",
    label="Occupations left out for their earlier code",
    unit="occupations of the survey or the projections",
    decimals=0,
    datasets=(OEWS, EP, SOC),
    theme=COUNTS,
    recipe="earlier-codes",
    means="How many occupations are published under a code of an earlier vintage of the classification that leads to no one "
    "code of 2018.",
    does_not_mean="That nobody works in them: their workers are in occupations of 2018 that no figure is published for.",
)
TASK_OCCUPATIONS = _of_onet(
    key="task-text-occupations",
    label="Occupations that share the task's wording",
    unit="O*NET-SOC occupations",
    decimals=0,
    means="How many occupations have a task of these words: today's, or those by which the index of observed use knows the task. "
    "Observed use of the words is divided among them.",
    does_not_mean="That the task is the same in each of them.",
    recipe="usage-divided",
)
SIBLING_TASKS = _of_onet(
    key="sibling-tasks",
    label="Tasks of other occupations in the same activity",
    unit="task statements",
    decimals=0,
    means="How many tasks of other occupations O*NET places under the same detailed work activity.",
    does_not_mean="That they are done alike, or that skills carry over unchanged.",
)
USERS = _of_onet(
    key="technology-occupations",
    label="Occupations that use it",
    unit="O*NET-SOC occupations",
    decimals=0,
    means="For how many occupations O*NET lists an example of this kind of software or tool.",
    does_not_mean="How many people use it, or how often.",
)
SURVEYED_OCCUPATIONS = declare_measure(
    key="surveyed-occupations",
    label="Occupations in the industry",
    unit="detailed SOC occupations",
    decimals=0,
    datasets=(OEWS,),
    means="For how many detailed occupations the survey publishes an estimate in the industry.",
    does_not_mean="All occupations that occur in it: small ones are not published.",
    recipe="counted",
    theme=COUNTS,
)
