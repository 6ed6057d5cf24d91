"""Checking a release and loading it: one job, that can be run again wherever it broke off."""

from django.db import transaction

from citations.actions.releases.checking import check_release
from citations.actions.releases.loading import load_release
from citations.actions.releases.originals import local_copies
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.memory import rare_garbage_collection
from citations.importing.spooling import Spool
from citations.models import Release
from citations.progress import Job, Listener, _silent, alive

State = Release.State


class AlreadyUnderWay(RuntimeError):
    """Another process is at work on this release or edition."""


def process_release(*, release: Release, user=None, listener: Listener = _silent) -> Release:
    """Check a release and, where nothing is wrong, load it. Returns it ready or rejected.

    Whatever is wrong with the files ends in a rejection with a report. An error of ours leaves the release failed, without
    facts, and is raised. Can be run again on a release that failed or that a dead process left behind: leftovers are
    swept first. Raises `AlreadyUnderWay` while another process is at work on it.
    """
    subject = f"release:{release.pk}"
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.SETTLED or release.state == State.REJECTED:
            return release
        if alive(subject):
            raise AlreadyUnderWay(f"{release} is being worked on by another process. Wait until it has finished.")
        job = Job(subject, listener=listener)
    try:
        sweep(release)
        with Spool() as spool, rare_garbage_collection():
            with local_copies(release) as files:
                importer = check_release(release, files, spool, job)
            if importer is not None:
                load_release(release, importer, spool, job, user)
    except Exception as error:
        sweep(release)
        if (
            Release.objects.filter(pk=release.pk)
            .exclude(state__in=Release.SETTLED)
            .update(state=State.FAILED, failure=f"{type(error).__name__}: {error}")
        ):
            audit("release.failed", user, release, error=str(error))
        raise
    finally:
        job.close()
    release.refresh_from_db()
    return release


def sweep(release: Release) -> int:
    """Remove facts that a broken load of this release left behind. Returns how many. Ready releases are never touched."""
    release.refresh_from_db()
    # Loading says so before it writes the first fact; so in other states there is nothing to look for, in forty tables.
    if release.state not in (State.LOADING, State.FAILED):
        return 0
    removed = 0
    for model in {model for importer in IMPORTERS.values() for model in importer.fact_models()}:
        leftovers = model._default_manager.filter(release_id=release.pk)
        if leftovers.exists():
            removed += leftovers._raw_delete(leftovers.db)
    return removed
