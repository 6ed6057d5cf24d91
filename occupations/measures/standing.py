"""Measures of where an occupation stands among all."""

from citations.measures import Measure, declare_measure
from occupations.measures.themes import EXPOSURE

NO_SHARE = "A share of tasks, workers or jobs, or a forecast."


def percentile_by(dataset: str, key: str, label: str, *, is_over_all: bool = False) -> Measure:
    """The measure of standing by a study's score, which is called `label` there; `is_over_all` where the percentile is taken over
    all occupations that the study reaches, not over those alone that it scores under their own code."""
    among = "that it reaches, those over a bridge included" if is_over_all else "that it scores under their own code"
    whose = f"{among}, whose" if is_over_all else f"{among} whose"
    return declare_measure(
        key=f"{key}-percentile",
        label=f"Percentile: {label}",
        unit=f"percentile among the occupations {among}",
        decimals=0,
        datasets=(dataset,),
        format="ordinal",
        means=f"100 × the share of the occupations {whose} score is strictly lower. It makes studies with different scales "
        "comparable.",
        does_not_mean=NO_SHARE,
        direction="Higher: scored higher than more of the other occupations.",
        recipe="occupation-percentile",
        theme=EXPOSURE,
    )
