"""GET /api/v1/gradient/: all unit groups, ordered and narrowed by the query."""

from typing import Annotated

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import ListPage, described
from citations.api.base import PublicView
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
from gradient.recipes import BAND_BY_KEY, BandKey
from gradient.subjects.unit_group.document import Code, MajorGroup, Title
from gradient.subjects.unit_group_list.document import Gradient, IndexRow, gradient_of
from occupations.subjects.api import caveats_of_columns

PARAMETERS = (*PAGING, "major_group", "band", "ordering")
ORDERINGS = ("code", "title", "mean_score", "mean_score_previous", "change", "percentile", "task_count")
_MAJOR_GROUPS = tuple("0123456789")


UnitScore = Annotated[float, Meta(ge=0, le=1)]


class UnitGroupRow(Struct, frozen=True, kw_only=True):
    """A unit group of ISCO-08 in the list."""

    code: Code
    title: Title
    major_group: MajorGroup
    mean_score: Annotated[UnitScore | None, Meta(description="Unweighted mean of the tasks' scores of 2025.")]
    mean_score_previous: Annotated[UnitScore | None, Meta(description="The same of 2023.")]
    change: Annotated[float | None, Meta(description="mean_score − mean_score_previous.")]
    percentile: Annotated[float | None, Meta(description="100 × share of unit groups with a strictly lower mean_score.")]
    band: BandKey
    task_count: Annotated[int | None, Meta(description="How many of its tasks are scored.")]
    url: Annotated[str, Meta(description="Address of its page.")]


class UnitGroupListPage(ListPage, frozen=True, kw_only=True):
    """A page of the list."""

    results: Annotated[list[UnitGroupRow], Meta(description="Unit groups.")]


class UnitGroupList(PublicView):
    """All unit groups of ISCO-08 that the ILO scored, with their exposure. Exposure is task overlap, not a verdict."""

    @extend_schema(
        operation_id="list_unit_groups",
        parameters=[
            *PAGING_PARAMETERS,
            OpenApiParameter("major_group", OpenApiTypes.STR, enum=list(_MAJOR_GROUPS), description="Digit of a major group."),
            OpenApiParameter("band", OpenApiTypes.STR, enum=list(BAND_BY_KEY)),
            ordering_parameter(ORDERINGS),
        ],
        responses=described(UnitGroupListPage, 404, 503),
    )
    def get(self, request: Request) -> Response:
        parameters = request.query_params
        refuse_others(parameters, PARAMETERS)
        major_group = one_of(parameters, "major_group", _MAJOR_GROUPS)
        band = one_of(parameters, "band", BAND_BY_KEY)
        ordering = one_of(parameters, "ordering", orderings(ORDERINGS))
        edition = answering_edition()
        gradient = gradient_of(edition)
        if gradient is None:
            return Response(list_answer(request, [], edition, dict))
        rows = [row for row in gradient.rows if major_group in ("", row.major_group) and band in ("", row.band)]
        rows = ordered(rows, ordering, gradient.sortable, lambda row: row.code)
        major_groups = {group.code: group for group in gradient.document.major_groups}
        caveats = caveats_of_columns(gradient)
        return Response(
            list_answer(request, rows, edition, lambda row: _answer(gradient, row, major_groups[row.major_group]), caveats)
        )


def _answer(gradient: Gradient, row: IndexRow, major_group: MajorGroup) -> UnitGroupRow:
    """Values at full precision; null where the edition has none."""
    figures = ("mean_score", "mean_score_previous", "change", "percentile", "task_count")
    return UnitGroupRow(
        code=row.code,
        title=row.title,
        major_group=major_group,
        band=row.band,
        url=row.path,
        **{name: gradient.value(row, name) for name in figures},
    )
