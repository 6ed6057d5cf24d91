"""The detailed work activities of a task, each with the tasks of other occupations that are an instance of it, too."""

import json
from collections.abc import Mapping
from typing import Any

from citations.models import Edition, Profile
from citations.selectors import profile_document

KIND, TASK = "activity", "task"
SIBLINGS_SHOWN = 12


def subject_document(edition: Edition, kind: str, key: str) -> dict[str, Any] | None:
    """The document of a subject as pages and API show it: that of a task with its siblings. None where the edition has no such
    subject. One query, two for a task with activities."""
    document = profile_document(edition, kind, key)
    return with_siblings(edition, document) if document is not None and kind == TASK else document


def with_siblings(edition: Edition, document: Mapping[str, Any], shown: int = SIBLINGS_SHOWN) -> dict[str, Any]:
    """The document of a task, each of its activities with `siblings`: its `shown` most important tasks in other occupations, at
    most. One query, however many activities there are.

    They are read from the activities' own profiles, which keep the 40 most important tasks each, and not repeated in every
    task's document.
    """
    mine = document["occupation"]["code"]
    activities = document["activities"]
    rows = Profile.objects.filter(edition=edition, kind=KIND, key__in=[activity["id"] for activity in activities])
    tasks = {key: json.loads(text)["tasks"] for key, text in rows.values_list("key", "document")}

    def siblings(activity: str) -> list[dict[str, Any]]:
        return [task for task in tasks.get(activity, ()) if task["occupation"]["code"] != mine][:shown]

    return {**document, "activities": [{**activity, "siblings": siblings(activity["id"])} for activity in activities]}
