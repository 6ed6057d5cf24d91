"""All that an edition knows of a unit group of ISCO-08: what its page shows and its answer in the API says."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, field

from citations.documents import Percentile, Record, Share, Whole
from citations.figures import Figure, Missing
from citations.models import Edition
from citations.reading import reader_of
from gradient.addresses import major_group_path, unit_group_api
from gradient.measures import ONET
from gradient.recipes import BandKey
from occupations.addresses import occupation_path
from occupations.subjects.fields import PublishedFor
from singulariki.delivery.share import share_path
from singulariki.editorial.subjects import PageDocument, Subject

Code = Annotated[str, Meta(description="ISCO-08 unit group.")]
Title = Annotated[str, Meta(description="As the ILO names it, typing errors corrected.")]
Statement = Annotated[
    str | None, Meta(description="In the ILO's words; null where the release has scores of it, but no statement.")
]
# What stands where a statement would.
NO_STATEMENT = "no statement in the release"
_NUMBER_OR_NULL = {"type": ["number", "null"]}
Change = Annotated[Figure, Meta(description="Score of 2025 minus score of 2023.", extra_json_schema=_NUMBER_OR_NULL)]
MeanChange = Annotated[
    Figure,
    Meta(
        description="Mean of 2025 minus mean of 2023, both over the tasks scored in both years.",
        extra_json_schema=_NUMBER_OR_NULL,
    ),
]
# How a mean moved, told at the decimals that pages print.
Direction = Literal["rose", "fell", "did not change"]
# Where a unit group stands whose share of less exposed ones prints as none or all; "of the 427 unit groups" follows.
RankingEnd = Literal["the most exposed", "the least exposed", "more exposed than nearly all", "less exposed than nearly all"]


class MajorGroup(Record, frozen=True):
    """A major group of ISCO-08."""

    code: Annotated[str, Meta(description="Its digit.")]
    title: Title

    @property
    def name(self) -> str:
        """As the ILO writes it: '3 - Technicians and associate professionals'."""
        return f"{self.code} - {self.title}"

    @property
    def path(self) -> str:
        """Address of its page."""
        return major_group_path(self.code)


class Neighbour(Record, frozen=True):
    """Another unit group of the major group."""

    code: Code
    title: Title
    path: str


class BandOfTasks(Record, frozen=True):
    """Tasks counted in a band."""

    band: BandKey
    tasks: Annotated[Whole, Meta(description="How many there are.")]
    share: Annotated[Share, Meta(description="Share of the unit group's tasks.")]


class Task(Record, frozen=True):
    """A task statement with its scores."""

    number: Annotated[int, Meta(description="Its number within the unit group.")]
    statement: Statement
    score: Annotated[Share, Meta(description="Score of 2025.")]
    score_previous: Annotated[Share, Meta(description="Score of 2023, if it was scored.")]
    change: Change
    rationale: Annotated[str, Meta(description="GPT-4o's justification of the score of 2025; may be empty.")]

    @property
    def words(self) -> str:
        """The statement as pages print it, or that there is none."""
        return self.statement or NO_STATEMENT


class NamedTask(Record, frozen=True):
    """A task that stands out among those of the unit group."""

    number: Annotated[int, Meta(description="Its number within the unit group.")]
    statement: Statement
    score: Annotated[Share, Meta(description="Score of 2025.")]
    change: Change


class UsOccupation(Record, frozen=True):
    """A U.S. occupation that the crosswalk connects with the unit group."""

    code: Annotated[str, Meta(description="O*NET-SOC 2019 code.")]
    title: Annotated[str, Meta(description="What it is called; its code where the edition has no title of it.")]
    employment: Annotated[Whole, Meta(description="People employed under its SOC code.")]
    employment_missing: Annotated[Missing | None, Meta(description="Why there is no employment.")]
    published_for: Annotated[PublishedFor | None, Meta(description="Whom its employment is published for.")] = None

    @property
    def path(self) -> str:
        """Address of its page; empty where the edition does not have it."""
        return occupation_path(self.code) if self.title != self.code else ""


class AnsweredUnitGroup(PageDocument, frozen=True, kw_only=True):
    """What the answer about a unit group says."""

    code: Code
    title: Title
    title_as_published: Annotated[str | None, Meta(description="What the release calls it, where the title is corrected.")] = None
    major_group: MajorGroup
    mean_score: Annotated[Share, Meta(description="Unweighted mean of the tasks' scores of 2025.")]
    mean_score_stated: Annotated[
        Share | None, Meta(description="That mean as the file states it, where it differs by more than rounding.")
    ] = None
    mean_score_previous: Annotated[Share, Meta(description="The same of 2023.")]
    mean_score_previous_stated: Annotated[
        Share | None, Meta(description="That of 2023 as the file states it, where it differs by more than rounding.")
    ] = None
    change: MeanChange
    compared_count: Annotated[Whole | None, Meta(description="Tasks scored in both years, which the change is taken over.")] = (
        None
    )
    percentile: Annotated[Percentile, Meta(description="100 × share of unit groups with a strictly lower mean_score.")]
    band: BandKey
    task_count: Annotated[Whole, Meta(description="How many of its tasks are scored.")]
    path: Annotated[str, Meta(description="Address of its page.")] = field(name="url")
    occupation_count: Annotated[Whole, Meta(description="Unit groups with data, which percentiles run over.")]
    exposed_share: Annotated[
        Share, Meta(description="Share of tasks counted in Gradient 1 to 4: 0 or 1, as the ILO gives one band to a unit group.")
    ]
    upper_half_count: Annotated[Whole | None, Meta(description="Tasks whose own score of 2025 is 0.5 or more.")] = None
    upper_half_share: Annotated[Share | None, Meta(description="The same as a share of its tasks.")] = None
    band_2023: Annotated[str, Meta(description="The ILO's potential of 2023, in its own words; may be empty.")]
    bands: Annotated[list[BandOfTasks], Meta(description="All six bands, cool to hot.")]
    tasks: Annotated[list[Task], Meta(description="By number.")]
    most_exposed_task: Annotated[NamedTask, Meta(description="The task with the highest score of 2025.")]
    fastest_task: Annotated[
        NamedTask | None, Meta(description="Largest change from 2023, be it a rise or not; null where none was scored then.")
    ]
    us_occupation_count: Annotated[Whole, Meta(description="Null where the edition holds no crosswalk.")]
    us_occupations: Annotated[list[UsOccupation], Meta(description="Biggest employment first.")]


def without_list_mark(statement: str) -> str:
    """A task statement of the ISCO-08 lists without what ends it there: a semicolon, a full stop or both."""
    bare = statement.rstrip(" ;")
    return bare if bare.endswith("etc.") else bare.rstrip(" ;.")


def end_of_ranking(share: str, lower: int, equal: int, among: int) -> RankingEnd | None:
    """How a unit group stands at an end of the ranking, where the share of less exposed ones prints as none or all; None
    elsewhere. `lower` of all `among` have a lower mean, `equal` others the same one."""
    if share == "0%":
        return "less exposed than nearly all" if lower or equal else "the least exposed"
    if share == "100%":
        return "the most exposed" if lower == among - 1 else "more exposed than nearly all"
    return None


def direction_of(change: str) -> Direction | None:
    """How a change that is printed like this reads in a sentence; None where there is none ('')."""
    if not change:
        return None
    if not change.strip("+−0."):
        return "did not change"
    return "rose" if change.startswith("+") else "fell"


def _name_by_answer(document: dict[str, Any]) -> dict[str, Any]:
    """Shape 1 → 2. It kept figures apart, named tasks by number, and left to pages what is made of its figures."""
    figures, tasks = document["figures"], {task["number"]: task for task in document["tasks"]}
    occupations = document["us_occupations"] or []
    return {
        **document,
        **figures,
        "url": document["path"],
        "major_group": document["major"],
        "mean_score": figures["mean"],
        "mean_score_previous": figures["mean_previous"],
        "most_exposed_task": tasks[document["most_exposed"]],
        "fastest_task": tasks.get(document["fastest"]),
        "us_occupations": [{**row, "employment_missing": row["employment"].get("x")} for row in occupations],
        "direction": direction_of(figures["change"].get("t", "")),
    }


class UnitGroupDocument(AnsweredUnitGroup, frozen=True, kw_only=True):
    """A unit group with all that its page shows: its answer, and words that pages make of its figures.

    share_less_exposed  its percentile, read as a share
    end                 how it stands at an end of the ranking; None elsewhere and in documents of before there was the field
    """

    kind: ClassVar[str] = "unit-group"
    shape: ClassVar[int] = 2
    upgrades: ClassVar = {1: _name_by_answer}
    pointed_at: ClassVar[Mapping[str, str]] = {"change_size": "/change", "share_less_exposed": "/percentile"}

    change_size: MeanChange
    end: RankingEnd | None = None
    share_less_exposed: Share
    direction: Direction | None
    previous: Neighbour | None
    next: Neighbour | None

    @property
    def standing_at_end(self) -> RankingEnd | None:
        """`end`, and in documents of before there was the field what their share can tell."""
        nearly: dict[str, RankingEnd] = {"0%": "less exposed than nearly all", "100%": "more exposed than nearly all"}
        return self.end or nearly.get(self.share_less_exposed.text)

    @property
    def is_partly_compared(self) -> bool:
        """Whether the change is taken over some of its tasks only; not known of documents of before there was the count."""
        return self.compared_count is not None and 0 < (self.compared_count.value or 0) < (self.task_count.value or 0)

    @property
    def most_exposed(self) -> Task:
        """The task with the highest score of 2025, with its rationale."""
        return next(task for task in self.tasks if task.number == self.most_exposed_task.number)

    @property
    def fastest(self) -> Task | None:
        """The task that rose most since 2023."""
        number = self.fastest_task.number if self.fastest_task else None
        return next((task for task in self.tasks if task.number == number), None)

    @property
    def has_crosswalk(self) -> bool:
        """Whether the edition can tell U.S. occupations of it."""
        return not self.us_occupation_count.is_missing


class UnitGroupSubject(Subject[UnitGroupDocument]):
    """A unit group as its page, its chart and its picture read it."""

    @property
    def share_image(self) -> str:
        return share_path(self.document.kind, self.document.code)

    @property
    def has_onet_titles(self) -> bool:
        """Whether titles of U.S. occupations are O*NET's own."""
        return bool(self.document.us_occupations) and self.holds(ONET)


def unit_group(edition: Edition, code: str) -> UnitGroupSubject | None:
    """A unit group, or None where the edition has none of this code. Two queries."""
    reader = reader_of(edition)
    document = reader.document(UnitGroupDocument, code, unit_group_api(code))
    return None if document is None else UnitGroupSubject(document, reader)
