"""Measures that count unit groups and U.S. occupations."""

from citations.measures import MEASURES, Measure
from gradient.measures.datasets import BRIDGE, CROSSWALK, ILO, OEWS

UNIT_GROUP_COUNT = MEASURES.declare(
    Measure(
        key="unit-group-count",
        label="Unit groups with data",
        unit="ISCO-08 unit groups",
        decimals=0,
        datasets=(ILO,),
        means="How many unit groups the release scores: those that percentiles are taken over.",
        does_not_mean="How many occupations exist, or how many people work in them.",
        recipe="exposure-percentile",
    )
)
BAND_UNIT_GROUPS = MEASURES.declare(
    Measure(
        key="band-unit-groups",
        label="Unit groups in a band",
        unit="ISCO-08 unit groups",
        decimals=0,
        datasets=(ILO,),
        means="How many unit groups the ILO places in an exposure band.",
        does_not_mean="How many people work in them.",
    )
)
US_EMPLOYMENT = MEASURES.declare(
    Measure(
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
)
US_OCCUPATION_COUNT = MEASURES.declare(
    Measure(
        key="us-occupation-count",
        label="U.S. occupations mapped to it",
        unit="O*NET-SOC occupations",
        decimals=0,
        datasets=(CROSSWALK, BRIDGE),
        means="How many O*NET-SOC occupations the crosswalk connects with the unit group.",
        does_not_mean="That they are the same occupation: the correspondence is approximate and many to many.",
        recipe="us-occupations",
    )
)
