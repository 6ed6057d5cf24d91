"""GET /api/v1/gradient/ and /api/v1/gradient/<code>/."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.base import PublicView
from citations.api.errors import ErrorAnswer, Unknown
from citations.api.listing import PAGING, PAGING_PARAMETERS, list_answer, ordered, ordering_parameter, orderings
from citations.api.parameters import one_of, refuse_others
from citations.api.views import answering_edition
from gradient.api.answers import row_answer, unit_group_answer
from gradient.api.serializers import BAND_KEYS, UnitGroupListSerializer, UnitGroupSerializer
from gradient.profiles import IndexRow, index_of, unit_group_profile

PARAMETERS = (*PAGING, "major_group", "band", "ordering")
ORDERINGS = ("code", "title", "mean_score", "mean_score_previous", "change", "percentile", "task_count")
_MAJOR_GROUPS = tuple("0123456789")


class UnitGroupList(PublicView):
    """All unit groups of ISCO-08 that the ILO scored, with their exposure. Exposure is task overlap, not a verdict."""

    @extend_schema(
        operation_id="list_unit_groups",
        parameters=[
            *PAGING_PARAMETERS,
            OpenApiParameter("major_group", OpenApiTypes.STR, enum=list(_MAJOR_GROUPS), description="Digit of a major group."),
            OpenApiParameter("band", OpenApiTypes.STR, enum=BAND_KEYS),
            ordering_parameter(ORDERINGS),
        ],
        responses={200: UnitGroupListSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        refuse_others(asked, PARAMETERS)
        major = one_of(asked, "major_group", _MAJOR_GROUPS)
        band = one_of(asked, "band", BAND_KEYS)
        ordering = one_of(asked, "ordering", orderings(ORDERINGS))
        edition = answering_edition()
        index = index_of(edition)
        rows = [row for row in (index.rows if index else ()) if major in ("", row.major.code) and band in ("", row.band.key)]
        rows = ordered(rows, ordering, _value, lambda row: row.code)
        return Response(list_answer(request, rows, edition, row_answer))


class UnitGroupDetail(PublicView):
    """One unit group of ISCO-08 with its tasks, bands, U.S. occupations and the releases behind them."""

    @extend_schema(
        operation_id="unit_group",
        parameters=[OpenApiParameter("code", {"type": "string", "pattern": r"^\d{4}$"}, OpenApiParameter.PATH)],
        responses={200: UnitGroupSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        refuse_others(request.query_params, ())
        edition = answering_edition()
        profile = unit_group_profile(edition, code)
        if profile is None:
            raise Unknown(
                f"No unit group {code!r} is in the live edition.", request.path, "See /api/v1/gradient/ for those there are."
            )
        return Response(unit_group_answer(profile, edition))


def _value(row: IndexRow, name: str) -> float | str | None:
    if name == "code":
        return row.code
    return row.title.casefold() if name == "title" else row.values[name]
