"""The profile of one unit group, read back from its stored document and bound to its edition's releases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from citations.figures import Figure, ReleaseReference, figure_from_document
from citations.models import Edition
from citations.selectors import edition_references, profile_document
from gradient.addresses import major_group_path, unit_group_api
from gradient.bands import BAND_BY_KEY
from gradient.measures import ONET
from occupations.addresses import occupation_path
from singulariki.charts.scales import Band
from singulariki.delivery.share import share_path

KIND = "unit-group"


@dataclass(frozen=True)
class MajorGroup:
    """A major group of ISCO-08: code, title, address of its page."""

    code: str
    title: str
    path: str

    @property
    def name(self) -> str:
        """As the ILO writes it: '3 - Technicians and associate professionals'."""
        return f"{self.code} - {self.title}"


@dataclass(frozen=True)
class Neighbour:
    """Another unit group: code, title, address of its page."""

    code: str
    title: str
    path: str


@dataclass(frozen=True)
class BandRow:
    """Tasks counted in a band, and their share of all."""

    band: Band
    tasks: Figure
    share: Figure


@dataclass(frozen=True)
class TaskRow:
    """A task with its scores now and before; `rationale` is GPT-4o's justification of the score of 2025."""

    number: int
    statement: str
    score: Figure
    score_previous: Figure
    change: Figure
    rationale: str


@dataclass(frozen=True)
class UsOccupationRow:
    """A U.S. occupation that the crosswalk connects, with the employment of its SOC code."""

    code: str
    title: str
    employment: Figure

    @property
    def path(self) -> str:
        """Address of the occupation's page; empty where the edition's O*NET release does not have it."""
        return occupation_path(self.code) if self.title != self.code else ""


@dataclass(frozen=True)
class UnitGroupProfile:
    """All that a page, the API and the report kit show about a unit group in one edition.

    us_occupations is None where the edition holds no crosswalk, empty where the crosswalk knows none for this unit group.
    prefix stands before addresses of other pages, so that a reader of an older edition stays in it.
    """

    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    code: str
    title: str
    path: str
    major: MajorGroup
    band: Band
    band_2023: str
    mean: Figure
    mean_previous: Figure
    change: Figure
    change_size: Figure
    percentile: Figure
    share_less_exposed: Figure
    task_count: Figure
    occupation_count: Figure
    exposed_share: Figure
    bands: tuple[BandRow, ...]
    tasks: tuple[TaskRow, ...]
    most_exposed: TaskRow
    fastest: TaskRow | None
    us_occupations: tuple[UsOccupationRow, ...] | None
    us_occupation_count: Figure
    previous: Neighbour | None
    next: Neighbour | None
    prefix: str = ""

    @property
    def api(self) -> str:
        return unit_group_api(self.code)

    @property
    def share_image(self) -> str:
        """Address of the picture that stands for the page in the live edition."""
        return share_path("unit-group", self.code)

    @property
    def has_onet_titles(self) -> bool:
        return bool(self.us_occupations) and ONET in self.releases


def unit_group_profile(
    edition: Edition, code: str, references: Mapping[str, ReleaseReference] | None = None
) -> UnitGroupProfile | None:
    """The profile of a unit group in an edition, or None where the edition has none. Two queries, one with `references`."""
    document = profile_document(edition, KIND, code)
    if document is None:
        return None
    return bind(document, edition, references if references is not None else edition_references(edition))


def bind(document: Mapping, edition: Edition, releases: Mapping[str, ReleaseReference]) -> UnitGroupProfile:
    """The typed profile of a stored document."""
    code = document["code"]
    api = unit_group_api(code)

    def figure(part: Mapping) -> Figure:
        return figure_from_document(part, releases, api)

    tasks = tuple(
        TaskRow(
            number=task["number"],
            statement=task["statement"],
            score=figure(task["score"]),
            score_previous=figure(task["score_previous"]),
            change=figure(task["change"]),
            rationale=task["rationale"],
        )
        for task in document["tasks"]
    )
    by_number = {task.number: task for task in tasks}
    us = document["us_occupations"]
    major = document["major"]
    return UnitGroupProfile(
        edition=edition.name,
        compiled_on=edition.compiled_at.date() if edition.compiled_at else None,
        releases=releases,
        code=code,
        title=document["title"],
        path=document["path"],
        major=MajorGroup(major["code"], major["title"], major_group_path(major["code"])),
        band=BAND_BY_KEY[document["band"]],
        band_2023=document["band_2023"],
        **cast(Any, {key: figure(part) for key, part in document["figures"].items()}),
        bands=tuple(BandRow(BAND_BY_KEY[row["band"]], figure(row["tasks"]), figure(row["share"])) for row in document["bands"]),
        tasks=tasks,
        most_exposed=by_number[document["most_exposed"]],
        fastest=by_number.get(document["fastest"]),
        us_occupations=None
        if us is None
        else tuple(UsOccupationRow(row["code"], row["title"], figure(row["employment"])) for row in us),
        previous=_neighbour(document["previous"]),
        next=_neighbour(document["next"]),
    )


def _neighbour(document: Mapping | None) -> Neighbour | None:
    return Neighbour(**document) if document else None
