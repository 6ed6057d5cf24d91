"""Reviewed pairs of an earlier wording and the task that it is today: data beside the code, see `occupations/data/README.md`."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from citations.compiling import data_of_compilers

FILE = data_of_compilers(Path(__file__).parents[1] / "data" / "task_pairs.csv")


class TaskPair(NamedTuple):
    """A wording, by its digest, and a task that a reviewer found to be the same; when, and why."""

    digest: str
    task_id: int
    reviewer: str
    reviewed_on: str
    reason: str


@cache
def task_pairs() -> tuple[TaskPair, ...]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            TaskPair(row["digest"], int(row["task_id"]), row["reviewer"], row["reviewed_on"], row["reason"])
            for row in csv.DictReader(stream)
        )


@cache
def paired_tasks() -> dict[str, list[int]]:
    """Digest of a wording → numbers of the tasks that it is paired with, in order."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for pair in task_pairs():
        numbers[pair.digest].append(pair.task_id)
    return {digest: sorted(found) for digest, found in numbers.items()}
