"""GET /api/v1/gradient/ and /api/v1/gradient/<code>/."""

from collections.abc import Sequence
from urllib.parse import urlencode

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.base import PublicView
from citations.api.errors import ErrorAnswer, NothingPublished, Unknown
from citations.api.parameters import one_of, refuse_others, whole_number
from citations.api.views import edition_reference
from citations.models import Edition
from citations.published import live_published_edition
from gradient.api.answers import row_answer, unit_group_answer
from gradient.api.serializers import BAND_KEYS, UnitGroupListSerializer, UnitGroupSerializer
from gradient.profiles import IndexRow, index_of, unit_group_profile

PAGE_SIZE, LARGEST_PAGE = 100, 1500
PARAMETERS = ("page", "page_size", "major_group", "band", "ordering")
ORDERINGS = ("code", "title", "mean_score", "mean_score_previous", "change", "percentile", "task_count")
_MAJOR_GROUPS = tuple("0123456789")


def _live_edition() -> Edition:
    edition = live_published_edition()
    if edition is None:
        raise NothingPublished
    return edition


class UnitGroupList(PublicView):
    """All unit groups of ISCO-08 that the ILO scored, with their exposure. Exposure is task overlap, not a verdict."""

    @extend_schema(
        operation_id="list_unit_groups",
        parameters=[
            OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": 999999999}, description="From 1."),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}),
            OpenApiParameter("major_group", OpenApiTypes.STR, enum=list(_MAJOR_GROUPS), description="Digit of a major group."),
            OpenApiParameter("band", OpenApiTypes.STR, enum=BAND_KEYS),
            OpenApiParameter(
                "ordering",
                OpenApiTypes.STR,
                enum=[*ORDERINGS, *(f"-{name}" for name in ORDERINGS)],
                description="A field; with a minus from high to low. Equal ones stand by code, missing values last.",
            ),
        ],
        responses={200: UnitGroupListSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        refuse_others(asked, PARAMETERS)
        page = whole_number(asked, "page", default=1, low=1, high=999_999_999)
        size = whole_number(asked, "page_size", default=PAGE_SIZE, low=1, high=LARGEST_PAGE)
        major = one_of(asked, "major_group", _MAJOR_GROUPS)
        band = one_of(asked, "band", BAND_KEYS)
        ordering = one_of(asked, "ordering", [*ORDERINGS, *(f"-{name}" for name in ORDERINGS)])
        edition = _live_edition()
        index = index_of(edition)
        rows = [row for row in (index.rows if index else ()) if major in ("", row.major.code) and band in ("", row.band.key)]
        rows = _ordered(rows, ordering)
        start = (page - 1) * size
        if start and start >= len(rows):
            raise Unknown(
                f"There is no page {page:,}.", "page", f"The last page of this size is {max(1, -(-len(rows) // size)):,}."
            )
        return Response(
            {
                "count": len(rows),
                "next": _page_url(request, page + 1) if start + size < len(rows) else None,
                "previous": _page_url(request, page - 1) if page > 1 else None,
                "edition": edition_reference(edition),
                "results": [row_answer(row) for row in rows[start : start + size]],
            }
        )


class UnitGroupDetail(PublicView):
    """One unit group of ISCO-08 with its tasks, bands, U.S. occupations and the releases behind them."""

    @extend_schema(
        operation_id="unit_group",
        parameters=[OpenApiParameter("code", {"type": "string", "pattern": r"^\d{4}$"}, OpenApiParameter.PATH)],
        responses={200: UnitGroupSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        refuse_others(request.query_params, ())
        edition = _live_edition()
        profile = unit_group_profile(edition, code)
        if profile is None:
            raise Unknown(
                f"No unit group {code!r} is in the live edition.", request.path, "See /api/v1/gradient/ for those there are."
            )
        return Response(unit_group_answer(profile, edition))


def _ordered(rows: Sequence[IndexRow], ordering: str) -> list[IndexRow]:
    name = ordering.lstrip("-")
    if name in ("", "code", "title"):
        key = (lambda row: (row.title.casefold(), row.code)) if name == "title" else (lambda row: row.code)
        return sorted(rows, key=key, reverse=ordering.startswith("-"))
    known = [row for row in rows if not row.figures[name].is_missing]
    sign = -1 if ordering.startswith("-") else 1
    known.sort(key=lambda row: (sign * (row.figures[name].value or 0), row.code))
    return [*known, *(row for row in rows if row.figures[name].is_missing)]


def _page_url(request: Request, page: int) -> str:
    query = urlencode({**request.query_params.dict(), "page": page})
    return f"{request.build_absolute_uri(request.path)}?{query}"
