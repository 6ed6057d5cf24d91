"""Measures of U.S. occupations."""

from citations.measures import MEASURES, Measure

EMPLOYMENT = MEASURES.declare(
    Measure(
        key="employment",
        label="Employment",
        unit="people",
        decimals=0,
        datasets=("bls-oews",),
        direction="more people are employed in the occupation",
        means="Estimated number of employees in the occupation across the United States, rounded by BLS to the nearest 10.",
        does_not_mean="The number of self-employed people, of vacancies, or of jobs exposed to AI.",
    )
)
