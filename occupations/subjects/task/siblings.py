"""The detailed work activities of a task, each with the tasks of other occupations that are an instance of it, too."""

from msgspec.structs import replace

from citations.reading import EditionReader
from occupations.subjects.task.document import ActivityDocument, SiblingTask, TaskDocument

SIBLINGS_SHOWN = 12


def with_siblings(document: TaskDocument, reader: EditionReader, shown: int = SIBLINGS_SHOWN) -> TaskDocument:
    """The document of a task with the `shown` most important tasks of other occupations in each of its activities, at most.
    One query, however many activities there are.

    They are read from the documents of the activities, which keep the 40 most important tasks each, and not repeated in the
    document of every task.
    """
    mine = document.occupation.code
    known = reader.documents(ActivityDocument, [activity.id for activity in document.activities])

    def siblings(activity: str) -> list[SiblingTask]:
        tasks = known[activity].tasks if activity in known else []
        return [task for task in tasks if task.occupation.code != mine][:shown]

    return replace(document, activities=[replace(one, siblings=siblings(one.id)) for one in document.activities])
