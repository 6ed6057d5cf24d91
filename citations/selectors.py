"""Reads of editions, releases and profiles, for pages, API and staff screens."""

import json

from citations.datasets import short_title
from citations.figures import ReleaseReference
from citations.importing.importer import IMPORTERS
from citations.models import Activation, Edition, EditionRelease, Profile, Progress, Release
from citations.progress import alive


def live_edition() -> Edition | None:
    """The edition readers see, or None before the first publication. One query."""
    activation = Activation.objects.select_related("to_edition").order_by("-pk").first()
    return activation.to_edition if activation else None


def previous_live_edition() -> Edition | None:
    """The edition a rollback would put back: publications stack up, rollbacks take the top one off."""
    stack: list[int] = []
    for kind, edition_id in Activation.objects.order_by("pk").values_list("kind", "to_edition_id"):
        if kind == Activation.Kind.PUBLISH:
            stack.append(edition_id)
        elif len(stack) > 1:
            stack.pop()
    return Edition.objects.get(pk=stack[-2]) if len(stack) > 1 else None


def newest_releases(*, is_sample: bool = False) -> dict[str, Release]:
    """The newest ready release of each dataset, by slug, in the order the importer gives to versions."""
    newest: dict[str, Release] = {}
    for release in (
        Release.objects.filter(state=Release.State.READY, is_sample=is_sample).select_related("dataset").order_by("pk")
    ):
        slug = release.dataset.slug  # type: ignore[union-attr]
        if slug not in IMPORTERS:
            continue
        key = IMPORTERS[slug].version_key
        if slug not in newest or key(release.version) > key(newest[slug].version):
            newest[slug] = release
    return newest


def edition_references(edition: Edition) -> dict[str, ReleaseReference]:
    """The edition's releases as figures cite them, by dataset slug. One query."""
    members = EditionRelease.objects.filter(edition=edition).select_related("release", "dataset")
    return {
        member.dataset.slug: ReleaseReference(
            dataset=member.dataset.slug,
            short_title=short_title(member.dataset.slug),
            version=member.release.version,
            publisher=member.dataset.publisher,
            is_sample=member.release.is_sample,
        )
        for member in members
    }


def profile_document(edition: Edition, kind: str, key: str) -> dict | None:
    """The document of one profile, or None where the edition has no such subject. One query."""
    text = Profile.objects.filter(edition=edition, kind=kind, key=key).values_list("document", flat=True).first()
    return json.loads(text) if text is not None else None


def progress_of(subject: str) -> Progress | None:
    """How far the work on "release:12" or "edition:3" is, or None where nobody is at it."""
    return Progress.objects.filter(subject=subject).first() if alive(subject) else None


def interrupted_releases() -> list[Release]:
    """Releases whose check or load was begun by a process that is gone."""
    begun = Release.objects.filter(state__in=[Release.State.CHECKING, Release.State.CHECKED, Release.State.LOADING])
    return [release for release in begun.select_related("uploaded_by") if not alive(f"release:{release.pk}")]


def interrupted_editions() -> list[Edition]:
    """Editions whose compile was begun by a process that is gone. Those still waiting in the queue have no progress yet."""
    begun = Progress.objects.filter(subject__startswith="edition:").values_list("subject", flat=True)
    numbers = [int(subject.split(":")[1]) for subject in begun if not alive(subject)]
    return list(Edition.objects.filter(pk__in=numbers, state=Edition.State.COMPILING).select_related("created_by"))
