"""What O*NET says about occupations in words."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from occupations.models import EmergingTask, JobTitle, Occupation, TaskActivity, TaskRating, TaskStatement
from occupations.selectors.ordering import in_code_point_order


class OccupationFacts(NamedTuple):
    code: str
    title: str
    description: str


class TaskFacts(NamedTuple):
    """A task; `importance` from 1 to 5, None where workers were not asked or the publisher advises against the figure."""

    task_id: int
    statement: str
    task_type: str
    importance: float | None
    suppressed: bool


class EmergingFacts(NamedTuple):
    statement: str
    kind: str
    original_task_id: int | None


@dataclass
class Titles:
    """Job titles of an occupation, by where they come from."""

    in_my_next_move: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    alternate: list[str] = field(default_factory=list)


def occupation_titles(release_id: int) -> dict[str, str]:
    """O*NET-SOC code → official title, of an `onet` release, in the order of codes."""
    return dict(Occupation.objects.filter(release_id=release_id).order_by("code").values_list("code", "title"))


def occupations(release_id: int) -> list[OccupationFacts]:
    """Every occupation of an `onet` release, by code."""
    rows = Occupation.objects.filter(release_id=release_id).order_by("code")
    return [OccupationFacts(*row) for row in rows.values_list("code", "title", "description")]


def job_titles(release_id: int) -> dict[str, Titles]:
    """Job titles by O*NET-SOC code."""
    found: dict[str, Titles] = defaultdict(Titles)
    rows = JobTitle.objects.filter(release_id=release_id).values_list("code", "title", "kind", "in_my_next_move")
    for code, title, kind, shown in rows.iterator():
        titles = found[code]
        if kind == JobTitle.Kind.ALTERNATE:
            titles.alternate.append(title)
        else:
            (titles.in_my_next_move if shown else titles.reported).append(title)
    return found


def tasks(release_id: int) -> dict[str, list[TaskFacts]]:
    """Tasks by O*NET-SOC code, by number. Two queries."""
    ratings = {
        (code, task): (value, bool(suppressed))
        for code, task, value, suppressed in TaskRating.objects.filter(release_id=release_id, scale="IM")
        .values_list("code", "task_id", "value", "recommend_suppress")
        .iterator()
    }
    found: dict[str, list[TaskFacts]] = defaultdict(list)
    rows = TaskStatement.objects.filter(release_id=release_id).order_by("code", "task_id")
    for code, task, statement, task_type in rows.values_list("code", "task_id", "statement", "task_type").iterator():
        value, suppressed = ratings.get((code, task), (None, False))
        found[code].append(TaskFacts(task, statement, task_type, None if suppressed else value, suppressed))
    return found


def task_activities(release_id: int) -> dict[int, list[str]]:
    """Task number → its detailed work activities, in order of their ids."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = TaskActivity.objects.filter(release_id=release_id).order_by("task_id", "activity_id")
    for task, activity in rows.values_list("task_id", "activity_id").iterator():
        found[task].append(activity)
    return in_code_point_order(found)


def emerging_tasks(release_id: int) -> dict[str, list[EmergingFacts]]:
    """New and revised tasks by O*NET-SOC code, by alphabet."""
    found: dict[str, list[EmergingFacts]] = defaultdict(list)
    rows = EmergingTask.objects.filter(release_id=release_id).order_by("code", "statement")
    for code, statement, kind, original in rows.values_list("code", "statement", "kind", "original_task_id"):
        found[code].append(EmergingFacts(statement, kind, original))
    return in_code_point_order(found, by=lambda task: task.statement)
