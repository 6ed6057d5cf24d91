"""What people in an occupation do and need, how they get in, and what is related."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from citations.documents import Number, Percentile, Record, Share
from occupations.subjects.fields import HourlyMedian, Named, Path, RankedOccupation, TaskLabels, Text
from occupations.subjects.occupation.document.ai import TaskReference


class TaskOfOccupation(TaskReference, frozen=True, kw_only=True):
    """A task as the occupation's list has it."""

    type: Annotated[str | None, Meta(description="Core or supplemental.")]
    importance: Annotated[Number, Meta(description="From 1 to 5.")]
    exposure: Annotated[TaskLabels | None, Meta(description="How it was rated.")]
    usage: Annotated[Number | UnsetType, Meta(description="Percent of all conversations; absent where none was observed.")] = (
        UNSET
    )


class EmergingTask(Record, frozen=True):
    """A task that was reported since the list was made."""

    statement: Annotated[str, Meta(description="What is done.")]
    kind: Annotated[Literal["new", "revision"], Meta(description="New, or another wording of a task on the list.")]
    revises: Annotated[int | None, Meta(description="Number of the task that it revises.")]


class RatedElement(Record, frozen=True):
    """An element of O*NET's content model, as the occupation is rated on it."""

    id: Annotated[str, Meta(description="Element of O*NET's content model.")]
    name: Annotated[str, Meta(description="Its name.")]
    path: Path
    value: Annotated[Number, Meta(description="On the section's scale.")]


class Tool(Record, frozen=True, kw_only=True):
    """A tool that people in the occupation use."""

    name: Annotated[str, Meta(description="An example.")]
    category: Annotated[str, Meta(description="Its kind.")]
    path: Annotated[str, Meta(description="Address of its category's page.")]


class Software(Tool, frozen=True, kw_only=True):
    """Software that people in the occupation use."""

    hot: Annotated[bool, Meta(description="O*NET's Hot Technology flag.")]
    in_demand: Annotated[bool, Meta(description="O*NET's In Demand flag.")]


class Preparation(Record, frozen=True, kw_only=True):
    """What the job zone asks for, in O*NET's words."""

    title: Text
    education: Text
    experience: Text
    training: Text
    examples: Text
    svp: Annotated[str, Meta(description="Range of specific vocational preparation; may be empty.")]


class StudyFamily(Named, frozen=True, kw_only=True):
    """A family of fields of study that lead to the occupation."""

    fields: Annotated[list[Named], Meta(description="Its fields that do.")]


class Education(Record, frozen=True):
    """How many of those who work in it have reached a level of education."""

    code: Annotated[int, Meta(description="O*NET's number of the level.")]
    level: Annotated[str, Meta(description="In short.")]
    meaning: Annotated[str, Meta(description="In O*NET's words; may be empty.")]
    share: Annotated[Share, Meta(description="Share of those asked.")]


class Related(RankedOccupation, frozen=True, kw_only=True):
    """An occupation that O*NET calls related, nearest first."""

    compare: Annotated[str, Meta(description="Address of the comparison.")]
    median_percentile: Annotated[Percentile, Meta(description="Percentile of median pay.")]
    median: Annotated[Number, Meta(description="Annual median wage.")]
    hourly_median: HourlyMedian = None
