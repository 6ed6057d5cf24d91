"""GET /api/v1/occupations/<code>/: one U.S. occupation with every section of its page."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import answer_class, answer_of, described
from citations.api.base import PublicView
from citations.api.errors import Unknown
from citations.api.parameters import refuse_others
from citations.api.views import answering_edition
from citations.reading import reader_of
from occupations.addresses import OCCUPATIONS_API, occupation_api
from occupations.measures import datasets as of
from occupations.subjects.occupation.document import occupation_document

# What its texts and relations come from, besides the datasets of its figures.
TEXTS = (of.ONET, of.SOC, of.CIP, of.CLUSTERS)
Occupation = answer_class("Occupation", occupation_document(), "A U.S. occupation with all that its page shows.")


class OccupationDetail(PublicView):
    """One U.S. occupation with every section of its page, and the releases behind it."""

    @extend_schema(
        operation_id="occupation",
        parameters=[
            OpenApiParameter("code", {"type": "string", "pattern": r"^\d{2}-\d{4}\.\d{2}$"}, OpenApiParameter.PATH),
        ],
        responses=described(Occupation, 404, 503),
    )
    def get(self, request: Request, code: str) -> Response:
        refuse_others(request.query_params, ())
        reader = reader_of(answering_edition())
        document = reader.document(occupation_document(), code, occupation_api(code))
        if document is None:
            raise Unknown(
                f"The live edition has no occupation {code!r}.", request.path, f"See {OCCUPATIONS_API} for those there are."
            )
        return Response(answer_of(document, reader, *TEXTS))
