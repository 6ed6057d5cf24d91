"""GET /api/v1/occupations/: all U.S. occupations, ordered and narrowed by the query."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import ListPage, described
from citations.api.base import PublicView
from citations.api.errors import Unknown
from citations.api.parameters import (
    PAGING,
    PAGING_PARAMETERS,
    list_answer,
    one_of,
    ordered,
    ordering_parameter,
    orderings,
    refuse_others,
)
from citations.api.views import answering_edition
from citations.figures import FigureGroup
from occupations.recipes import LEVELS, standing
from occupations.subjects.api import caveats_of_columns
from occupations.subjects.fields import Level, Path
from occupations.subjects.occupation.api import OCCUPATION_API
from occupations.subjects.occupation_list.document import (
    OVERLAP_COLUMNS,
    UNRANKED,
    IndexRow,
    OccupationIndex,
    occupation_index,
)

ORDERINGS = (
    "code",
    "title",
    "overlap",
    "overlap.spread",
    "wages.median",
    "wages.median_percentile",
    "wages.employment",
    "outlook.change_percent",
    "outlook.annual_openings",
    "job_zone",
    "task_count",
)
ZONES = tuple("12345")
Rank = Annotated[float, Meta(ge=0, le=100)]


class ListedGroup(Struct, frozen=True):
    """The group that figures are published for, where other occupations share them."""

    code: Annotated[str, Meta(description="SOC code, or a combination of the publisher's own.")]
    title: Annotated[str, Meta(description="What the publisher calls it.")]
    occupations: Annotated[int, Meta(description="How many occupations share the figures, this one included.")]


class ListedOverlap(Struct, frozen=True):
    """AI task overlap, with a rank where all of its studies score the occupation."""

    percentile: Annotated[
        Rank | None,
        Meta(description="Percentile of AI task overlap; null where not all of the studies score it: fewer are not comparable."),
    ]
    level: Annotated[standing.Level | None, Meta(description="Third of 0 to 100 that the percentile lies in.")]
    mean: Annotated[Rank | None, Meta(description="Mean of the studies' percentiles; null in editions of earlier versions.")]
    part_count: Annotated[int | None, Meta(description="How many of the studies score it; null in earlier editions.")]
    spread: Annotated[Rank | None, Meta(description="Highest minus lowest of their percentiles; null where fewer than two do.")]
    lowest: Annotated[Rank | None, Meta(description="Lowest of their percentiles.")]
    highest: Annotated[Rank | None, Meta(description="Highest of their percentiles.")]


class ListedExposure(Struct, frozen=True):
    """A study's score and the standing by it."""

    measure: Annotated[str, Meta(description="Key of the measure; see /methodology.")]
    score: Annotated[float | None, Meta(description="On the study's own scale.")]
    percentile: Annotated[Rank, Meta(description="100 × share of scored occupations with a strictly lower score.")]
    level: Level
    bridged: Annotated[bool, Meta(description="True where the score is that of older codes, over a published crosswalk.")]
    changed_code: Annotated[
        bool, Meta(description="True where it is of a code of 2010 that kept its number in 2018 and changed its content.")
    ]
    published_for: Annotated[ListedGroup | None, Meta(description="Null where the score is the occupation's own, or bridged.")]


class ListedWages(Struct, frozen=True):
    """National estimates of pay and employment."""

    median: Annotated[float | None, Meta(description="Annual median wage in U.S. dollars; a lower bound where top_coded.")]
    median_percentile: Annotated[Rank | None, Meta(description="Standing of the median among the occupations with one.")]
    employment: Annotated[int | None, Meta(description="Employees.")]
    top_coded: Annotated[bool, Meta(description="True where the median is at or above the top code of BLS.")]
    hourly_median: Annotated[float | None, Meta(description="Median wage an hour, where no annual one is published.")]
    published_for: Annotated[ListedGroup | None, Meta(description="Null where the figures are the occupation's own.")]


class ListedOutlook(Struct, frozen=True):
    """Employment as BLS projects it."""

    change_percent: Annotated[float | None, Meta(description="Projected change in percent.")]
    annual_openings: Annotated[int | None, Meta(description="Openings a year.")]
    category: Annotated[str | None, Meta(description="Outlook in a word of BLS.")]
    published_for: Annotated[ListedGroup | None, Meta(description="Null where the figures are the occupation's own.")]


class OccupationRow(Struct, frozen=True):
    """A U.S. occupation in the list."""

    code: Annotated[str, Meta(description="O*NET-SOC 2019 code.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    family: Annotated[str, Meta(description="Major group of the classification.")]
    clusters: Annotated[list[str], Meta(description="Titles of its career clusters.")]
    overlap: Annotated[ListedOverlap | None, Meta(description="Null where none of its studies scores it.")]
    exposure: Annotated[list[ListedExposure], Meta(description="The studies that score it.")]
    wages: ListedWages
    outlook: ListedOutlook
    job_zone: Annotated[int | None, Meta(description="From 1 to 5.")]
    task_count: Annotated[int | None, Meta(description="How many tasks O*NET lists.")]


class OccupationListPage(ListPage, frozen=True, kw_only=True):
    """A page of the list."""

    results: Annotated[list[OccupationRow], Meta(description="Occupations.")]


class OccupationListView(PublicView):
    """All U.S. occupations, ordered and narrowed by the query."""

    @extend_schema(
        operation_id=OCCUPATION_API.operation[1],
        description=OCCUPATION_API.about[1],
        parameters=[
            *PAGING_PARAMETERS,
            OpenApiParameter("family", OpenApiTypes.STR, description="Code of a major group: 27-0000."),
            OpenApiParameter("cluster", OpenApiTypes.STR, description="Title of a career cluster."),
            OpenApiParameter("job_zone", OpenApiTypes.STR, enum=list(ZONES)),
            OpenApiParameter(
                "overlap",
                OpenApiTypes.STR,
                enum=[*LEVELS, UNRANKED],
                description="Level of AI task overlap; unranked: those that only some of its studies score.",
            ),
            ordering_parameter(ORDERINGS),
        ],
        responses=described(OccupationListPage, 404, 503),
    )
    def get(self, request: Request) -> Response:
        parameters = request.query_params
        refuse_others(parameters, (*PAGING, "family", "cluster", "job_zone", "overlap", "ordering"))
        zone, overlap = one_of(parameters, "job_zone", ZONES), one_of(parameters, "overlap", (*LEVELS, UNRANKED))
        ordering = one_of(parameters, "ordering", orderings(ORDERINGS))
        edition = answering_edition()
        index = occupation_index(edition)
        families = [group.key for group in index.document.families] if index else []
        clusters = [group.title for group in index.document.clusters] if index else []
        family, cluster = _of_edition(parameters, "family", families), _of_edition(parameters, "cluster", clusters)
        if index is None:
            return Response(list_answer(request, [], edition, str))
        rows = [
            row
            for row in index.document.rows
            if family in ("", row.family)
            and (not cluster or clusters.index(cluster) in row.clusters)
            and (not zone or index.value(row, "job_zone") == int(zone))
            and (not overlap or row.overlap_level == overlap)
        ]
        rows = ordered(rows, ordering, index.sortable, lambda row: row.code)
        return Response(list_answer(request, rows, edition, lambda row: _answer(index, row), caveats_of_columns(index)))


def _of_edition(parameters: Mapping[str, str], name: str, choices: Collection[str]) -> str:
    """One of the values that the live edition has, or '' where the parameter is absent. Raises Unknown."""
    value = parameters.get(name, "")
    if value and value not in choices:
        raise Unknown(f"The live edition has no {name} {value!r}.", name, f"Use one of: {', '.join(choices) or 'none'}.")
    return value


def _answer(index: OccupationIndex, row: IndexRow) -> OccupationRow:
    """Values at full precision; null where the edition has none."""
    values = {column.name: index.value(row, column.name) for column in index.document.columns}
    return OccupationRow(
        code=row.code,
        title=row.title,
        path=row.path,
        family=row.family,
        clusters=[index.document.clusters[place].title for place in row.clusters],
        overlap=_overlap(values, row),
        exposure=[
            ListedExposure(
                study,
                values[study],
                percentile,  # type: ignore[arg-type]
                row.levels[f"{study}-percentile"],  # type: ignore[arg-type]
                study in row.bridged,
                study in row.changed,
                _group(row.study_groups.get(study)),
            )
            for study in index.document.studies
            if (percentile := values[f"{study}-percentile"]) is not None
        ],
        wages=ListedWages(
            values["median"],
            values["median_percentile"],
            values["employment"],  # type: ignore[arg-type]
            row.top_coded,
            row.hourly_median,
            _group(row.pay_group),
        ),
        outlook=ListedOutlook(
            values["change_percent"],
            values["annual_openings"],  # type: ignore[arg-type]
            row.outlook or None,
            _group(row.outlook_group),
        ),
        job_zone=values["job_zone"],  # type: ignore[arg-type]
        task_count=values["task_count"],  # type: ignore[arg-type]
    )


def _overlap(values: Mapping[str, Any], row: IndexRow) -> ListedOverlap | None:
    found = [values.get(name) for name in OVERLAP_COLUMNS]
    rank, *others = found
    return None if rank is None and others[0] is None else ListedOverlap(rank, row.levels.get("overlap"), *others)  # type: ignore[arg-type]


def _group(group: FigureGroup | None) -> ListedGroup | None:
    return None if group is None else ListedGroup(group.code, group.title, group.occupations)
