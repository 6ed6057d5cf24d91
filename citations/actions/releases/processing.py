"""Checking a release and loading it: one job, that can be run again wherever it broke off, and cancelled."""

from django.db import transaction

from citations.actions.breaking_off import AlreadyUnderWay, ended_in_order, forget_attempts, name_of, reason_to_end
from citations.actions.releases.checking import check_release
from citations.actions.releases.loading import load_release
from citations.actions.releases.originals import local_copies
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.memory import rare_garbage_collection
from citations.importing.spooling import Spool
from citations.models import Progress, Release
from citations.progress import Job, Listener, _silent, alive, cancelled_words

State = Release.State


def process_release(*, release: Release, user=None, listener: Listener = _silent, by_itself: bool = False) -> Release:
    """Check a release and, where nothing is wrong, load it. Returns it ready or rejected, or cancelled where somebody asked.

    Whatever is wrong with the files ends in a rejection with a report. An error of ours leaves the release failed, without
    facts, and is raised. Can be run again on a release that failed, was cancelled or was left behind by a dead process:
    leftovers are swept first. `by_itself` says that no person asked for this very run: then what failed or was cancelled stays
    so, and what broke off twice is marked failed instead of being begun a third time. Raises `AlreadyUnderWay` while another
    process is at work on it.
    """
    subject = f"release:{release.pk}"
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.SETTLED or release.state == State.REJECTED:
            return release
        if by_itself and release.state in Release.BROKEN_OFF:
            return release
        if alive(subject):
            raise AlreadyUnderWay(f"{release} is being worked on by another process. Wait until it has finished.")
        if not by_itself:
            forget_attempts(subject)
        ended = reason_to_end(subject, "Look at the file: one that takes all memory does this.")
        if ended:
            _mark(release, user, *ended)
        else:
            job = Job(subject, listener=listener)
    if ended:
        sweep(release)
        return release

    def end(state: str, why: str) -> None:
        with transaction.atomic():
            _mark(release, user, state, why)
        sweep(release)

    with ended_in_order(job, end):
        sweep(release)
        with Spool() as spool, rare_garbage_collection():
            with local_copies(release) as files:
                importer = check_release(release, files, spool, job)
            if importer is not None:
                load_release(release, importer, spool, job, user)
    release.refresh_from_db()
    return release


def start_release_again(*, release: Release, user=None) -> Release:
    """A person has a release checked that failed, was cancelled, waits or was left behind: it is as if nothing had been tried.

    Only makes it fit to be processed. Raises ValueError for a release with an outcome, `AlreadyUnderWay` for one at work.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        _refuse_settled(release, "start")
        if alive(f"release:{release.pk}"):
            raise AlreadyUnderWay(f"{release} is being worked on. Wait until it has finished, or cancel it.")
        forget_attempts(f"release:{release.pk}")
        if release.state in Release.BROKEN_OFF:
            Release.objects.filter(pk=release.pk).update(state=State.UPLOADED, failure="")
            release.refresh_from_db()
        audit("release.restarted", user, release)
    return release


def cancel_release(*, release: Release, user=None) -> Release:
    """End the check or load of a release, or its wait for one. Where a process is at work, it stops at its next step.

    Raises ValueError for a release with an outcome.
    """
    subject = f"release:{release.pk}"
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.BROKEN_OFF:
            return release
        _refuse_settled(release, "cancel")
        audit("release.cancelled", user, release)
        if alive(subject):
            Progress.objects.filter(subject=subject, cancelled_by="").update(cancelled_by=name_of(user)[:200])
            return release
        _mark(release, user, State.CANCELLED, cancelled_words(name_of(user)))
    sweep(release)
    return release


def _refuse_settled(release: Release, what: str) -> None:
    if release.state in Release.SETTLED or release.state == State.REJECTED:
        raise ValueError(f"There is nothing to {what}: {release} is {release.get_state_display().lower()}.")


def _mark(release: Release, user, state: str, why: str) -> None:
    """Mark a release failed or cancelled. One that has an outcome keeps it."""
    without_outcome = Release.objects.filter(pk=release.pk).exclude(state__in=[*Release.SETTLED, State.REJECTED])
    ended = without_outcome.update(state=state, failure=why)
    Progress.objects.filter(subject=f"release:{release.pk}").delete()
    if ended and state == State.FAILED:
        audit("release.failed", user, release, error=why)


def sweep(release: Release) -> int:
    """Remove facts that a broken load of this release left behind. Returns how many. Settled releases are never touched."""
    release.refresh_from_db()
    # A check names the dataset before anything is loaded.
    if release.state in Release.SETTLED or release.dataset is None or release.dataset.slug not in IMPORTERS:
        return 0
    removed = 0
    for model in IMPORTERS[release.dataset.slug].fact_models():
        leftovers = model._default_manager.filter(release_id=release.pk)
        if leftovers.exists():
            removed += leftovers._raw_delete(leftovers.db)
    return removed
