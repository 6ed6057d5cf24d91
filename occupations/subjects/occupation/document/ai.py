"""How people use AI for an occupation's tasks, and what studies say of its exposure."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from citations.documents import Number, Percentile, Record, Share, Whole
from citations.figures import Figure
from occupations.recipes import standing
from occupations.subjects.fields import Basis, Collaboration, Level, Path, Placed, PublishedFor

Codes = Annotated[list[str], Meta(description="The codes that the study scores.")]
Bridged = Annotated[bool, Meta(description="True where the score is that of older codes, over a published crosswalk.")]
ChangedCode = Annotated[
    bool,
    Meta(
        description="True where the score was published for a code of 2010 that kept its number in 2018 and changed its content."
    ),
]
ScoredFor = Annotated[
    PublishedFor | None, Meta(description="Whom the score was published for; null where it came over a bridge, or is not known.")
]


class TaskReference(Record, frozen=True, kw_only=True):
    """A task of the occupation."""

    id: Annotated[int, Meta(description="Number of the task in O*NET.")]
    statement: Annotated[str, Meta(description="What is done.")]
    path: Path


class MappedTask(TaskReference, frozen=True, kw_only=True):
    """A task on the work map."""

    share: Annotated[Number, Meta(description="Percent of all conversations.")]


class HumanTask(MappedTask, frozen=True, kw_only=True):
    """A task that a person could often have done without AI."""

    human_able: Annotated[Number, Meta(description="Percent of its conversations.")]


class WorkMap(Record, frozen=True):
    """Observed tasks by how people use AI for them, most used first."""

    often_handed: Annotated[list[MappedTask], Meta(description="More often handed over than worked on together.")]
    copilot: Annotated[list[MappedTask], Meta(description="More often worked on together than handed over.")]
    human_able: Annotated[list[HumanTask], Meta(description="Those a person could most often have done without AI.")]


class UsedTask(TaskReference, frozen=True, kw_only=True):
    """A task that conversations were matched with."""

    share: Annotated[
        Number, Meta(description="Percent of all conversations, divided among the occupations with a task of these words.")
    ]
    occupations: Annotated[Whole, Meta(description="Occupations with a task of these words.")]
    collaboration: Annotated[Collaboration | None, Meta(description="Null where too few could be classified.")]
    human_able: Annotated[Number | None, Meta(description="Percent of its conversations.")]
    conversations: Annotated[Number | None, Meta(description="How many; null where the release counts none.")] = None

    @property
    def way(self) -> str:
        """Key of the words for its most common way; empty where too few conversations could be classified."""
        return f"way_{self.collaboration.most_common.replace(' ', '_')}" if self.collaboration else ""


class Usage(Record, frozen=True):
    """Observed conversations with one assistant: not the job, and not all AI."""

    tasks: Annotated[list[UsedTask], Meta(description="Most common first.")]
    share: Annotated[Number, Meta(description="Percent of all conversations.")]
    collaboration: Annotated[Collaboration | None, Meta(description="Over all tasks; null where too few could be classified.")]
    autonomy: Annotated[Number | None, Meta(description="From 1 to 5; null where too few tasks are rated.")]
    work_share: Annotated[Number | None, Meta(description="Percent of conversations for work; null where too few tasks tell.")]
    observed: Annotated[Basis | None, Meta(description="What the share of all conversations rests on.")] = None
    classified: Annotated[Basis | None, Meta(description="What ways of working rest on, or would if there were enough.")] = None
    rated: Annotated[Basis | None, Meta(description="The same of autonomy.")] = None
    known_use: Annotated[Basis | None, Meta(description="The same of the share for work.")] = None
    fewest_tasks: Annotated[int, Meta(description="With fewer tasks an occupation's own figures are not given.")] = 1
    placed: Annotated[Placed | None, Meta(description="How much of the release is placed at tasks, and how.")] = None


class Exposure(Record, frozen=True, kw_only=True):
    """A study's score on its own scale, and the occupation's standing by it."""

    key: Annotated[str, Meta(description="Of the study; the same as its measure's.")]
    measure: Annotated[str, Meta(description="Key of the measure; see /methodology.")]
    score: Annotated[Number, Meta(description="On the scale of its measure.")]
    percentile: Annotated[Percentile, Meta(description="100 × share of scored occupations with a strictly lower score.")]
    level: Level
    bridged: Bridged
    codes: Codes
    alpha: Annotated[Number | UnsetType, Meta(description="Eloundou et al.: with a language model alone.")] = UNSET
    beta: Annotated[Number | UnsetType, Meta(description="Eloundou et al.: with half of what software adds.")] = UNSET
    changed_code: ChangedCode = False
    published_for: ScoredFor = None
    human_alpha: Annotated[Number | UnsetType, Meta(description="The same as `alpha`, by people instead of GPT-4.")] = UNSET
    human_beta: Annotated[Number | UnsetType, Meta(description="The same as `beta`, by people.")] = UNSET
    human_gamma: Annotated[Number | UnsetType, Meta(description="The same as `score`, by people.")] = UNSET


class OverlapOfOccupation(Record, frozen=True):
    """AI task overlap: the mean of the percentiles in the studies, ranked again where all of them score the occupation."""

    percentile: Annotated[
        Percentile,
        Meta(
            description="Standing among the occupations that at least one study scores. Null where not all of the studies score "
            "the occupation: a mean of fewer is not comparable with one of all, so that it has no rank."
        ),
    ]
    level: Annotated[
        standing.Level | None, Meta(description="Third of 0 to 100 that the percentile lies in; null where that is.")
    ]
    mean: Annotated[Number, Meta(description="Mean of the studies' percentiles.")]
    parts: Annotated[list[str], Meta(description="The studies that count.")]
    part_count: Annotated[Whole, Meta(description="How many of the studies count.")]
    study_count: Annotated[int, Meta(description="How many there are, so that at most so many count.")] = 3
    spread: Annotated[
        Number | None, Meta(description="Highest minus lowest of their percentiles; null where fewer than two count.")
    ] = None
    lowest: Annotated[Percentile | None, Meta(description="Lowest of their percentiles; null where fewer than two count.")] = None
    highest: Annotated[Percentile | None, Meta(description="Highest of their percentiles; null where fewer than two count.")] = (
        None
    )

    @property
    def unranked_mean(self) -> Figure | None:
        """The mean, where it stands in place of a rank."""
        return self.mean if self.percentile.is_missing else None

    @property
    def shown(self) -> Figure:
        """The rank, or what stands in its place."""
        return self.unranked_mean or self.percentile


class Origin(Record, frozen=True):
    """Where a score comes from that counts towards nothing."""

    bridged: Bridged
    codes: Codes
    changed_code: ChangedCode = False
    published_for: ScoredFor = None


class Telework(Record, frozen=True):
    """Whether the work can be done from home."""

    share: Annotated[Number, Meta(description="1 teleworkable, 0 not; between them where older codes disagree.")]
    bridged: Bridged
    codes: Codes


class FreyOsborne(Record, frozen=True):
    """An estimate of 2013, before language models; history, and part of no current ranking."""

    probability: Annotated[Share, Meta(description="Probability of computerisation.")]
    percentile: Annotated[Percentile, Meta(description="Standing among the occupations with an estimate.")]
    level: Level
    bridged: Bridged
    codes: Codes
    changed_code: ChangedCode = False
    published_for: ScoredFor = None
