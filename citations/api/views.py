"""GET /api/v1/editions/, /editions/current/, /datasets/, /datasets/<slug>/."""

from typing import Annotated, Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from msgspec import Meta, Struct, structs
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import EditionReference, described, edition_reference
from citations.api.base import PublicView
from citations.api.errors import NothingPublished, Unknown
from citations.api.parameters import refuse_others
from citations.models import Dataset, Edition, Release
from citations.selectors import live_published_edition, live_releases, published_edition, published_editions


class Member(Struct, frozen=True):
    """A release that an edition is made of."""

    dataset: Annotated[str, Meta(description="Slug of the dataset.")]
    title: Annotated[str, Meta(description="Title of the dataset.")]
    version: Annotated[str, Meta(description="Name of the release.")]
    publisher: Annotated[str, Meta(description="Who publishes the dataset.")]
    licence: Annotated[str, Meta(description="What the publisher allows.")]
    is_sample: Annotated[bool, Meta(description="True for the built-in sample, which is not the real release.")]
    issue: Annotated[int, Meta(description="1, or more where the publisher has completed or corrected that version since.")]
    fingerprint: Annotated[str, Meta(description="SHA-256 over the checksums of its files.")]


class EditionAnswer(EditionReference, frozen=True, kw_only=True):
    """An edition that readers have seen."""

    content_digest: Annotated[str, Meta(description="SHA-256 over all its profiles.")]
    is_live: Annotated[bool, Meta(description="True for the edition that every other answer is drawn from.")]
    is_sample: Annotated[bool, Meta(description="True for an edition of the built-in sample.")]
    releases: Annotated[list[Member], Meta(description="What it is made of, by dataset.")]


class EditionListAnswer(Struct, frozen=True):
    """Every edition that readers have seen, newest first."""

    count: Annotated[int, Meta(description="How many there are.")]
    results: Annotated[list[EditionAnswer], Meta(description="All of them.")]


class File(Struct, frozen=True):
    """An original file of a release."""

    name: Annotated[str, Meta(description="As the publisher calls it.")]
    size: Annotated[int, Meta(description="Bytes.")]
    sha256: Annotated[str, Meta(description="Its checksum.")]


class ReleaseAnswer(Struct, frozen=True):
    """A release that is part of an edition that readers have seen."""

    version: Annotated[str, Meta(description="Name of the release.")]
    issue: Annotated[int, Meta(description="1, or more where the publisher has completed or corrected that version since.")]
    published_on: Annotated[str, Meta(description="When the publisher released it, as precisely as known.")]
    retrieved_on: Annotated[str, Meta(description="When it was uploaded here.", extra_json_schema={"format": "date"})]
    source_url: Annotated[str, Meta(description="Where its files came from, as far as known: an address, or empty.")]
    licence_note: Annotated[str, Meta(description="What is to be said of its licence, where that differs from the dataset's.")]
    is_sample: Annotated[bool, Meta(description="True for the built-in sample, which is not the real release.")]
    is_live: Annotated[bool, Meta(description="True where the live edition holds it.")]
    files: Annotated[list[File], Meta(description="Its original files.")]


class DatasetAnswer(Struct, frozen=True, kw_only=True):
    """A dataset that the encyclopedia can read."""

    slug: Annotated[str, Meta(description="What its own answer is found by.")]
    title: Annotated[str, Meta(description="As the publisher calls it.")]
    publisher: Annotated[str, Meta(description="Who publishes it.")]
    homepage: Annotated[str, Meta(description="Its page at the publisher's.", extra_json_schema={"format": "uri"})]
    licence: Annotated[str, Meta(description="What the publisher allows.")]
    licence_url: Annotated[str, Meta(description="Empty where the licence has no address.")]
    measures: Annotated[str, Meta(description="What it measures.")]
    does_not_measure: Annotated[str, Meta(description="What it must not be read as.")]
    citation: Annotated[dict[str, Any], Meta(description="The source as a CSL-JSON item.")]
    live_version: Annotated[str | None, Meta(description="Its release in the live edition, if that has one.")]


class DatasetDetailAnswer(DatasetAnswer, frozen=True, kw_only=True):
    """A dataset with its releases and their files."""

    releases: Annotated[list[ReleaseAnswer], Meta(description="Newest first.")]


class DatasetListAnswer(Struct, frozen=True):
    """Every dataset that the encyclopedia can read, by title."""

    count: Annotated[int, Meta(description="How many there are.")]
    results: Annotated[list[DatasetAnswer], Meta(description="All of them.")]


_OF_DATASET = ("slug", "title", "publisher", "homepage", "licence", "licence_url", "measures", "does_not_measure", "citation")


def answering_edition() -> Edition:
    """The edition that answers are drawn from. Raises NothingPublished before the first publication."""
    edition = live_published_edition()
    if edition is None:
        raise NothingPublished
    return edition


def _editions() -> QuerySet[Edition]:
    return published_editions().prefetch_related("members__dataset", "members__release")


def _edition(edition: Edition, live: Edition | None) -> EditionAnswer:
    return EditionAnswer(
        **structs.asdict(edition_reference(edition)),
        content_digest=edition.content_digest,
        is_live=edition == live,
        is_sample=edition.is_sample,
        releases=[
            Member(
                dataset=member.dataset.slug,
                title=member.dataset.title,
                version=member.release.version,
                publisher=member.dataset.publisher,
                licence=member.dataset.licence,
                is_sample=member.release.is_sample,
                issue=member.release.issue,
                fingerprint=member.release.fingerprint,
            )
            for member in edition.members.all()
        ],
    )


def _dataset(dataset: Dataset, live_version: str | None) -> dict[str, Any]:
    return {**{name: getattr(dataset, name) for name in _OF_DATASET}, "live_version": live_version}


def _release(release: Release, is_live: bool) -> ReleaseAnswer:
    return ReleaseAnswer(
        version=release.version,
        issue=release.issue,
        published_on=release.published_on,
        retrieved_on=release.retrieved_at.date().isoformat(),
        source_url=release.source_url,
        licence_note=release.licence_note,
        is_sample=release.is_sample,
        is_live=is_live,
        files=[File(file.name, file.size, file.sha256) for file in release.files.all()],
    )


class EditionList(PublicView):
    """Every edition that readers have seen, newest first."""

    @extend_schema(operation_id="list_editions", responses=described(EditionListAnswer))
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = live_published_edition()
        results = [_edition(edition, live) for edition in _editions()]
        return Response(EditionListAnswer(len(results), results))


class CurrentEdition(PublicView):
    """The live edition: the one that every other answer is drawn from."""

    @extend_schema(operation_id="current_edition", responses=described(EditionAnswer, 503))
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = answering_edition()
        return Response(_edition(_editions().get(pk=live.pk), live))


class EditionDetail(PublicView):
    """One edition by its name."""

    @extend_schema(operation_id="edition", responses=described(EditionAnswer, 404))
    def get(self, request: Request, name: str) -> Response:
        refuse_others(request.query_params, ())
        edition = published_edition(name)
        if edition is None:
            raise Unknown(f"No published edition is called {name!r}.", request.path, "See /api/v1/editions/ for those there are.")
        return Response(_edition(edition, live_published_edition()))


class DatasetList(PublicView):
    """Every dataset that the encyclopedia can read, and its release in the live edition."""

    @extend_schema(operation_id="list_datasets", responses=described(DatasetListAnswer))
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        live = live_releases()
        results = [
            DatasetAnswer(**_dataset(one, live[one.pk].version if one.pk in live else None))
            for one in Dataset.objects.order_by("title")
        ]
        return Response(DatasetListAnswer(len(results), results))


class DatasetDetail(PublicView):
    """One dataset, with its releases and their files."""

    @extend_schema(operation_id="dataset", responses=described(DatasetDetailAnswer, 404))
    def get(self, request: Request, slug: str) -> Response:
        refuse_others(request.query_params, ())
        dataset = Dataset.objects.filter(slug=slug).first()
        if dataset is None:
            raise Unknown(f"No dataset is called {slug!r}.", request.path, "See /api/v1/datasets/ for those there are.")
        live = live_releases().get(dataset.pk)
        releases = Release.objects.filter(dataset=dataset, memberships__edition__in=published_editions()).distinct()
        newest = releases.prefetch_related("files").order_by("-ready_at", "-pk")
        return Response(
            DatasetDetailAnswer(
                **_dataset(dataset, live.version if live else None), releases=[_release(one, one == live) for one in newest]
            )
        )
