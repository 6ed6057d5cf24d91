"""Reads of editions, releases and profiles, for pages, API and staff screens."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from citations.datasets import short_title
from citations.figures import ReleaseReference
from citations.models import Activation, Edition, EditionRelease, Profile, Progress, Release
from citations.progress import is_kept_up

T = TypeVar("T", Release, Edition)
# What was handed to a worker this long ago, and is not begun, may have been lost on the way. Telling it twice does no harm.
WAIT = timedelta(minutes=1)
_REFERENCES = "_references"


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


def edition_references(edition: Edition) -> dict[str, ReleaseReference]:
    """The edition's releases as figures cite them, by dataset slug. One query for each edition in memory: its releases never
    change."""
    if _REFERENCES not in edition.__dict__:
        members = EditionRelease.objects.filter(edition=edition).select_related("release", "dataset")
        edition.__dict__[_REFERENCES] = _references(members)
    return edition.__dict__[_REFERENCES]


def _references(members: Iterable[EditionRelease]) -> dict[str, ReleaseReference]:
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


def set_aside_in(edition: Edition) -> list[Release]:
    """Releases of the edition that were set aside, by dataset. One query."""
    members = edition.members.filter(release__state=Release.State.SET_ASIDE).select_related(
        "release__dataset", "release__set_aside_by"
    )
    return [member.release for member in members]


def interrupted_releases() -> list[Release]:
    """Releases that nobody is at: their check or load broke off, or whoever was to begin it was never told."""
    return _left_alone("release", Release.objects.filter(state__in=Release.UNDER_WAY).select_related("uploaded_by"))


def interrupted_editions() -> list[Edition]:
    """Editions that nobody is at: their compile broke off, or whoever was to begin it was never told."""
    return _left_alone("edition", Edition.objects.filter(state=Edition.State.COMPILING).select_related("created_by"))


def _left_alone(kind: str, subjects: QuerySet[T]) -> list[T]:
    progress = {row.subject: row for row in Progress.objects.filter(subject__startswith=f"{kind}:")}
    latest = timezone.now() - WAIT
    return [
        subject
        for subject in subjects
        if (not is_kept_up(row) if (row := progress.get(f"{kind}:{subject.pk}")) else subject.created_at < latest)
    ]
