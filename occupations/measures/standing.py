"""Measures of where an occupation stands among all: percentiles of exposure, and the overlap composite."""

from citations.measures import MEASURES, Measure
from occupations.measures.datasets import ELOUNDOU, FELTEN, FREY_OSBORNE, MICROSOFT

_NO_SHARE = "A share of tasks, workers or jobs, or a forecast."


def _percentile(key: str, label: str, dataset: str) -> Measure:
    return MEASURES.declare(
        Measure(
            key=f"{key}-percentile",
            label=f"Percentile: {label}",
            unit="percentile among the occupations with data",
            decimals=0,
            datasets=(dataset,),
            format="ordinal",
            means="100 × the share of occupations whose score is strictly lower. It makes studies with different scales "
            "comparable.",
            does_not_mean=_NO_SHARE,
            direction="Higher: scored higher than more of the other occupations.",
            recipe="occupation-percentile",
        )
    )


# By the measure that is ranked.
EXPOSURE_PERCENTILES = {
    "felten-aioe": _percentile("felten-aioe", "overall AI exposure (Felten et al.)", FELTEN),
    "eloundou-gamma": _percentile("eloundou-gamma", "LLM task exposure, γ (Eloundou et al.)", ELOUNDOU),
    "microsoft-applicability": _percentile("microsoft-applicability", "AI assistant applicability (Microsoft)", MICROSOFT),
    "frey-osborne-probability": _percentile("frey-osborne", "probability of computerisation (2013)", FREY_OSBORNE),
}
OVERLAP = MEASURES.declare(
    Measure(
        key="ai-overlap-percentile",
        label="AI task overlap",
        unit="percentile among the occupations with data",
        decimals=0,
        datasets=(FELTEN, ELOUNDOU, MICROSOFT),
        format="ordinal",
        means="Where the occupation stands when its percentiles in up to three studies are averaged and ranked again.",
        does_not_mean="Automation, adoption or jobs lost: it compares how much of the work today's AI can attempt.",
        direction="Higher: more overlap than more of the other occupations.",
        recipe="ai-overlap",
    )
)
OVERLAP_MEAN = MEASURES.declare(
    Measure(
        key="ai-overlap-mean",
        label="Mean of the studies' percentiles",
        unit="points from 0 to 100",
        decimals=1,
        datasets=(FELTEN, ELOUNDOU, MICROSOFT),
        means="The unweighted mean of the percentiles in those of the three studies that score the occupation.",
        does_not_mean=_NO_SHARE,
        recipe="ai-overlap",
    )
)
OVERLAP_PARTS = MEASURES.declare(
    Measure(
        key="ai-overlap-parts",
        label="Studies that score the occupation",
        unit="of the three studies",
        decimals=0,
        datasets=(FELTEN, ELOUNDOU, MICROSOFT),
        means="How many of the three studies behind AI task overlap score the occupation under its own code.",
        does_not_mean="How certain the overlap is.",
        recipe="ai-overlap",
    )
)
RANKED_OCCUPATIONS = MEASURES.declare(
    Measure(
        key="ranked-occupations",
        label="Occupations with data",
        unit="O*NET-SOC occupations",
        decimals=0,
        datasets=(FELTEN, ELOUNDOU, MICROSOFT),
        means="How many occupations a percentile is taken over.",
        does_not_mean="How many occupations exist.",
        recipe="occupation-percentile",
    )
)
