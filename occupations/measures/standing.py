"""Measures of where an occupation stands among all."""

from citations.measures import Measure, declare_measure
from occupations.measures.themes import EXPOSURE

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
        theme=EXPOSURE,
    )
