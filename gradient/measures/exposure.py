"""Measures of a unit group's exposure, and of its standing among all."""

from citations.measures import MEASURES, Measure
from gradient.measures.datasets import ILO, NO_VERDICT, SCALE

MEAN_EXPOSURE = MEASURES.declare(
    Measure(
        key="mean-exposure",
        label="Mean task exposure, 2025",
        unit=SCALE,
        decimals=2,
        datasets=(ILO,),
        means="The unweighted mean of the ILO's 2025 scores of the unit group's tasks: how far their content overlaps with "
        "what generative AI can attempt.",
        does_not_mean=NO_VERDICT,
        direction="Higher means that more of the content of its tasks can be attempted.",
        recipe="mean-exposure",
    )
)
MEAN_EXPOSURE_2023 = MEASURES.declare(
    Measure(
        key="mean-exposure-2023",
        label="Mean task exposure, 2023",
        unit=SCALE,
        decimals=2,
        datasets=(ILO,),
        means="The unweighted mean of the scores that the ILO's study of 2023 gave to the same tasks, as far as it scored them.",
        does_not_mean=NO_VERDICT,
        direction="Higher means that more of the content of its tasks could be attempted then.",
        recipe="mean-exposure",
    )
)
EXPOSURE_CHANGE = MEASURES.declare(
    Measure(
        key="exposure-change",
        label="Change in mean exposure, 2023 to 2025",
        unit="points of the 0–1 scale",
        decimals=2,
        datasets=(ILO,),
        format="signed",
        means="Mean task exposure of 2025 minus that of 2023: how the assessment moved between the two snapshots of model "
        "capability.",
        does_not_mean="A change in how people work, in employment or in the use of AI.",
        direction="Positive where the tasks were rated more exposed in 2025.",
        recipe="exposure-change",
    )
)
EXPOSURE_CHANGE_SIZE = MEASURES.declare(
    Measure(
        key="exposure-change-size",
        label="Size of the change in mean exposure, 2023 to 2025",
        unit="points of the 0–1 scale",
        decimals=2,
        datasets=(ILO,),
        means="How far mean task exposure moved between the snapshots of 2023 and 2025, whichever way.",
        does_not_mean="A change in how people work, in employment or in the use of AI.",
        recipe="exposure-change",
    )
)
EXPOSURE_PERCENTILE = MEASURES.declare(
    Measure(
        key="exposure-percentile",
        label="Percentile of mean exposure",
        unit="percentile among the unit groups with data",
        decimals=0,
        datasets=(ILO,),
        format="ordinal",
        means="100 × the share of unit groups whose mean task exposure is strictly lower.",
        does_not_mean="A share of tasks, of workers or of jobs.",
        direction="Higher means more exposed than more of the other unit groups.",
        recipe="exposure-percentile",
    )
)
SHARE_LESS_EXPOSED = MEASURES.declare(
    Measure(
        key="share-less-exposed",
        label="Unit groups that are less exposed",
        unit="share of the unit groups with data",
        decimals=0,
        datasets=(ILO,),
        format="percent",
        means="The share of unit groups whose mean task exposure is strictly lower: the percentile, read as a share.",
        does_not_mean="A share of tasks, of workers or of jobs.",
        direction="Higher means more exposed than more of the other unit groups.",
        recipe="exposure-percentile",
    )
)
