"""How the tasks of a unit group split across the six exposure bands."""

from collections.abc import Sequence
from dataclasses import dataclass

from citations.recipes import recipe
from gradient.bands import BANDS

EXPOSED_BANDS = tuple(band.key for band in BANDS if band.key.startswith("gradient-"))


@dataclass(frozen=True)
class BandCount:
    """Tasks counted in a band, and their share of all tasks (0 to 1)."""

    band: str
    tasks: int
    share: float


@recipe(
    key="band-split",
    title="Tasks by exposure band",
    version=1,
    formula="share of a band = tasks counted in it ÷ all tasks of the unit group",
    unit="tasks, and shares of the tasks",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="A band of each single task: the publisher assigns bands to unit groups, from the mean and the spread of "
    "their scores.",
)
def band_split(task_bands: Sequence[str]) -> tuple[BandCount, ...]:
    """Counts tasks by band. The ILO assigns a band to each unit group from the mean and the spread of its task scores; each task
    counts under the band of its unit group. All six bands are listed, empty ones too."""
    total = len(task_bands)
    return tuple(
        BandCount(band.key, count := sum(key == band.key for key in task_bands), count / total if total else 0.0)
        for band in BANDS
    )


@recipe(
    key="exposed-share",
    title="Share of tasks on the exposed part of the gradient",
    version=1,
    formula="exposed share = tasks counted in Gradient 1 to 4 ÷ all tasks of the unit group",
    unit="share of the tasks",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="The share of tasks that AI does, or of working time that it saves.",
)
def exposed_share(split: Sequence[BandCount]) -> float:
    """The share of a unit group's tasks in Gradient 1, 2, 3 or 4. Not exposed and minimal do not count."""
    total = sum(count.tasks for count in split)
    return sum(count.tasks for count in split if count.band in EXPOSED_BANDS) / total if total else 0.0
