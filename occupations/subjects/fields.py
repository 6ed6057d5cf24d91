"""Fields that documents of several subjects have, and the parts they hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from citations.documents import Number, Percentile, Record, Whole
from occupations.addresses import occupation_api
from occupations.recipes import standing

Text = Annotated[str, Meta(description="In the publisher's words; may be empty.")]
Path = Annotated[str, Meta(description="Address of its page.")]
Level = Annotated[standing.Level, Meta(description="Third of all occupations that the percentile lies in.")]


class Named(Record, frozen=True):
    """Something with a page of its own."""

    code: Annotated[str, Meta(description="Its code in its classification.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path


class LinkedOccupation(Named, frozen=True, kw_only=True):
    """An occupation whose figures, on another subject's page, are the occupation's own: its answer has them, too."""

    @property
    def answered_at(self) -> str:
        return occupation_api(self.code)


class ListedOccupation(LinkedOccupation, frozen=True, kw_only=True):
    """An occupation in a list of another subject's page."""

    overlap: Annotated[Percentile, Meta(description="Percentile of AI task overlap.")]
    median: Annotated[Number, Meta(description="Annual median wage in U.S. dollars.")]
    employment: Annotated[Whole, Meta(description="People employed.")]

    pointers: ClassVar[Mapping[str, str]] = {
        "overlap": "/overlap/percentile",
        "median": "/wages/median",
        "employment": "/wages/employment",
    }


TaskLabel = Literal["E0", "E1", "E2"]


class TaskLabels(Record, frozen=True):
    """How people and GPT-4 rated a task. E0: not exposed; E1: to a language model alone; E2: to software built on one."""

    human: TaskLabel
    gpt4: TaskLabel


WayOfWorking = Literal["directive", "feedback loop", "task iteration", "learning", "validation"]


class Pattern(Record, frozen=True):
    """One way of working with the assistant."""

    key: Annotated[WayOfWorking, Meta(description="The way.")]
    share: Annotated[Number, Meta(description="Percent of conversations.")]


class Collaboration(Record, frozen=True):
    """How people work with the assistant. Shares need not add up to 100: some conversations are not classified."""

    most_common: Annotated[WayOfWorking, Meta(description="The most common single way.")]
    automation: Annotated[Number, Meta(description="Percent handed over.")]
    augmentation: Annotated[Number, Meta(description="Percent worked on together.")]
    patterns: Annotated[list[Pattern], Meta(description="Ways that were observed at all.")]


class Basis(Record, frozen=True):
    """What a figure of observed use rests on."""

    tasks: Annotated[Whole, Meta(description="How many tasks of the occupation.")]
    conversations: Annotated[Number | None, Meta(description="How many conversations; null where the release counts none.")]


class Placed(Record, frozen=True, kw_only=True):
    """How much of the release's conversations is placed at tasks of the edition's O*NET, in percent of all. Shares are as
    published: none is raised to make up for what is not placed."""

    by_words: Annotated[Number, Meta(description="At tasks of the same words.")]
    by_number: Annotated[Number, Meta(description="At tasks worded anew since, by their number.")]
    by_pair: Annotated[Number, Meta(description="By a reviewed pair of an earlier wording and a task.")]
    unplaced: Annotated[Number, Meta(description="About tasks that could not be found.")]
    without_task: Annotated[Number, Meta(description="Matched with no task by the publisher.")]
