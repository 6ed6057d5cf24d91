"""GET /api/v1/tasks/, /elements/, /industries/, and one of each: lists and answers of every kind of subject that has them."""

from collections.abc import Callable
from typing import Annotated, Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import AnsweredCaveat, ListPage, answer_of, caveats_of, described
from citations.api.base import PublicView
from citations.api.errors import Unknown
from citations.api.parameters import PAGING, PAGING_PARAMETERS, list_answer, refuse_others
from citations.api.views import answering_edition
from citations.models import Edition, Profile
from citations.reading import EditionReader, reader_of
from occupations.subjects.fields import Path
from occupations.subjects.index import Index
from occupations.subjects.kinds import SUBJECTS, SubjectApi, SubjectKind


class SubjectRow(Struct, frozen=True):
    """A subject in a list."""

    code: Annotated[str, Meta(description="What its own answer is found by.")]
    title: Annotated[str, Meta(description="Its name; of tasks the statement, cut at 200 characters.")]
    path: Path
    api: Annotated[str, Meta(description="Address of its own answer.")]


class SubjectList(ListPage, frozen=True, kw_only=True):
    """A page of the list."""

    results: Annotated[list[SubjectRow], Meta(description="The rows of the page.")]


def caveats_of_columns(index: Index[Any]) -> list[AnsweredCaveat]:
    """What the figures of an index's columns do not say, for the list that is made of it."""
    measures = {column.measure for column in index.document.columns}
    datasets = {slug for key in measures for slug in index.reader.methodology.measure(key).datasets}
    return caveats_of(index.reader, measures, datasets.intersection(index.releases))


def _list(about: SubjectKind, api: SubjectApi, request: Request) -> dict[str, Any]:
    """Every subject of a kind, by code: where its own answer is."""
    refuse_others(request.query_params, PAGING)
    edition = answering_edition()
    profiles = Profile.objects.filter(edition=edition, kind=about.key)
    # Numbers in the order of numbers: 9 before 10.
    keys = sorted(profiles.values_list("key", flat=True), key=lambda key: (key.isdigit() and len(key), key))
    answer = list_answer(request, keys, edition, lambda key: {"code": key})
    shown = [row["code"] for row in answer["results"]]
    rows = profiles.filter(key__in=shown).values_list("key", "title", "path")
    named = {key: SubjectRow(key, title, path, f"{api.path}{key}/") for key, title, path in rows}
    return {**answer, "results": [named[key] for key in shown]}


def answer_view(
    kind: str,
    api: SubjectApi,
    read: Callable[[EditionReader, str], Any | None],
    *,
    refuse: Callable[[Edition, str, str], None] | None = None,
) -> type[PublicView]:
    """The view that answers about one subject of a kind with its document, values for figures. Raises Unknown where the live
    edition has no such subject; before that it calls `refuse` with edition, code and address, which may raise Retired."""
    errors = (404, 410, 503) if refuse else (404, 503)

    class SubjectView(PublicView):
        @extend_schema(
            operation_id=api.operation[0],
            description=api.about[0],
            parameters=[OpenApiParameter("code", {"type": "string", "pattern": api.pattern}, OpenApiParameter.PATH)],
            responses=described(api.answer, *errors),
        )
        def get(self, request: Request, code: str) -> Response:
            refuse_others(request.query_params, ())
            reader = reader_of(answering_edition())
            document = read(reader, code)
            if document is None and refuse is not None:
                refuse(reader.edition, code, request.path)
            if document is None:
                raise Unknown(f"The live edition has no {kind} {code!r}.", request.path, f"See {api.path} for those there are.")
            return Response(answer_of(document, reader, *api.datasets))

    return SubjectView


def _views(about: SubjectKind, api: SubjectApi) -> list[URLPattern]:
    one, all_of_them = api.operation

    class SubjectListView(PublicView):
        @extend_schema(
            operation_id=all_of_them,
            description=api.about[1],
            parameters=PAGING_PARAMETERS,
            responses=described(SubjectList, 404, 503),
        )
        def get(self, request: Request) -> Response:
            return Response(_list(about, api, request))

    return [
        path(f"{about.place}/", SubjectListView.as_view(), name=f"api-{about.place}"),
        path(f"{about.place}/<str:code>/", answer_view(about.key, api, about.document_of).as_view(), name=f"api-{one}"),
    ]


urlpatterns = [pattern for about in SUBJECTS.values() if about.api for pattern in _views(about, about.api)]
