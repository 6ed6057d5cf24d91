"""The API of the room: addresses of what it answers about U.S. occupations, and GET /api/v1/crosswalk/, how codes of one
classification correspond to those of another, both ways."""

from typing import Annotated

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import ListPage, described
from citations.api.base import PublicView
from citations.api.parameters import PAGING, PAGING_PARAMETERS, list_answer, one_of, refuse_others
from citations.api.views import answering_edition
from occupations.models import CodeSystem
from occupations.selectors.crosswalks import Edge, crosswalk_edges, systems_of
from occupations.subjects.api import urlpatterns as subjects
from occupations.subjects.methodology.api import MethodologyView
from occupations.subjects.occupation.api import OccupationDetail
from occupations.subjects.occupation_list.api import OccupationListView

SYSTEMS = [system.value for system in CodeSystem]
PARAMETERS = (*PAGING, "from_system", "to_system", "code")
LONGEST_CODE = 12


System = Annotated[str, Meta(description="A classification.", extra_json_schema={"enum": SYSTEMS})]


class CrosswalkEdge(Struct, frozen=True, kw_only=True):
    """A code and one that it corresponds to. Crosswalks are many-to-many: one edge is no identity."""

    from_system: System
    from_code: Annotated[str, Meta(description="A code of from_system.")]
    to_system: System
    to_code: Annotated[str, Meta(description="A code of to_system.")]
    weight: Annotated[float | None, Meta(description="Null where the publisher gives none, as most do.")]
    dataset: Annotated[str, Meta(description="The crosswalk that draws the edge.")]
    reversed: Annotated[bool, Meta(description="True where the publisher draws the edge the other way round.")]


class ConnectedSystems(Struct, frozen=True):
    """Two classifications that a crosswalk of the edition connects, in the direction it is published in."""

    from_system: System
    to_system: System


class EdgeList(ListPage, frozen=True, kw_only=True):
    """A page of edges."""

    systems: Annotated[list[ConnectedSystems], Meta(description="Classifications that the edition can lead between.")]
    results: Annotated[list[CrosswalkEdge], Meta(description="The edges of the page.")]


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
        responses=described(EdgeList, 404, 503),
    )
    def get(self, request: Request) -> Response:
        parameters = request.query_params
        refuse_others(parameters, PARAMETERS)
        from_system, to_system = (one_of(parameters, name, SYSTEMS) for name in ("from_system", "to_system"))
        edition = answering_edition()
        code = parameters.get("code", "").replace("\0", "")[:LONGEST_CODE]
        edges = crosswalk_edges(edition, from_system=from_system, to_system=to_system, code=code)
        answer = list_answer(request, edges, edition, Edge._asdict)
        connected = [ConnectedSystems(start, end) for start, end in systems_of(edition)]
        return Response({**answer, "systems": connected})


urlpatterns = [
    path("occupations/", OccupationListView.as_view(), name="api-occupations"),
    path("occupations/<str:code>/", OccupationDetail.as_view(), name="api-occupation"),
    *subjects,
    path("methodology/", MethodologyView.as_view(), name="api-methodology"),
    path("crosswalk/", Crosswalk.as_view(), name="api-crosswalk"),
]
