"""Recipes of the gradient: pure functions from facts to derived figures, each explained where /methodology prints it."""

from gradient.recipes.bands import EXPOSED_BANDS, BandCount, band_split, exposed_share
from gradient.recipes.exposure import exposure_change, mean_exposure
from gradient.recipes.standing import exposure_percentiles
from gradient.recipes.tasks import ScoredTask, fastest_task, most_exposed_task, task_change
from gradient.recipes.us_occupations import Bridges, UsOccupation, us_occupations

__all__ = [
    "EXPOSED_BANDS",
    "BandCount",
    "Bridges",
    "ScoredTask",
    "UsOccupation",
    "band_split",
    "exposed_share",
    "exposure_change",
    "exposure_percentiles",
    "fastest_task",
    "mean_exposure",
    "most_exposed_task",
    "task_change",
    "us_occupations",
]
