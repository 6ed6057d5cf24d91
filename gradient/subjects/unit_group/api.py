"""GET /api/v1/gradient/<code>/: one unit group."""

from typing import Annotated, Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec import Meta
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import EditionReference, Source, answer_of, described
from citations.api.base import PublicView
from citations.api.errors import Unknown
from citations.api.parameters import refuse_others
from citations.api.views import answering_edition
from gradient.measures import BRIDGE, CROSSWALK, ILO, OEWS, ONET
from gradient.subjects.unit_group.document import AnsweredUnitGroup, UnitGroupDocument, UnitGroupSubject, unit_group
from singulariki.editorial.retired import refuse_retired


class UnitGroup(AnsweredUnitGroup, frozen=True, kw_only=True):
    """All that the page of a unit group shows. Scores and shares run from 0 to 1, percentiles from 0 to 100."""

    sources: Annotated[list[Source], Meta(description="The releases behind the answer, by title.")]
    edition: Annotated[EditionReference, Meta(description="The edition that it is drawn from.")]


class UnitGroupDetail(PublicView):
    """One unit group of ISCO-08 with its tasks, bands, U.S. occupations and the releases behind them."""

    @extend_schema(
        operation_id="unit_group",
        parameters=[OpenApiParameter("code", {"type": "string", "pattern": r"^\d{4}$"}, OpenApiParameter.PATH)],
        responses=described(UnitGroup, 404, 410, 503),
    )
    def get(self, request: Request, code: str) -> Response:
        refuse_others(request.query_params, ())
        edition = answering_edition()
        subject = unit_group(edition, code)
        if subject is None:
            refuse_retired(UnitGroupDocument.kind, edition, code, request.path)
            raise Unknown(
                f"No unit group {code!r} is in the live edition.", request.path, "See /api/v1/gradient/ for those there are."
            )
        return Response(_answer(subject))


def _answer(subject: UnitGroupSubject) -> dict[str, Any]:
    """The document without what only its page needs."""
    document = subject.document
    crosswalk = (CROSSWALK, BRIDGE) if document.has_crosswalk else ()
    # Titles of U.S. occupations and, where employment is missing, why.
    of_occupations = (ONET, OEWS) if document.us_occupations else ()
    answer = answer_of(document, subject.reader, ILO, *crosswalk, *of_occupations)
    return {name: answer[name] for name in UnitGroup.__struct_encode_fields__}
