"""The six exposure bands, and the recipes of the gradient: pure functions from facts to derived figures, each explained where
/methodology prints it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta

from citations.recipes import recipe
from gradient.models import UnitGroup
from occupations.recipes import percentiles
from occupations.recipes.exact import exact
from singulariki.charts.scales import Band

# Short names as tables and charts print them; the ILO's own term for the second is "Minimal exposure".
BANDS: tuple[Band, ...] = (
    Band(UnitGroup.Band.NOT_EXPOSED.value, "Not exposed"),
    Band(UnitGroup.Band.MINIMAL.value, "Minimal"),
    Band(UnitGroup.Band.GRADIENT_1.value, "Gradient 1"),
    Band(UnitGroup.Band.GRADIENT_2.value, "Gradient 2"),
    Band(UnitGroup.Band.GRADIENT_3.value, "Gradient 3"),
    Band(UnitGroup.Band.GRADIENT_4.value, "Gradient 4"),
)
BAND_BY_KEY = {band.key: band for band in BANDS}
BandKey = Annotated[
    Literal["not-exposed", "minimal", "gradient-1", "gradient-2", "gradient-3", "gradient-4"],
    Meta(description="Key of an exposure band."),
]
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


# Scores from here up count as the upper half of the scale.
HALF = 0.5


@recipe(
    key="upper-half",
    title="Tasks scored 0.5 or more",
    version=1,
    formula="share = tasks with a score of 2025 of 0.5 or more ÷ all tasks of the unit group",
    unit="tasks, and share of the tasks",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="That AI does these tasks or could do them alone. Where to draw the line is our choice, the middle of the "
    "scale; the ILO draws none for single tasks.",
)
def upper_half(scores: Sequence[float]) -> tuple[int, float]:
    """How many tasks of a unit group score 0.5 or more in 2025, and their share of all. This goes by each task's own score,
    unlike the share in an exposed band, which the ILO gives to whole unit groups. Without a task both are 0."""
    high = sum(score >= HALF for score in scores)
    return high, high / len(scores) if scores else 0.0


@recipe(
    key="fallen-share",
    title="Tasks scored lower in 2025 than in 2023",
    version=1,
    formula="share = tasks with a lower score in 2025 than in 2023 ÷ tasks scored in both years",
    unit="share of the tasks of all unit groups",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="That models came to do less. The ILO scored by another method in 2025.",
)
def fallen_share(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    """Of the tasks of all unit groups that were scored in both years, in 2023 and in 2025: the share whose score fell."""
    fell = [later < earlier for earlier, later in pairs if earlier is not None]
    return sum(fell) / len(fell) if fell else None


def _exact_mean(scores: Iterable[float | None]) -> Fraction | None:
    known = [exact(score) for score in scores if score is not None]
    return sum(known, Fraction()) / len(known) if known else None


@recipe(
    key="mean-exposure",
    title="Mean task exposure",
    version=1,
    formula="mean = sum of the tasks' scores ÷ number of scored tasks",
    unit="points of the 0–1 scale",
    range="0 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="Tasks are not weighted by the time they take or by their importance, and a mean says nothing about "
    "automation.",
)
def mean_exposure(scores: Iterable[float | None]) -> float | None:
    """The unweighted mean of a unit group's task scores of one year. Tasks that were not scored that year do not count; without
    any score there is no mean. Computed on the published decimals, without rounding on the way."""
    mean = _exact_mean(scores)
    return None if mean is None else float(mean)


@recipe(
    key="exposure-change",
    title="Change in mean exposure between the scorings of 2023 and 2025",
    version=1,
    formula="change = mean of the 2025 scores − mean of the 2023 scores",
    unit="points of the 0–1 scale",
    range="−1 to 1",
    datasets=("ilo-genai-gradient",),
    does_not_mean="What models learned between the years: the ILO scored the same task statements by another method in 2025. Nor "
    "a change in how people work, in employment or in the use of AI.",
)
def exposure_change(scores_2025: Iterable[float | None], scores_2023: Iterable[float | None]) -> float | None:
    """How far the mean of 2025 lies from that of 2023. Each mean runs over the tasks scored in its year. Where one of the years
    has no score there is no change to tell. The method of scoring changed between the years, and scores fell about as often as
    they rose: tasks that scored high in 2023 tended to score lower in 2025, tasks that scored low tended to score higher. A
    difference of two methods cannot be told from a change of what models do."""
    later, earlier = _exact_mean(scores_2025), _exact_mean(scores_2023)
    return None if later is None or earlier is None else float(later - earlier)


@recipe(
    key="exposure-percentile",
    title="Percentile of mean exposure",
    version=1,
    formula="percentile = 100 × number of unit groups with a strictly lower mean ÷ number of unit groups with data",
    unit="percentile",
    range="0 to just below 100",
    datasets=("ilo-genai-gradient",),
    does_not_mean="A share of tasks, workers or jobs. Unit groups count alike, whether many or few people work in them.",
)
def exposure_percentiles(means: Mapping[str, float]) -> dict[str, float]:
    """For each unit group, 100 times the share of unit groups with data whose mean task exposure of 2025 is strictly lower.
    Compared on unrounded means; unit groups with equal means share a percentile."""
    return percentiles(means)


@dataclass(frozen=True)
class ScoredTask:
    """A task's number within its unit group and its scores (0 to 1); `score_2023` is None where it was not scored then."""

    number: int
    score_2025: float
    score_2023: float | None


def task_change(task: ScoredTask) -> float | None:
    """Score of 2025 minus score of 2023, or None where the task has none of 2023."""
    return None if task.score_2023 is None else float(exact(task.score_2025) - exact(task.score_2023))


@recipe(
    key="most-exposed-task",
    title="Most exposed task",
    version=1,
    formula="the task with the highest score of 2025; of equal ones the lowest number",
    unit="a task of the unit group",
    range="one task",
    datasets=("ilo-genai-gradient",),
    does_not_mean="That this task is automated, or that it is the occupation's most important one.",
)
def most_exposed_task(tasks: Sequence[ScoredTask]) -> ScoredTask | None:
    """The task with the highest score of 2025. Its rationale is the justification that GPT-4o gave in the ILO's study."""
    return min(tasks, key=lambda task: (-task.score_2025, task.number), default=None)


@recipe(
    key="fastest-task",
    title="Task with the largest rise between the scorings of 2023 and 2025",
    version=1,
    formula="the task with the largest (score of 2025 − score of 2023), with its sign; of equal ones the lowest number",
    unit="a task of the unit group",
    range="one task, or none where no task was scored in 2023",
    datasets=("ilo-genai-gradient",),
    does_not_mean="That models improved most at it, as the ILO scored by another method in 2025; nor that the task is done "
    "differently today.",
)
def fastest_task(tasks: Sequence[ScoredTask]) -> ScoredTask | None:
    """The task whose score rose most between the scorings of 2023 and 2025; where none rose, the one that fell least. Tasks
    without a score of 2023 do not compete."""
    compared = [task for task in tasks if task.score_2023 is not None]
    return min(compared, key=lambda task: (-(task_change(task) or 0.0), task.number), default=None)


@dataclass(frozen=True)
class Bridges:
    """Crosswalk edges by the code they start from, each list without repeats.

    soc_2010_of_unit_group   ISCO-08 unit group → SOC 2010 codes
    soc_2018_of_soc_2010     SOC 2010 → SOC 2018 codes
    onet_of_soc_2018         SOC 2018 → O*NET-SOC 2019 codes
    """

    soc_2010_of_unit_group: Mapping[str, Sequence[str]]
    soc_2018_of_soc_2010: Mapping[str, Sequence[str]]
    onet_of_soc_2018: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class UsOccupation:
    """An O*NET-SOC occupation, the SOC 2018 code it belongs to and the employment of that SOC (None where not known)."""

    code: str
    soc_code: str
    employment: int | None


@recipe(
    key="us-occupations",
    title="U.S. occupations of a unit group",
    version=1,
    formula="ISCO-08 unit group → SOC 2010 → SOC 2018 → O*NET-SOC 2019, biggest employment first",
    unit="O*NET-SOC occupations",
    range="none to many",
    datasets=("ibs-crosswalk", "soc-structure", "bls-oews"),
    does_not_mean="That they are the same occupation: the correspondence is approximate and many to many.",
)
def us_occupations(unit_group: str, bridges: Bridges, employment: Mapping[str, int]) -> tuple[UsOccupation, ...]:
    """Follows the crosswalk from the unit group to SOC 2010, the bridge of the U.S. Bureau of Labor Statistics to SOC 2018,
    and from there to the O*NET-SOC occupations of each SOC code. Ordered by the employment of the SOC code, biggest first,
    those without a published figure last; equal ones by code. O*NET-SOC occupations of one SOC code share its employment."""
    by_code = {
        onet: UsOccupation(onet, soc_2018, employment.get(soc_2018))
        for soc_2010 in bridges.soc_2010_of_unit_group.get(unit_group, ())
        for soc_2018 in bridges.soc_2018_of_soc_2010.get(soc_2010, ())
        for onet in bridges.onet_of_soc_2018.get(soc_2018, ())
    }
    return tuple(sorted(by_code.values(), key=lambda o: (o.employment is None, -(o.employment or 0), o.code)))
