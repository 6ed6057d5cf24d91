"""Measures of employment and pay (BLS OEWS), nationally and by industry."""

from functools import partial

from citations.measures import Measure, declare_measure
from occupations.measures.datasets import OEWS
from occupations.measures.themes import PAY

_NOT_PAY = "Benefits, bonuses, overtime, the income of self-employed people, or what a newcomer is offered."
# Means are published above the top code that BLS gives in place of higher percentiles; only a few by industry are top-coded.
_TOP_CODE = " Where BLS gives its top code in place of a wage at or above it, the figure says “or more”."

_of_oews = partial(declare_measure, datasets=(OEWS,), theme=PAY)

EMPLOYMENT = _of_oews(
    key="employment",
    label="Employment",
    unit="people",
    decimals=0,
    direction="Higher: more people are employed in the occupation.",
    means="Estimated number of employees in the occupation across the United States, rounded by BLS to the nearest 10.",
    does_not_mean="The number of self-employed people, of vacancies, or of jobs exposed to AI.",
)
FAMILY_EMPLOYMENT = _of_oews(
    key="family-employment",
    label="Employment of the job family",
    unit="people",
    decimals=0,
    direction="Higher: more people are employed in the job family.",
    means="Estimated number of employees in the major group across the United States, as the survey's own row of the group says, "
    "occupations that it does not publish one by one included.",
    does_not_mean="The number of self-employed people, of vacancies, or of jobs exposed to AI.",
)
CLUSTER_EMPLOYMENT = _of_oews(
    key="cluster-employment",
    label="Employment of the cluster's occupations",
    unit="people",
    decimals=0,
    means="Sum of the estimated employment of the cluster's occupations, each published group counted once.",
    does_not_mean="A number that BLS publishes, or one that adds up over clusters: an occupation can belong to several.",
    recipe="cluster-employment",
)


def _wage(name: str, label: str, means: str, period: str) -> Measure:
    top_code = "" if name == "mean" else _TOP_CODE
    return _of_oews(
        key=f"{'wage' if period == 'year' else 'hourly-wage'}-{name}",
        label=f"{label}, {'annual' if period == 'year' else 'hourly'}",
        unit=f"U.S. dollars {'a year' if period == 'year' else 'an hour'}",
        decimals=0 if period == "year" else 2,
        format="dollars" if period == "year" else "dollars-an-hour",
        means=f"{means}, across the United States and all industries.{top_code}",
        does_not_mean=_NOT_PAY,
    )


_PARTS = (
    ("p10", "10th percentile wage", "What a tenth of the occupation's employees earn less than"),
    ("p25", "25th percentile wage", "What a quarter of the occupation's employees earn less than"),
    ("median", "Median wage", "What half of the occupation's employees earn less than"),
    ("p75", "75th percentile wage", "What three quarters of the occupation's employees earn less than"),
    ("p90", "90th percentile wage", "What nine tenths of the occupation's employees earn less than"),
    ("mean", "Mean wage", "What the occupation's employees earn on average"),
)
# By the part of the field names of WageEstimate: annual_p10, hourly_p10.
ANNUAL_WAGES = {name: _wage(name, label, means, "year") for name, label, means in _PARTS}
HOURLY_WAGES = {name: _wage(name, label, means, "hour") for name, label, means in _PARTS}

PAY_PERCENTILE = _of_oews(
    key="median-pay-percentile",
    label="Percentile of median pay",
    unit="percentile among the occupations whose annual median is published for their own SOC code and lies below the top code",
    decimals=0,
    format="ordinal",
    means="100 × the share of those occupations whose annual median wage is strictly lower. Occupations with the median of a "
    "combination of codes, or one at or above the top code, are placed beside them and do not count.",
    does_not_mean="A share of workers, or how pay within the occupation is spread.",
    direction="Higher: the median is higher than that of more of the other occupations.",
    recipe="occupation-percentile",
)
INDUSTRY_EMPLOYMENT = _of_oews(
    key="industry-employment",
    label="Workers in the industry",
    unit="people",
    decimals=0,
    means="Estimated number of the occupation's employees in the industry, rounded by BLS to the nearest 10.",
    does_not_mean="Everyone who works in the industry, or self-employed people.",
)
INDUSTRY_MEDIAN_WAGE = _of_oews(
    key="industry-median-wage",
    label="Median wage in the industry",
    unit="U.S. dollars a year",
    decimals=0,
    format="dollars",
    means=f"What half of the occupation's employees in the industry earn less than.{_TOP_CODE}",
    does_not_mean=_NOT_PAY,
)
INDUSTRY_MEAN_WAGE = _of_oews(
    key="industry-mean-wage",
    label="Mean wage in the industry",
    unit="U.S. dollars a year",
    decimals=0,
    format="dollars",
    means=f"What the occupation's employees in the industry earn on average.{_TOP_CODE}",
    does_not_mean=_NOT_PAY,
)
INDUSTRY_TOTAL = _of_oews(
    key="industry-total-employment",
    label="All workers in the industry",
    unit="people",
    decimals=0,
    means="Estimated number of employees of all occupations in the industry.",
    does_not_mean="Self-employed people, or owners of unincorporated firms.",
)
LOCATION_QUOTIENT = _of_oews(
    key="location-quotient",
    label="Concentration",
    unit="times the economy-wide share",
    decimals=2,
    means="The occupation's share of the industry's employment, divided by its share of all employment in the United States.",
    does_not_mean="How many of the occupation's people work in the industry: a small industry can be highly concentrated.",
    direction="Above 1: the occupation is more common in the industry than in the economy as a whole.",
    recipe="location-quotient",
)
