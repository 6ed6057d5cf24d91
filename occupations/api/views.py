"""GET /api/v1/occupations/, /tasks/, /elements/, /industries/, and one of each."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.base import PublicView
from citations.api.errors import ErrorAnswer, Unknown
from citations.api.listing import PAGING, PAGING_PARAMETERS, list_answer, ordered, ordering_parameter, orderings
from citations.api.parameters import one_of, refuse_others
from citations.api.views import answering_edition
from citations.models import Profile
from citations.selectors import edition_references
from occupations.api.answers import provenance, values_of
from occupations.api.rows import occupation_row, sortable
from occupations.api.serializers import (
    ElementSerializer,
    IndustrySerializer,
    OccupationListSerializer,
    OccupationSerializer,
    OccupationTaskSerializer,
    SubjectListSerializer,
)
from occupations.measures import datasets as of
from occupations.profiles.activities import subject_document
from occupations.profiles.index import occupation_index
from occupations.recipes import LEVELS

ORDERINGS = (
    "code",
    "title",
    "overlap",
    "wages.median",
    "wages.median_percentile",
    "wages.employment",
    "outlook.change_percent",
    "outlook.annual_openings",
    "job_zone",
    "task_count",
)
ZONES = tuple("12345")
# What texts and relations of an answer come from, besides the datasets of its figures.
_TEXTS = {
    "occupation": (of.ONET, of.SOC, of.CIP, of.CLUSTERS),
    "task": (of.ONET, of.ELOUNDOU),
    "element": (of.ONET,),
    "industry": (of.OEWS, of.ONET),
}


class OccupationList(PublicView):
    """All U.S. occupations, with overlap, pay, outlook and preparation. Exposure is task overlap, not a verdict."""

    @extend_schema(
        operation_id="list_occupations",
        parameters=[
            *PAGING_PARAMETERS,
            OpenApiParameter("family", OpenApiTypes.STR, description="Code of a major group: 27-0000."),
            OpenApiParameter("cluster", OpenApiTypes.STR, description="Title of a career cluster."),
            OpenApiParameter("job_zone", OpenApiTypes.STR, enum=list(ZONES)),
            OpenApiParameter("overlap", OpenApiTypes.STR, enum=list(LEVELS), description="Level of AI task overlap."),
            ordering_parameter(ORDERINGS),
        ],
        responses={200: OccupationListSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        refuse_others(asked, (*PAGING, "family", "cluster", "job_zone", "overlap", "ordering"))
        zone, overlap = one_of(asked, "job_zone", ZONES), one_of(asked, "overlap", LEVELS)
        ordering = one_of(asked, "ordering", orderings(ORDERINGS))
        edition = answering_edition()
        index = occupation_index(edition)
        families = [group.key for group in index.families] if index else []
        clusters = [group.title for group in index.clusters] if index else []
        family, cluster = _of_edition(asked, "family", families), _of_edition(asked, "cluster", clusters)
        rows = [
            row
            for row in (index.rows if index else ())
            if family in ("", row.family)
            and (not cluster or clusters.index(cluster) in row.clusters)
            and (not zone or row.values["job_zone"] == int(zone))
            and overlap in ("", row.overlap_level)
        ]
        rows = ordered(rows, ordering, sortable, lambda row: row.code)
        return Response(list_answer(request, rows, edition, occupation_row))


def _of_edition(parameters: Mapping[str, str], name: str, known: Collection[str]) -> str:
    """One of the values that the live edition has, or '' where the parameter is absent. Raises Unknown."""
    value = parameters.get(name, "")
    if value and value not in known:
        raise Unknown(f"The live edition has no {name} {value!r}.", name, f"Use one of: {', '.join(known) or 'none'}.")
    return value


class SubjectDetail(PublicView):
    """One subject of an edition, found by its code."""

    kind: ClassVar[str]
    place: ClassVar[str]

    def answer(self, request: Request, code: str) -> Response:
        """The subject's document with values for figures. Raises Unknown where the live edition has no such subject."""
        refuse_others(request.query_params, ())
        edition = answering_edition()
        document = subject_document(edition, self.kind, code)
        if document is None:
            raise Unknown(
                f"The live edition has no {self.kind} {code!r}.", request.path, f"See {self.place} for those there are."
            )
        sources = provenance(document, edition_references(edition), edition, *_TEXTS[self.kind])
        return Response({**values_of(document), **sources})


def _described(operation: str, serializer: type, pattern: str):
    return extend_schema(
        operation_id=operation,
        parameters=[OpenApiParameter("code", {"type": "string", "pattern": pattern}, OpenApiParameter.PATH)],
        responses={200: serializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )


class OccupationDetail(SubjectDetail):
    """One U.S. occupation with every section of its page, and the releases behind it."""

    kind, place = "occupation", "/api/v1/occupations/"

    @_described("occupation", OccupationSerializer, r"^\d{2}-\d{4}\.\d{2}$")
    def get(self, request: Request, code: str) -> Response:
        return self.answer(request, code)


class TaskDetail(SubjectDetail):
    """One task of a U.S. occupation: how it is rated and used, and similar tasks elsewhere."""

    kind, place = "task", "/api/v1/tasks/"

    @_described("task", OccupationTaskSerializer, r"^\d{1,9}$")
    def get(self, request: Request, code: str) -> Response:
        return self.answer(request, code)


class ElementDetail(SubjectDetail):
    """One element of O*NET's content model: what it means and how occupations are rated on it."""

    kind, place = "element", "/api/v1/elements/"

    @_described("element", ElementSerializer, r"^\d(\.[0-9A-Za-z]{1,3})+$")
    def get(self, request: Request, code: str) -> Response:
        return self.answer(request, code)


class IndustryDetail(SubjectDetail):
    """One industry with the occupations it employs."""

    kind, place = "industry", "/api/v1/industries/"

    @_described("industry", IndustrySerializer, r"^\d{2}(-\d{2}|\d{0,4})$")
    def get(self, request: Request, code: str) -> Response:
        return self.answer(request, code)


class SubjectList(PublicView):
    """Every subject of a kind, by code: where its own answer is."""

    kind: ClassVar[str]
    place: ClassVar[str]

    def answer(self, request: Request) -> Response:
        refuse_others(request.query_params, PAGING)
        edition = answering_edition()
        profiles = Profile.objects.filter(edition=edition, kind=self.kind)
        # Numbers in the order of numbers: 9 before 10.
        keys = sorted(profiles.values_list("key", flat=True), key=lambda key: (key.isdigit() and len(key), key))
        answer = list_answer(request, keys, edition, lambda key: {"code": key})
        shown = [row["code"] for row in answer["results"]]
        named = {key: (title, path) for key, title, path in profiles.filter(key__in=shown).values_list("key", "title", "path")}
        answer["results"] = [
            {"code": key, "title": named[key][0], "path": named[key][1], "api": f"{self.place}{key}/"} for key in shown
        ]
        return Response(answer)


def _listed(operation: str):
    return extend_schema(
        operation_id=operation,
        parameters=PAGING_PARAMETERS,
        responses={200: SubjectListSerializer, 400: ErrorAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    )


class TaskList(SubjectList):
    """All tasks of U.S. occupations, by number."""

    kind, place = "task", "/api/v1/tasks/"

    @_listed("list_tasks")
    def get(self, request: Request) -> Response:
        return self.answer(request)


class ElementList(SubjectList):
    """All elements that O*NET rates occupations on."""

    kind, place = "element", "/api/v1/elements/"

    @_listed("list_elements")
    def get(self, request: Request) -> Response:
        return self.answer(request)


class IndustryList(SubjectList):
    """All industries that the edition has occupations of."""

    kind, place = "industry", "/api/v1/industries/"

    @_listed("list_industries")
    def get(self, request: Request) -> Response:
        return self.answer(request)
