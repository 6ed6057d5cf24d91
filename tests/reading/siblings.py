"""Which tasks share a detailed work activity, straight from the facts of an edition's O*NET release."""

from collections import defaultdict

from citations.models import Edition, EditionRelease
from occupations.measures.datasets import ONET
from occupations.models import TaskActivity, TaskStatement


def siblings_in_facts(edition: Edition) -> dict[int, dict[str, set[int]]]:
    """Task → each of its activities → the tasks of other occupations in it."""
    release = EditionRelease.objects.get(edition=edition, dataset__slug=ONET).release_id
    owner = dict(TaskStatement.objects.filter(release=release).values_list("task_id", "code"))
    pairs = list(TaskActivity.objects.filter(release=release).values_list("task_id", "activity_id"))
    doing: dict[str, set[int]] = defaultdict(set)
    for task, activity in pairs:
        if task in owner:
            doing[activity].add(task)
    found: dict[int, dict[str, set[int]]] = {task: {} for task in owner}
    for task, activity in pairs:
        if task in owner:
            found[task][activity] = {other for other in doing[activity] if owner[other] != owner[task]}
    return found
