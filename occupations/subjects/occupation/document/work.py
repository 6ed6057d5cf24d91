"""What people in an occupation do and need, how they get in, and what is related."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from citations.documents import Number, Percentile, Record, Share, Whole
from citations.figures import Figure
from occupations.subjects.fields import HourlyMedian, Named, Path, PublishedFor, RankedOccupation, TaskLabels, Text
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
    in_demand: Annotated[bool | None, Meta(description="O*NET's In Demand flag; null where the release has none.")]


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
    """How many of those whom O*NET asked say that a level of education is required of somebody who is hired for the job."""

    code: Annotated[int, Meta(description="O*NET's number of the level.")]
    level: Annotated[str, Meta(description="In short.")]
    meaning: Annotated[str, Meta(description="In O*NET's words; may be empty.")]
    share: Annotated[Share, Meta(description="Share of those asked.")]


AttainedLevel = Literal["below-high-school", "high-school", "some-college", "associate", "bachelor", "master", "doctoral"]


class AttainmentLevel(Record, frozen=True):
    """How many of those who work in it have reached a level of education and none above."""

    key: Annotated[AttainedLevel, Meta(description="The level.")]
    level: Annotated[str, Meta(description="In the words of BLS.")]
    share: Annotated[Share, Meta(description="Share of the workers of 25 years and older.")]


class Attainment(Record, frozen=True):
    """What those who work in it have learned, whatever the work requires."""

    levels: Annotated[list[AttainmentLevel], Meta(description="All levels, lowest first.")]
    is_exact: Annotated[
        bool | None,
        Meta(
            description="False where the survey has no exact match of the occupation, so that the shares are those of a wider or "
            "a similar one; null where that is not known."
        ),
    ]
    published_for: PublishedFor

    @property
    def most_common(self) -> AttainmentLevel:
        """The level that most of them have reached; of equal ones the lowest."""
        return max(self.levels, key=lambda row: row.share.value or 0.0)


class LabelAgreement(Record, frozen=True):
    """How far people and GPT-4 agree on the exposure of the occupation's tasks."""

    share: Annotated[Share, Meta(description="Share of these tasks with the same label by both.")]
    tasks: Annotated[Whole, Meta(description="Tasks that both labelled.")]


class Related(RankedOccupation, frozen=True, kw_only=True):
    """An occupation that O*NET calls related, nearest first."""

    compare: Annotated[str, Meta(description="Address of the comparison.")]
    median_percentile: Annotated[Percentile, Meta(description="Percentile of median pay.")]
    median: Annotated[Number, Meta(description="Annual median wage.")]
    hourly_median: HourlyMedian = None
    published_for: Annotated[PublishedFor | None, Meta(description="Whom pay is published for; null where none is.")] = None
    p10: Annotated[Number | None, Meta(description="Annual pay that a tenth earn less than.")] = None
    p25: Annotated[Number | None, Meta(description="Annual pay that a quarter earn less than.")] = None
    p75: Annotated[Number | None, Meta(description="Annual pay that three quarters earn less than.")] = None
    p90: Annotated[Number | None, Meta(description="Annual pay that nine tenths earn less than.")] = None

    @property
    def pay(self) -> list[Figure | None]:
        """The five percentiles of annual pay."""
        return [self.p10, self.p25, self.median, self.p75, self.p90]
