"""Measures of where an occupation stands among all."""

from citations.measures import Measure, declare_measure
from occupations.measures.datasets import ELOUNDOU, FELTEN, MICROSOFT

NO_SHARE = "A share of tasks, workers or jobs, or a forecast."


def percentile_by(dataset: str, key: str, label: str) -> Measure:
    """The measure of standing by a study's score, which is called `label` there."""
    return declare_measure(
        key=f"{key}-percentile",
        label=f"Percentile: {label}",
        unit="percentile among the occupations with data",
        decimals=0,
        datasets=(dataset,),
        format="ordinal",
        means="100 × the share of occupations whose score is strictly lower. It makes studies with different scales comparable.",
        does_not_mean=NO_SHARE,
        direction="Higher: scored higher than more of the other occupations.",
        recipe="occupation-percentile",
    )


RANKED_OCCUPATIONS = declare_measure(
    key="ranked-occupations",
    label="Occupations with data",
    unit="O*NET-SOC occupations",
    decimals=0,
    datasets=(FELTEN, ELOUNDOU, MICROSOFT),
    means="How many occupations a percentile is taken over.",
    does_not_mean="How many occupations exist.",
    recipe="occupation-percentile",
)
