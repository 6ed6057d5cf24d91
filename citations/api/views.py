"""GET /api/v1/editions/, /editions/current/, /datasets/, /datasets/<slug>/."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.base import PublicView
from citations.api.errors import ErrorAnswer, NothingPublished, Unknown
from citations.api.parameters import refuse_others
from citations.api.serializers import (
    DatasetDetailSerializer,
    DatasetListSerializer,
    EditionListSerializer,
    EditionSerializer,
)
from citations.models import Dataset, Edition, Release
from citations.selectors import live_published_edition, published_edition, published_editions


def edition_reference(edition: Edition) -> dict:
    """The edition as every answer names it."""
    return {"name": edition.name, "fingerprint": edition.fingerprint, "published_on": edition.published_on}  # type: ignore[attr-defined]


def answering_edition() -> Edition:
    """The edition that answers are drawn from. Raises NothingPublished before the first publication."""
    edition = live_published_edition()
    if edition is None:
        raise NothingPublished
    return edition


def _edition(edition: Edition, live: Edition | None) -> dict:
    return {
        **edition_reference(edition),
        "content_digest": edition.content_digest,
        "is_live": edition == live,
        "is_sample": edition.is_sample,
        "releases": [
            {
                "dataset": member.dataset.slug,
                "title": member.dataset.title,
                "version": member.release.version,
                "publisher": member.dataset.publisher,
                "licence": member.dataset.licence,
                "is_sample": member.release.is_sample,
                "fingerprint": member.release.fingerprint,
            }
            for member in edition.members.all()
        ],
    }


def _dataset(dataset: Dataset, live_version: str | None) -> dict:
    names = ("slug", "title", "publisher", "homepage", "licence", "licence_url", "measures", "does_not_measure", "citation")
    return {**{name: getattr(dataset, name) for name in names}, "live_version": live_version}


def _live_releases() -> dict[int, Release]:
    live = live_published_edition()
    members = live.members.select_related("release") if live else []
    return {member.dataset_id: member.release for member in members}


class EditionList(PublicView):
    """Every edition that readers have seen, newest first."""

    @extend_schema(operation_id="list_editions", responses={200: EditionListSerializer, 400: ErrorAnswer})
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = live_published_edition()
        editions = published_editions().prefetch_related("members__dataset", "members__release")
        results = [_edition(edition, live) for edition in editions]
        return Response({"count": len(results), "results": results})


class CurrentEdition(PublicView):
    """The live edition: the one that every other answer is drawn from."""

    @extend_schema(operation_id="current_edition", responses={200: EditionSerializer, 400: ErrorAnswer, 503: ErrorAnswer})
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = live_published_edition()
        if live is None:
            raise NothingPublished
        return Response(
            _edition(published_editions().prefetch_related("members__dataset", "members__release").get(pk=live.pk), live)
        )


class EditionDetail(PublicView):
    """One edition by its name."""

    @extend_schema(operation_id="edition", responses={200: EditionSerializer, 400: ErrorAnswer, 404: ErrorAnswer})
    def get(self, request: Request, name: str) -> Response:
        refuse_others(request.query_params, ())
        edition = published_edition(name)
        if edition is None:
            raise Unknown(f"No published edition is called {name!r}.", request.path, "See /api/v1/editions/ for those there are.")
        return Response(_edition(edition, live_published_edition()))


class DatasetList(PublicView):
    """Every dataset that the encyclopedia can read, and its release in the live edition."""

    @extend_schema(operation_id="list_datasets", responses={200: DatasetListSerializer, 400: ErrorAnswer})
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = _live_releases()
        results = [_dataset(one, live[one.pk].version if one.pk in live else None) for one in Dataset.objects.order_by("title")]
        return Response({"count": len(results), "results": results})


class DatasetDetail(PublicView):
    """One dataset, with its releases and their files."""

    @extend_schema(operation_id="dataset", responses={200: DatasetDetailSerializer, 400: ErrorAnswer, 404: ErrorAnswer})
    def get(self, request: Request, slug: str) -> Response:
        refuse_others(request.query_params, ())
        dataset = Dataset.objects.filter(slug=slug).first()
        if dataset is None:
            raise Unknown(f"No dataset is called {slug!r}.", request.path, "See /api/v1/datasets/ for those there are.")
        live = _live_releases().get(dataset.pk)
        releases = Release.objects.filter(dataset=dataset, memberships__edition__in=published_editions()).distinct()
        return Response(
            {
                **_dataset(dataset, live.version if live else None),
                "releases": [
                    {
                        "version": release.version,
                        "published_on": release.published_on,
                        "retrieved_on": release.retrieved_at.date(),
                        "is_sample": release.is_sample,
                        "is_live": release == live,
                        "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in release.files.all()],
                    }
                    for release in releases.prefetch_related("files").order_by("-ready_at", "-pk")
                ],
            }
        )
