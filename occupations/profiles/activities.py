"""The detailed work activities of a task, each with the tasks of other occupations that are an instance of it, too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from citations.models import Edition, Profile

KIND = "activity"
SIBLINGS_SHOWN = 12


@dataclass(frozen=True)
class SiblingTask:
    """A task of another occupation, with the occupation it belongs to."""

    number: int
    statement: str
    path: str
    occupation_code: str
    occupation_title: str
    occupation_path: str


@dataclass(frozen=True)
class Activity:
    """A detailed work activity and its most important tasks elsewhere."""

    activity_id: str
    title: str
    siblings: tuple[SiblingTask, ...]


def activities_of_task(
    edition: Edition, activity_ids: Sequence[str], occupation_code: str, shown: int = SIBLINGS_SHOWN
) -> tuple[Activity, ...]:
    """Activities in the order given, without the tasks of the occupation itself. One query, however many they are.

    Each profile keeps the 40 most important tasks of its activity; `shown` of them at most are returned.
    """
    rows = Profile.objects.filter(edition=edition, kind=KIND, key__in=activity_ids).values_list("key", "document")
    documents = {key: json.loads(text) for key, text in rows}
    return tuple(_activity(documents[key], occupation_code, shown) for key in activity_ids if key in documents)


def _activity(document: dict, occupation_code: str, shown: int) -> Activity:
    others = [task for task in document["tasks"] if task["occupation"]["code"] != occupation_code]
    return Activity(
        activity_id=document["id"],
        title=document["title"],
        siblings=tuple(
            SiblingTask(
                number=task["id"],
                statement=task["statement"],
                path=task["path"],
                occupation_code=task["occupation"]["code"],
                occupation_title=task["occupation"]["title"],
                occupation_path=task["occupation"]["path"],
            )
            for task in others[:shown]
        ),
    )
