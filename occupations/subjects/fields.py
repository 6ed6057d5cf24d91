"""Fields that documents of several subjects have, and the parts they hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from citations.documents import Number, Percentile, Record, Whole
from citations.figures import Figure
from occupations.addresses import occupation_api
from occupations.recipes import standing

Text = Annotated[str, Meta(description="In the publisher's words; may be empty.")]
Path = Annotated[str, Meta(description="Address of its page.")]
Level = Annotated[standing.Level, Meta(description="Third of 0 to 100 that the percentile lies in.")]


class Named(Record, frozen=True):
    """Something with a page of its own."""

    code: Annotated[str, Meta(description="Its code in its classification.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path


class PublishedFor(Record, frozen=True):
    """Whom a publisher's figures are for: the occupation alone, or a group that shares them."""

    code: Annotated[str, Meta(description="SOC code, or a combination of the publisher's own.")]
    title: Annotated[str, Meta(description="Its title.")]
    is_combination: Annotated[bool, Meta(description="True where nothing finer is published than a group of SOC codes.")]
    is_shared: Annotated[bool, Meta(description="True where other O*NET-SOC occupations have the same figures.")]
    occupations: Annotated[int, Meta(description="How many O*NET-SOC occupations share the figures, this one included.")] = 1


class LinkedOccupation(Named, frozen=True, kw_only=True):
    """An occupation whose figures, on another subject's page, are the occupation's own: its answer has them, too."""

    @property
    def answered_at(self) -> str:
        return occupation_api(self.code)


HourlyMedian = Annotated[Number | None, Meta(description="Median wage an hour, where no annual one is published.")]
OverlapRank = Annotated[
    Percentile, Meta(description="Percentile of AI task overlap; null where not all of the studies score the occupation.")
]
OverlapMean = Annotated[Number | None, Meta(description="Mean of the studies' percentiles; null where none scores it.")]
OverlapParts = Annotated[Whole | None, Meta(description="How many of the studies score it.")]
OverlapSpread = Annotated[
    Number | None, Meta(description="Highest minus lowest of their percentiles; null where fewer than two score it.")
]


class RankedOccupation(Named, frozen=True, kw_only=True):
    """An occupation with its rank by AI task overlap, and what that is made of: shown beside the rank, or in place of it where
    not all of the studies score the occupation."""

    overlap: OverlapRank
    overlap_mean: OverlapMean = None
    overlap_parts: OverlapParts = None
    overlap_spread: OverlapSpread = None

    @property
    def overlap_shown(self) -> Figure:
        return rank_or_mean(self.overlap, self.overlap_mean)


def rank_or_mean(rank: Figure, mean: Figure | None) -> Figure:
    """The rank by AI task overlap, or the mean of fewer studies that stands in its place."""
    return mean if rank.is_missing and mean else rank


class PaidOccupation(LinkedOccupation, frozen=True, kw_only=True):
    """An occupation with its pay."""

    median: Annotated[Number, Meta(description="Annual median wage in U.S. dollars.")]
    hourly_median: HourlyMedian = None

    pointers: ClassVar[Mapping[str, str]] = {"median": "/wages/median", "hourly_median": "/wages/hourly/median"}

    @property
    def pay(self) -> Figure:
        """The median as lists print it: an hour where no annual one is published."""
        return self.hourly_median or self.median


class ListedOccupation(PaidOccupation, frozen=True, kw_only=True):
    """An occupation in a list of another subject's page, with rank and pay."""

    overlap: OverlapRank
    overlap_mean: OverlapMean = None
    overlap_parts: OverlapParts = None
    overlap_spread: OverlapSpread = None
    employment: Annotated[Whole, Meta(description="People employed.")]
    published_for: Annotated[
        PublishedFor | None, Meta(description="Whom pay and employment are published for; null where neither is.")
    ] = None

    pointers: ClassVar[Mapping[str, str]] = {
        **PaidOccupation.pointers,
        "overlap": "/overlap/percentile",
        "overlap_mean": "/overlap/mean",
        "overlap_parts": "/overlap/part_count",
        "overlap_spread": "/overlap/spread",
        "employment": "/wages/employment",
    }

    @property
    def overlap_shown(self) -> Figure:
        return rank_or_mean(self.overlap, self.overlap_mean)


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
