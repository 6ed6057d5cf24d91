"""Checking a release and loading it: one job that can be run again after a crash, cancelled, and repeated by a later importer."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from citations.actions.archiving import archive_facts, end_archival, restore_facts, start_restoring
from citations.actions.checking import check_release, load_release
from citations.actions.issues import copy_of, decide_issue, release_here
from citations.actions.loaded_releases import date_release, note_origin, sweep
from citations.actions.uploading import Original, upload_release
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.spooling import Spool, rare_garbage_collection
from citations.jobs import (
    AlreadyUnderWay,
    Job,
    Listener,
    ask_to_stop,
    cancelled_words,
    display_name,
    ignore_progress,
    is_running,
    reason_to_give_up,
    recording_outcome,
    reset_attempts,
)
from citations.models import Progress, Release, ReleaseFile

State, Renewal = Release.State, Release.Renewal


def process_release(*, release: Release, user=None, listener: Listener = ignore_progress, unattended: bool = False) -> Release:
    """Check a release and, where nothing is wrong, load it; or archive or restore its facts, where that was begun.

    Returns it ready, held back or rejected, cancelled where somebody asked, or undecided where the version is here already and
    a person has to say what becomes of that (`issues.decide_issue`).

    Whatever is wrong with the files ends in a rejection with a report; what is implausible is loaded and held back. An error of
    ours leaves the release failed, without facts, and is raised. Can be run again on a release that failed, was cancelled or was
    left behind by a dead process: leftovers are swept first. `unattended` says that no person asked for this very run: then what
    failed or was cancelled stays so, and what broke off twice is marked failed instead of being tried a third time. Raises
    `AlreadyUnderWay` while another process is at work on it.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in (*Release.SETTLED, State.UNDECIDED):
            return release
        if unattended and (release.state in Release.ABORTED or (release.state == State.ARCHIVING and release.failure)):
            return release
        if is_running(release.subject):
            raise AlreadyUnderWay(f"{release} is being worked on by another process. Wait until it has finished.")
        if not unattended:
            reset_attempts(release.subject)
        ended = reason_to_give_up(release.subject, "Look at the file: one that takes all memory does this.")
        if not ended:
            _reopen(release)
        if ended:
            _mark(release, user, *ended)
        else:
            job = Job(release.subject, listener=listener)
    if ended:
        sweep(release)
        return release

    def end(state: str, why: str) -> None:
        with transaction.atomic():
            _mark(release, user, state, why)
        sweep(release)

    with recording_outcome(job, end):
        if release.state == State.ARCHIVING:
            archive_facts(release, job, user)
        elif release.state == State.RESTORING:
            with rare_garbage_collection():
                restore_facts(release, job, user)
        else:
            _check_and_load(release, job, user)
    release.refresh_from_db()
    return release


def _check_and_load(release: Release, job: Job, user) -> None:
    sweep(release)
    with Spool() as spool, rare_garbage_collection():
        settled = check_release(release, spool, job)
        if settled is not None:
            load_release(release, settled, spool, job, user)


def start_release_again(*, release: Release, user=None) -> Release:
    """Reset a release that failed, was cancelled, waits, was abandoned or is held back, because a person wants it checked again.

    Only makes it ready to be processed. Raises ValueError for a release with an outcome, and where another has come to its place;
    `AlreadyUnderWay` for one at work.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state != State.HELD:
            _refuse_settled(release, "start")
        if is_running(release.subject):
            raise AlreadyUnderWay(f"{release} is being worked on. Wait until it has finished, or cancel it.")
        reset_attempts(release.subject)
        _reopen(release)
        if release.state == State.ARCHIVING:
            Release.objects.filter(pk=release.pk).update(failure="")
        audit("release.restarted", user, release)
    return release


def _reopen(release: Release) -> None:
    """Make a release that was aborted, is held back or waits for a decision one to be checked, without facts.

    Raises ValueError where another has come that has its files, or is about to take the place of the same release.
    """
    if release.state not in (*Release.ABORTED, State.UNDECIDED, State.HELD):
        return
    try:
        with transaction.atomic():
            Release.objects.filter(pk=release.pk).update(state=State.UPLOADED, failure="")
    except IntegrityError:
        rivals = Release.objects.filter(
            Q(fingerprint=release.fingerprint) | Q(replaces=release.replaces_id, replaces__isnull=False)
        )
        rival = rivals.exclude(pk=release.pk).filter(state__in=[*Release.UNDER_WAY, State.HELD, State.READY]).first()
        what = f"Release {rival.pk}" if rival else "Another release"
        raise ValueError(
            f"{what} has been begun meanwhile, of the same files or to take the same place. Wait until that has ended; look at "
            "this one again then."
        ) from None
    sweep(release)


def cancel_release(*, release: Release, user=None) -> Release:
    """End the check or load of a release, or its wait for one. Where a process is at work, it stops at its next step.

    Raises ValueError for a release with an outcome.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.ABORTED:
            return release
        _refuse_settled(release, "cancel")
        if release.state == State.ARCHIVING:
            raise ValueError(f"{release} is being archived, which cannot be stopped. It can be restored afterwards.")
        audit("release.cancelled", user, release)
        if ask_to_stop(release.subject, user):
            return release
        _mark(release, user, State.CANCELLED, cancelled_words(display_name(user)))
    sweep(release)
    return release


def _refuse_settled(release: Release, what: str) -> None:
    if release.state in Release.SETTLED:
        raise ValueError(f"There is nothing to {what}: {release} is {release.get_state_display().lower()}.")


def _mark(release: Release, user, state: str, why: str) -> None:
    """Mark a release failed or cancelled. One that has an outcome keeps it."""
    if release.state in Release.ARCHIVAL:
        end_archival(release, state, why, user)
        return
    without_outcome = Release.objects.filter(pk=release.pk).exclude(state__in=Release.SETTLED)
    ended = without_outcome.update(state=state, failure=why)
    Progress.objects.filter(subject=release.subject).delete()
    if ended and state == State.FAILED:
        audit("release.failed", user, release, error=why)


def is_outdated(release: Release) -> bool:
    """Whether a ready or archived release was read by an older version of its importer than the present one."""
    importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
    read = release.state in (State.READY, State.ARCHIVED)
    return importer is not None and read and (release.importer_version or 0) < importer.version


def start_reload(*, release: Release, user=None) -> Release:
    """The release that is to take the place of an outdated one: the same files and version, to be checked and loaded.

    A replacement that was started before, and broke off, is the one to continue. Raises ValueError for a release that is not
    ready or that the present importer has read, and where other files are about to take its place.
    """
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            if not is_outdated(release):
                state = release.get_state_display().lower()
                why = "was read by the present importer" if release.state == State.READY else f"is {state}"
                raise ValueError(f"{release} {why}; only what an older importer read is loaded again.")
            if started := _started_reload(release):
                return started
            slug = release.dataset.slug  # type: ignore[union-attr]  # an outdated release has one
            if release.state == State.ARCHIVED and (here := release_here(release, slug, release.version)):
                raise ValueError(f"Release {here.pk}, of the same version, is in its place already. There is nothing to do.")
            replacement = Release.objects.create(
                replaces=release,
                renewal=Renewal.READ_AGAIN,
                issue=release.issue,
                fingerprint=release.fingerprint,
                is_sample=release.is_sample,
                asked_dataset=release.asked_dataset,
                asked_version=release.version,
                published_on=release.published_on,
                source_url=release.source_url,
                licence_note=release.licence_note,
                retrieved_at=release.retrieved_at,
                uploaded_by=user,
            )
            ReleaseFile.objects.bulk_create(copy_of(file, replacement) for file in release.files.all())
            audit("release.reloading", user, replacement, replaces=release.pk)
    except IntegrityError:
        # Someone began the same at the same moment, or other files are about to take its place.
        if started := _started_reload(release):
            return started
        if other := release.replacement:
            raise ValueError(f"Release {other.pk} is about to take the place of {release}. {other.way_out}") from None
        raise
    return replacement


def _started_reload(release: Release) -> Release | None:
    """One that is under way or broke off."""
    again = release.replacements.filter(renewal=Renewal.READ_AGAIN, state__in=[*Release.UNDER_WAY, *Release.ABORTED])
    return again.order_by("pk").last()


def reload_release(*, release: Release, user=None, listener: Listener = ignore_progress) -> Release:
    """Read an outdated release anew from its originals, byte for byte the same, with the present importer.

    Returns the new release, ready, held back or rejected. As it becomes ready, and in the same transaction, the old one is
    retired; editions that hold the old one keep it with its facts. Whatever goes wrong leaves the old one ready. Raises as
    `start_reload` and `process_release` do.
    """
    return process_release(release=start_reload(release=release, user=user), user=user, listener=listener)


def import_release(
    *,
    files: Sequence[Original],
    dataset: str = "",
    version: str = "",
    published: str = "",
    source_url: str = "",
    user=None,
    is_sample: bool = False,
    again: str = "",
    listener: Listener = ignore_progress,
) -> tuple[Release, bool]:
    """Upload, check and load in one go. Returns (release, created); see `upload_release` and `process_release`.

    Files that are here already, but were read by an older importer, are read anew; see `reload_release`. The release that is
    returned then `replaces` the one that was here. `published` and `source_url` are given to one that is here, too; see
    `date_release` and `note_origin`. `again` says what is to become of a release of the same version that is here, where the
    files do not say; see `decide_issue`. One whose facts are archived is restored.
    """
    release, created = upload_release(
        files=files,
        dataset=dataset,
        version=version,
        published=published,
        source_url=source_url,
        user=user,
        is_sample=is_sample,
    )
    if published and not created and release.state in Release.LOADED:
        release = date_release(release=release, published=published, user=user)
    if source_url and not created:
        release = note_origin(release=release, source_url=source_url, licence_note=release.licence_note, user=user)
    if not created and is_outdated(release):
        return reload_release(release=release, user=user, listener=listener), True
    if release.state == State.ARCHIVED:
        release = start_restoring(release=release, user=user)
    release = process_release(release=release, user=user, listener=listener)
    if again and release.state == State.UNDECIDED:
        release = process_release(release=decide_issue(release=release, how=again, user=user), user=user, listener=listener)
        created = True
    return release, created
