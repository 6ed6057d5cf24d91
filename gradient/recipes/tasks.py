"""The tasks that stand out: the most exposed one, and the one whose score rose most."""

from collections.abc import Sequence
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.recipes.exact import exact


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
    title="Task moving fastest",
    version=1,
    formula="the task with the largest (score of 2025 − score of 2023), with its sign; of equal ones the lowest number",
    unit="a task of the unit group",
    range="one task, or none where no task was scored in 2023",
    datasets=("ilo-genai-gradient",),
    does_not_mean="That the task is done differently today than in 2023.",
)
def fastest_task(tasks: Sequence[ScoredTask]) -> ScoredTask | None:
    """The task whose score rose most between 2023 and 2025. Tasks without a score of 2023 do not compete."""
    compared = [task for task in tasks if task.score_2023 is not None]
    return min(compared, key=lambda task: (-(task_change(task) or 0.0), task.number), default=None)
