"""What is known of a task, and of a detailed work activity that tasks are instances of."""

from typing import Annotated, ClassVar

from msgspec import Meta, field
from msgspec.structs import replace

from citations.documents import Document, Number, Record, Whole
from citations.reading import EditionReader
from occupations.recipes import How
from occupations.subjects.fields import Collaboration, Named, Path, RankedOccupation, TaskLabels
from singulariki.editorial.subjects import PageDocument

TaskNumber = Annotated[int, Meta(description="O*NET's number of the task.")]
Statement = Annotated[str, Meta(description="In O*NET's words.")]
ActivityId = Annotated[str, Meta(description="O*NET's id of the activity.")]
ActivityTitle = Annotated[str, Meta(description="What the activity is called.")]


class TaskOwner(RankedOccupation, frozen=True, kw_only=True):
    """The occupation whose task it is."""


class TaskUsage(Record, frozen=True, kw_only=True):
    """Observed conversations about the task."""

    share: Annotated[
        Number, Meta(description="Percent of all conversations, divided among the occupations with a task of these words.")
    ]
    occupations: Annotated[Whole, Meta(description="Occupations with a task of these words.")]
    collaboration: Annotated[Collaboration | None, Meta(description="Null where too few conversations were classified.")]
    autonomy: Annotated[Number | None, Meta(description="From 1 to 5.")]
    work_share: Annotated[Number | None, Meta(description="Percent of its conversations.")]
    human_able: Annotated[Number | None, Meta(description="Percent of its conversations.")]
    conversations: Annotated[Number | None, Meta(description="How many; null where the release counts none.")] = None
    placed: Annotated[
        list[How], Meta(description="How the publisher's wordings of it were found: by words, by number, by a reviewed pair.")
    ] = []


class SiblingTask(Record, frozen=True, kw_only=True):
    """A task that is an instance of an activity, too."""

    id: TaskNumber
    statement: Statement
    path: Path
    occupation: Annotated[Named, Meta(description="The occupation whose task it is.")]


class TaskActivity(Record, frozen=True, kw_only=True):
    """A detailed work activity of the task, and tasks of other occupations in it, the most important ones.

    Stored documents have no siblings: they are read from the document of the activity (see `with_siblings`).
    """

    id: ActivityId
    title: ActivityTitle
    group: Annotated[str, Meta(description="Intermediate work activity; may be empty.")]
    sibling_count: Annotated[Whole, Meta(description="Tasks of other occupations in the activity.")]
    siblings: Annotated[list[SiblingTask], Meta(description="The most important of them.")] = []


class TaskDocument(PageDocument, frozen=True, kw_only=True):
    """A task of a U.S. occupation."""

    kind: ClassVar[str] = "task"
    shape: ClassVar[int] = 2

    id: TaskNumber
    title: Statement = field(name="statement")
    path: Path
    api: Annotated[str, Meta(description="Address of this answer.")]
    type: Annotated[str | None, Meta(description="Core or supplemental, where O*NET says so.")]
    occupation: Annotated[TaskOwner, Meta(description="The occupation whose task it is.")]
    importance: Annotated[Number, Meta(description="From 1 to 5.")]
    exposure: Annotated[TaskLabels | None, Meta(description="Null where the study has no label for it.")]
    usage: Annotated[TaskUsage | None, Meta(description="Null where no conversation about it was observed.")]
    penetration: Annotated[Number | None, Meta(description="Share that observed use covers.")]
    activities: Annotated[list[TaskActivity], Meta(description="Detailed work activities that it is an instance of.")]


class ActivityDocument(Document, frozen=True, kw_only=True):
    """A detailed work activity with its most important tasks. It has no page of its own: tasks' pages read it."""

    kind: ClassVar[str] = "activity"
    shape: ClassVar[int] = 2

    id: ActivityId
    title: ActivityTitle
    tasks: Annotated[list[SiblingTask], Meta(description="Most important first.")]


SIBLINGS_SHOWN = 12


def with_siblings(document: TaskDocument, reader: EditionReader, shown: int = SIBLINGS_SHOWN) -> TaskDocument:
    """The document of a task with the `shown` most important tasks of other occupations in each of its activities, at most.
    One query, however many activities there are.

    They are read from the documents of the activities, which keep the 40 most important tasks each, and not repeated in the
    document of every task.
    """
    mine = document.occupation.code
    stored = reader.documents(ActivityDocument, [activity.id for activity in document.activities])

    def siblings(activity: str) -> list[SiblingTask]:
        tasks = stored[activity].tasks if activity in stored else []
        return [task for task in tasks if task.occupation.code != mine][:shown]

    return replace(document, activities=[replace(one, siblings=siblings(one.id)) for one in document.activities])
