"""Measures of the methodology page: what standings are taken over, and what another choice of method would change."""

from functools import partial

from citations.measures import declare_measure
from occupations.measures.datasets import ONET, SOC
from occupations.measures.themes import METHOD

_measure = partial(declare_measure, theme=METHOD)

RANKED = _measure(
    key="ranked-occupations",
    label="Occupations that a percentile is taken over",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(ONET,),
    means="How many occupations have a value that counts in the base of the ranking.",
    does_not_mean="How many people work in them, or how many occupations are given a percentile.",
    recipe="occupation-percentile",
)
BELOW = _measure(
    key="occupations-below",
    label="Occupations with a strictly lower value",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(ONET,),
    means="How many of the occupations in the base of the ranking lie below this one; those with an equal value do not count.",
    does_not_mean="How many people work in them.",
    recipe="occupation-percentile",
)
BRIDGED = _measure(
    key="bridged-scores",
    label="Scores carried over a bridge",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(ONET, SOC),
    means="How many occupations a study scores only under older codes, which a published crosswalk leads from.",
    does_not_mean="Errors: the score is that of the older occupation, and the page of the occupation says so.",
    recipe="carried-values",
)
EFFECT_MEAN = _measure(
    key="choice-effect-mean",
    label="Mean effect of a choice",
    unit="points of percentile",
    decimals=1,
    datasets=(ONET,),
    means="By how many points percentiles would move, up or down, on average over the occupations, had the choice been the "
    "other.",
    does_not_mean="An error, or a margin of error: both choices are sound, and pages follow the one that is stated.",
    direction="Higher: the choice matters more.",
    recipe="choice-effect",
)
EFFECT_LARGEST = _measure(
    key="choice-effect-largest",
    label="Largest effect of a choice",
    unit="points of percentile",
    decimals=1,
    datasets=(ONET,),
    means="By how many points the percentile that moves furthest would move, had the choice been the other.",
    does_not_mean="An error, or a margin of error: both choices are sound, and pages follow the one that is stated.",
    direction="Higher: the choice matters more for some occupation.",
    recipe="choice-effect",
)
POINTS = _measure(
    key="percentile-points",
    label="Percentile, to one decimal",
    unit="percentile among the occupations with data",
    decimals=1,
    datasets=(ONET,),
    means="The percentile as it is reckoned with, before it is printed as a whole number.",
    does_not_mean="A share of tasks, workers or jobs, or a forecast.",
    recipe="occupation-percentile",
)
