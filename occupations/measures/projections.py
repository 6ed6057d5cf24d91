"""Measures of the BLS Employment Projections."""

from functools import partial

from citations.measures import declare_measure
from occupations.measures.datasets import EP
from occupations.measures.themes import PROJECTIONS

_NOT_AI = "An effect of AI as such: it is a projection of the labour market, made on BLS's assumptions."

_of_ep = partial(declare_measure, datasets=(EP,), theme=PROJECTIONS)

EMPLOYMENT_BASE = _of_ep(
    key="projection-employment-base",
    label="Employment, base year",
    unit="jobs, published in thousands to one decimal",
    decimals=0,
    means="Jobs in the occupation in the projection's base year, the self-employed included.",
    does_not_mean="The survey's employment (OEWS), which leaves out the self-employed and is lower.",
)
EMPLOYMENT_PROJECTED = _of_ep(
    key="projection-employment-projected",
    label="Employment, projected",
    unit="jobs, published in thousands to one decimal",
    decimals=0,
    means="Jobs in the occupation ten years after the base year, as BLS projects them.",
    does_not_mean=_NOT_AI,
)
CHANGE_PERCENT = _of_ep(
    key="projection-change-percent",
    label="Projected change",
    unit="percent of the base year's employment",
    decimals=1,
    format="percentage",
    direction="Positive: employment is projected to grow over the ten years.",
    means="Projected change of employment from the base year to ten years later.",
    does_not_mean=_NOT_AI,
)
OPENINGS = _of_ep(
    key="projection-openings",
    label="Projected annual openings",
    unit="openings a year, published in thousands to one decimal",
    decimals=0,
    means="Openings in an average year of the ten: new jobs, and the replacement of people who leave the occupation.",
    does_not_mean="New jobs alone, or vacancies: openings can be many where employment shrinks.",
)
REPLACEMENTS = _of_ep(
    key="projection-replacements",
    label="Openings that replace people who leave",
    unit="openings a year, derived from numbers that are published in thousands to one decimal",
    decimals=0,
    means="Openings in an average year of the ten that are not new jobs: somebody leaves the occupation and is followed.",
    does_not_mean="Retirement alone: people leave an occupation for others, too.",
    recipe="projection-replacements",
)
SELF_EMPLOYED = _of_ep(
    key="projection-self-employed",
    label="Self-employed",
    unit="percent of jobs in the base year",
    decimals=1,
    format="percentage",
    means="Share of the occupation's jobs in the base year that self-employed people hold.",
    does_not_mean="Gig work or freelance income beside a job.",
)
