"""Measures of the international side. Scores run from 0 (no overlap with generative AI) to 1."""

from gradient.measures.counts import BAND_UNIT_GROUPS, UNIT_GROUP_COUNT, US_EMPLOYMENT, US_OCCUPATION_COUNT
from gradient.measures.datasets import BRIDGE, CROSSWALK, ILO, OEWS, ONET
from gradient.measures.exposure import (
    EXPOSURE_CHANGE,
    EXPOSURE_CHANGE_SIZE,
    EXPOSURE_PERCENTILE,
    MEAN_EXPOSURE,
    MEAN_EXPOSURE_2023,
    SHARE_LESS_EXPOSED,
)
from gradient.measures.tasks import (
    BAND_SHARE,
    BAND_TASKS,
    EXPOSED_SHARE,
    SCORED_TASKS,
    TASK_CHANGE,
    TASK_COUNT,
    TASK_EXPOSURE,
    TASK_EXPOSURE_2023,
)

__all__ = [
    "BAND_SHARE",
    "BAND_TASKS",
    "BAND_UNIT_GROUPS",
    "BRIDGE",
    "CROSSWALK",
    "EXPOSED_SHARE",
    "EXPOSURE_CHANGE",
    "EXPOSURE_CHANGE_SIZE",
    "EXPOSURE_PERCENTILE",
    "ILO",
    "MEAN_EXPOSURE",
    "MEAN_EXPOSURE_2023",
    "OEWS",
    "ONET",
    "SCORED_TASKS",
    "SHARE_LESS_EXPOSED",
    "TASK_CHANGE",
    "TASK_COUNT",
    "TASK_EXPOSURE",
    "TASK_EXPOSURE_2023",
    "UNIT_GROUP_COUNT",
    "US_EMPLOYMENT",
    "US_OCCUPATION_COUNT",
]
