"""Reads of editions, releases and profiles, for pages, API and staff screens."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import TypeVar

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from citations.datasets import short_title
from citations.figures import ReleaseReference
from citations.importing.importer import IMPORTERS, Importer
from citations.jobs import is_active
from citations.models import Activation, Delivery, Edition, EditionRelease, Progress, PublisherOffer, Release, WorkSubject
from citations.permissions import COMPILE_EDITION, PUBLISH_EDITION
from citations.stated import stated_differences

T = TypeVar("T", Delivery, Release, Edition, PublisherOffer)
# What was queued this long ago, and is not started, may have been lost on the way. Queueing it twice does no harm.
WAIT = timedelta(minutes=1)
_REFERENCES, _UNTIL = "_references", "_until"


class FixedQuery:
    """A query without parameters, compiled once in a process. To compile one takes Django far longer than the answer takes."""

    def __init__(self, make: Callable[[], QuerySet]) -> None:
        self._make = make
        self._compiled: tuple | None = None

    def first(self) -> tuple | None:
        """Its first row as the database gives it, or None."""
        if self._compiled is None:
            self._compiled = self._make()[:1].query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(*self._compiled)
            return cursor.fetchone()


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


def rolled_back_editions() -> dict[int, Activation]:
    """The editions that were taken back from readers and not published again since, by key: the line of the log that says so."""
    taken_back: dict[int, Activation] = {}
    for activation in Activation.objects.select_related("from_edition", "to_edition").order_by("pk"):
        taken_back.pop(activation.to_edition_id, None)
        if activation.kind == Activation.Kind.ROLLBACK and activation.from_edition_id:
            taken_back[activation.from_edition_id] = activation
    return taken_back


def latest_rollback() -> Activation | None:
    """The rollback that made live what readers see; None where a publication did."""
    newest = Activation.objects.select_related("from_edition", "to_edition").order_by("-pk").first()
    return newest if newest and newest.kind == Activation.Kind.ROLLBACK else None


def edition_references(edition: Edition) -> dict[str, ReleaseReference]:
    """The edition's releases as figures cite them, by dataset slug. One query for each edition in memory: its releases never
    change."""
    if _REFERENCES not in edition.__dict__:
        # Columns alone: with each release would come its whole report.
        members = EditionRelease.objects.filter(edition=edition).values_list(
            "dataset__slug", "release__version", "dataset__publisher", "release__is_sample", "release__issue"
        )
        edition.__dict__[_REFERENCES] = {
            slug: ReleaseReference(slug, short_title(slug), version, publisher, is_sample, issue)
            for slug, version, publisher, is_sample, issue in members
        }
    return edition.__dict__[_REFERENCES]


def set_aside_in(edition: Edition) -> list[Release]:
    """Releases of the edition that were set aside, by dataset. One query."""
    return _releases_of(edition.members.filter(release__state=Release.State.SET_ASIDE), "set_aside_by")


def overruled_in(edition: Edition) -> list[Release]:
    """Releases of the edition that were held back as implausible until a steward overruled that, with the reason and who gave it;
    by dataset. One query."""
    return _releases_of(edition.members.filter(release__overruled_at__isnull=False), "overruled_by")


def _releases_of(members: QuerySet[EditionRelease], by: str) -> list[Release]:
    """The releases without their reports, which are long and mostly asked for by none; with the person in the column `by`."""
    members = members.select_related("release__dataset", f"release__{by}").defer("release__report")
    return [member.release for member in members]


def unacknowledged_in(edition: Edition) -> list[Release]:
    """Releases of the edition whose files state aggregates that differ from ours, which no steward has acknowledged; by dataset.
    One query, two where there are some."""
    # Of reports, which are long, the totals alone.
    open_ones = edition.members.filter(release__acknowledged_at__isnull=True).values_list("release", "release__report__totals")
    waiting = [pk for pk, totals in open_ones if stated_differences(totals or [])]
    if not waiting:
        return []
    members = edition.members.filter(release__in=waiting).select_related("release__dataset")
    return [member.release for member in members]


def interrupted(model: type[T]) -> list[T]:
    """Deliveries, releases, editions or offers that no process works on: the work on them broke off, or no worker got the message
    to start it."""
    progress = {row.subject: row for row in Progress.objects.all()}
    return [
        subject
        for subject in model._default_manager.filter(state__in=model.WORKED_AT)
        if (not is_active(row) if (row := progress.get(subject.subject)) else _waits_for_a_worker(subject))
    ]


def ended_jobs(model: type[WorkSubject]) -> list[Progress]:
    """Rows of jobs whose work has an outcome, or is gone: their process died between that and its last step."""
    rows = {row.subject: row for row in Progress.objects.all() if not is_active(row)}
    under_way = {subject.subject for subject in model._default_manager.filter(state__in=model.WORKED_AT)}
    kind = model(pk=0).subject.partition(":")[0]
    return [row for subject, row in rows.items() if subject.startswith(f"{kind}:") and subject not in under_way]


def _waits_for_a_worker(subject: Release | Delivery | Edition | PublisherOffer) -> bool:
    """Whether it was queued a while ago and nobody has begun. Archiving that broke off with an error waits for a person."""
    failed = isinstance(subject, Release) and subject.state == Release.State.ARCHIVING and bool(subject.failure)
    return subject.created_at < timezone.now() - WAIT and not failed


def published_editions() -> QuerySet[Edition]:
    """Newest first; each with `published_on`, when it first went live."""
    dated = Edition.objects.annotate(published_on=_first_published())
    return dated.filter(published_on__isnull=False).order_by("-published_on", "-pk")


def _first_published() -> Subquery:
    return Subquery(Activation.objects.filter(to_edition=OuterRef("pk")).order_by("pk").values("at")[:1])


def _newest_activation() -> QuerySet:
    edition = (f"to_edition__{name}" for name in ("name", "fingerprint", "content_digest"))
    return Activation.objects.order_by("-pk").values_list(*edition, "pk", "at")


_NEWEST_ACTIVATION = FixedQuery(_newest_activation)


def live_published_edition() -> Edition | None:
    """The live edition with `published_on`, to be read only. One query; one more after each publication, as editions never
    change."""
    newest = _NEWEST_ACTIVATION.first()
    return _published_until(newest)[newest[0]] if newest else None


def published_edition(name: str) -> Edition | None:
    """The edition of that name with `published_on`, if it was ever live; to be read only. Queries as for the live one."""
    newest = _NEWEST_ACTIVATION.first()
    return _published_until(newest).get(name) if newest else None


def editions_until(live: Edition) -> list[Edition]:
    """This edition and those that first went live before it, newest first; to be read only. Empty for one that was never
    live. No query for one that was read as the live one, otherwise as for that."""
    known = live if _UNTIL in live.__dict__ else published_edition(live.name)
    return known.__dict__[_UNTIL] if known else []


def candidate_edition(name: str, user) -> Edition | None:
    """The compiled edition of that name, live or not, for a person who may compile or publish editions; with `published_on`,
    None where it was never live. One query, none for others."""
    if user is None or not any(user.has_perm(permission) for permission in (COMPILE_EDITION, PUBLISH_EDITION)):
        return None
    dated = Edition.objects.annotate(published_on=_first_published())
    return dated.filter(name=name, state=Edition.State.READY).first()


def candidates() -> QuerySet[Edition]:
    """Compiled editions that were never live, newest first."""
    dated = Edition.objects.annotate(published_on=_first_published())
    return dated.filter(state=Edition.State.READY, published_on=None).order_by("-pk")


@lru_cache(maxsize=2)
def _published_until(activation: tuple) -> dict[str, Edition]:
    editions = list(published_editions())
    for place, edition in enumerate(editions):
        edition.__dict__[_UNTIL] = editions[place:]
    return {edition.name: edition for edition in editions}


def live_releases() -> dict[int, Release]:
    """The releases of the live edition by the key of their dataset. Two queries."""
    live = live_published_edition()
    members = live.members.select_related("release").defer("release__report") if live else ()
    return {member.dataset_id: member.release for member in members}


def earlier_origin(dataset: str, *, is_sample: bool = False, but: Release | None = None) -> Release | None:
    """The latest loaded release of the dataset (a slug), other than `but`, of which it is noted where it came from or what is to
    be said of its licence; or None. What to begin with where the same is asked of another release."""
    loaded = Release.objects.filter(dataset__slug=dataset, is_sample=is_sample, state__in=Release.LOADED)
    noted = loaded.exclude(source_url="", licence_note="")
    if but:
        noted = noted.exclude(pk=but.pk)
    importer = IMPORTERS.get(dataset)
    if importer is None:
        return None
    return max(noted.select_related("dataset"), key=lambda release: importer.version_key(release.version), default=None)


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
