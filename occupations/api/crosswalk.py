"""GET /api/v1/crosswalk/: how codes of one classification correspond to those of another, both ways."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.base import PublicView
from citations.api.errors import ErrorAnswer
from citations.api.listing import PAGING, PAGING_PARAMETERS, ListSerializer, list_answer
from citations.api.parameters import one_of, refuse_others
from citations.api.views import answering_edition
from occupations.models import CodeSystem
from occupations.selectors.correspondence import Edge, crosswalk_edges, systems_of

SYSTEMS = [system.value for system in CodeSystem]
PARAMETERS = (*PAGING, "from_system", "to_system", "code")
LONGEST_CODE = 12


class EdgeSerializer(serializers.Serializer):
    """A code and one that it corresponds to. Crosswalks are many-to-many: one edge is no identity."""

    from_system = serializers.ChoiceField(choices=SYSTEMS)
    from_code = serializers.CharField()
    to_system = serializers.ChoiceField(choices=SYSTEMS)
    to_code = serializers.CharField()
    weight = serializers.FloatField(allow_null=True, help_text="Null where the publisher gives none, as most do.")
    dataset = serializers.SlugField(help_text="The crosswalk that draws the edge.")
    reversed = serializers.BooleanField(help_text="True where the publisher draws the edge the other way round.")


class ConnectedSerializer(serializers.Serializer):
    """Two classifications that a crosswalk of the edition connects, in the direction it is published in."""

    from_system = serializers.ChoiceField(choices=SYSTEMS)
    to_system = serializers.ChoiceField(choices=SYSTEMS)


class EdgeListSerializer(ListSerializer):
    """A page of edges."""

    systems = ConnectedSerializer(many=True)
    results = EdgeSerializer(many=True)


class Crosswalk(PublicView):
    """Edges between classifications, from `code` of `from_system` where they are given: as published, then reversed."""

    @extend_schema(
        operation_id="list_crosswalk_edges",
        parameters=[
            *PAGING_PARAMETERS,
            OpenApiParameter("from_system", OpenApiTypes.STR, enum=SYSTEMS),
            OpenApiParameter("to_system", OpenApiTypes.STR, enum=SYSTEMS),
            OpenApiParameter("code", OpenApiTypes.STR, description="A code of from_system: 27-4014.00, 3521."),
        ],
        responses={200: EdgeListSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        refuse_others(asked, PARAMETERS)
        from_system, to_system = (one_of(asked, name, SYSTEMS) for name in ("from_system", "to_system"))
        edition = answering_edition()
        code = asked.get("code", "").replace("\0", "")[:LONGEST_CODE]
        edges = crosswalk_edges(edition, from_system=from_system, to_system=to_system, code=code)
        answer = list_answer(request, edges, edition, Edge._asdict)
        connected = [{"from_system": start, "to_system": end} for start, end in systems_of(edition)]
        return Response({**answer, "systems": connected})
