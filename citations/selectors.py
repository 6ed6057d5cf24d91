"""Reads of editions, releases and profiles, for pages, API and staff screens."""

from datetime import timedelta
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from citations.datasets import short_title
from citations.figures import ReleaseReference
from citations.importing.importer import IMPORTERS, Importer
from citations.jobs import is_active
from citations.models import Activation, Edition, EditionRelease, Progress, Release

T = TypeVar("T", Release, Edition)
# What was queued this long ago, and is not started, may have been lost on the way. Queueing it twice does no harm.
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
        # Columns alone: with each release would come its whole report.
        members = EditionRelease.objects.filter(edition=edition).values_list(
            "dataset__slug", "release__version", "dataset__publisher", "release__is_sample"
        )
        edition.__dict__[_REFERENCES] = {
            slug: ReleaseReference(slug, short_title(slug), version, publisher, is_sample)
            for slug, version, publisher, is_sample in members
        }
    return edition.__dict__[_REFERENCES]


def set_aside_in(edition: Edition) -> list[Release]:
    """Releases of the edition that were set aside, by dataset. One query."""
    members = edition.members.filter(release__state=Release.State.SET_ASIDE).select_related(
        "release__dataset", "release__set_aside_by"
    )
    return [member.release for member in members]


def interrupted(model: type[T]) -> list[T]:
    """Releases or editions that no process works on: their check, load or compile broke off, or no worker got the message to
    start it."""
    progress = {row.subject: row for row in Progress.objects.all()}
    latest = timezone.now() - WAIT
    return [
        subject
        for subject in model._default_manager.filter(state__in=model.UNDER_WAY)
        if (not is_active(row) if (row := progress.get(subject.subject)) else subject.created_at < latest)
    ]


def published_editions() -> QuerySet[Edition]:
    """Newest first; each with `published_on`, when it first went live."""
    dated = Edition.objects.annotate(published_on=_first_published())
    return dated.filter(published_on__isnull=False).order_by("-published_on", "-pk")


def _first_published() -> Subquery:
    return Subquery(Activation.objects.filter(to_edition=OuterRef("pk")).order_by("pk").values("at")[:1])


def live_published_edition() -> Edition | None:
    """The live edition with `published_on`. One query."""
    live = Activation.objects.order_by("-pk").values("to_edition")[:1]
    return Edition.objects.annotate(published_on=_first_published()).filter(pk=Subquery(live)).order_by("pk").first()


def live_releases() -> dict[int, Release]:
    """The releases of the live edition by the key of their dataset. Two queries."""
    live = live_published_edition()
    return {member.dataset_id: member.release for member in live.members.select_related("release")} if live else {}


def published_edition(name: str) -> Edition | None:
    """The edition of that name, if it was ever live."""
    return published_editions().filter(name=name).first()


def fact_kinds(release: Release, importer: Importer) -> set[str]:
    """The labels of all that the release has loaded facts of: its tables of facts, and their aspects where they have several.

    Names of files and tables differ between a publisher's layouts, so the facts are asked."""
    held: set[str] = set()
    for model in importer.fact_models():
        facts = model._default_manager.filter(release_id=release.pk).order_by()
        if aspects := importer.aspects.get(model):
            held |= {aspects.label(value) for value in facts.values_list(aspects.column, flat=True).distinct()}
        elif facts.exists():
            held.add(importer.fact_label(model))
    return held


def loaded_fact_kinds(release: Release) -> frozenset[str]:
    """The kinds of facts of a loaded release, as they were counted when it was loaded."""
    kept = release.report.get("holds")
    if kept is None and release.dataset:
        kept = fact_kinds(release, IMPORTERS[release.dataset.slug])
    return frozenset(kept or ())
