"""GET /api/v1/methodology/: the method of the live edition in numbers."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import answer_class, answer_of, described
from citations.api.base import PublicView
from citations.api.errors import Unknown
from citations.api.parameters import refuse_others
from citations.api.views import answering_edition
from citations.reading import reader_of
from occupations.measures.datasets import ONET
from occupations.subjects.methodology.document import MethodDocument, read_method

MethodologyAnswer = answer_class("Methodology", MethodDocument, "The method of an edition in numbers, as its page has them.")


class MethodologyView(PublicView):
    """How many occupations the methods of the edition reach, and by how many points percentiles would move by other choices."""

    @extend_schema(operation_id="methodology", responses=described(MethodologyAnswer, 404, 503))
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        reader = reader_of(answering_edition())
        document = read_method(reader)
        if document is None:
            what = "The live edition was compiled before the numbers of its method were kept."
            raise Unknown(what, request.path, "Ask again once a newer edition is live; see /api/v1/editions/.")
        return Response(answer_of(document, reader, ONET))
