"""Checking a release and loading it: one job that can be run again after a crash, cancelled, and repeated by a later importer."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from citations.actions.checking import check_release, load_release
from citations.actions.loaded_releases import date_release, note_origin
from citations.actions.uploading import Original, local_copies, read_version, upload_release
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.spooling import Spool, rare_garbage_collection
from citations.jobs import (
    AlreadyUnderWay,
    Job,
    Listener,
    cancelled_words,
    display_name,
    ignore_progress,
    is_running,
    reason_to_give_up,
    recording_outcome,
    reset_attempts,
)
from citations.models import Progress, Release, ReleaseFile

State = Release.State


def process_release(*, release: Release, user=None, listener: Listener = ignore_progress, unattended: bool = False) -> Release:
    """Check a release and, where nothing is wrong, load it. Returns it ready or rejected, or cancelled where somebody asked.

    Whatever is wrong with the files ends in a rejection with a report. An error of ours leaves the release failed, without
    facts, and is raised. Can be run again on a release that failed, was cancelled or was left behind by a dead process:
    leftovers are swept first. `unattended` says that no person asked for this very run: then what failed or was cancelled stays
    so, and what broke off twice is marked failed instead of being tried a third time. Raises `AlreadyUnderWay` while another
    process is at work on it.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.LOADED or release.state == State.REJECTED:
            return release
        if unattended and release.state in Release.ABORTED:
            return release
        if is_running(release.subject):
            raise AlreadyUnderWay(f"{release} is being worked on by another process. Wait until it has finished.")
        if not unattended:
            reset_attempts(release.subject)
        ended = reason_to_give_up(release.subject, "Look at the file: one that takes all memory does this.")
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
        sweep(release)
        with Spool() as spool, rare_garbage_collection():
            with local_copies(release) as files:
                importer = check_release(release, files, spool, job)
            if importer is not None:
                load_release(release, importer, spool, job, user)
    release.refresh_from_db()
    return release


def start_release_again(*, release: Release, user=None) -> Release:
    """Reset a release that failed, was cancelled, waits or was abandoned, because a person wants it checked again.

    Only makes it ready to be processed. Raises ValueError for a release with an outcome, `AlreadyUnderWay` for one at work.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        _refuse_settled(release, "start")
        if is_running(release.subject):
            raise AlreadyUnderWay(f"{release} is being worked on. Wait until it has finished, or cancel it.")
        reset_attempts(release.subject)
        if release.state in Release.ABORTED:
            Release.objects.filter(pk=release.pk).update(state=State.UPLOADED, failure="")
            release.refresh_from_db()
        audit("release.restarted", user, release)
    return release


def name_release(*, release: Release, version: str, user=None) -> Release:
    """Say which release it is, of one whose files do not: it is then to be checked again. Nothing has to be uploaded again.

    Raises ValueError for what is no name of a release, and for a release that is wrong otherwise.
    """
    version = read_version(version)
    if not version:
        raise ValueError("Give the publisher's name for the release, such as 2025 or May 2024.")
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            if not release.awaits_version:
                raise ValueError(f"{release} is {release.get_state_display().lower()}; its version cannot be given any more.")
            release.issues.all().delete()
            Release.objects.filter(pk=release.pk).update(
                asked_dataset=release.dataset.slug if release.dataset else "",
                asked_version=version,
                state=State.UPLOADED,
                report={},
            )
            audit("release.named", user, release, version=version)
    except IntegrityError:
        raise ValueError(
            "These very files were uploaded again meanwhile. Look among the releases for the later upload."
        ) from None
    release.refresh_from_db()
    return release


def cancel_release(*, release: Release, user=None) -> Release:
    """End the check or load of a release, or its wait for one. Where a process is at work, it stops at its next step.

    Raises ValueError for a release with an outcome.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.ABORTED:
            return release
        _refuse_settled(release, "cancel")
        audit("release.cancelled", user, release)
        if is_running(release.subject):
            Progress.objects.filter(subject=release.subject, cancelled_by="").update(cancelled_by=display_name(user)[:200])
            return release
        _mark(release, user, State.CANCELLED, cancelled_words(display_name(user)))
    sweep(release)
    return release


def _refuse_settled(release: Release, what: str) -> None:
    if release.state in Release.LOADED or release.state == State.REJECTED:
        raise ValueError(f"There is nothing to {what}: {release} is {release.get_state_display().lower()}.")


def _mark(release: Release, user, state: str, why: str) -> None:
    """Mark a release failed or cancelled. One that has an outcome keeps it."""
    without_outcome = Release.objects.filter(pk=release.pk).exclude(state__in=[*Release.LOADED, State.REJECTED])
    ended = without_outcome.update(state=state, failure=why)
    Progress.objects.filter(subject=release.subject).delete()
    if ended and state == State.FAILED:
        audit("release.failed", user, release, error=why)


def sweep(release: Release) -> int:
    """Remove facts that a broken load of this release left behind. Returns how many. Settled releases are never touched."""
    release.refresh_from_db()
    # A check names the dataset before anything is loaded.
    if release.state in Release.LOADED or release.dataset is None or release.dataset.slug not in IMPORTERS:
        return 0
    removed = 0
    for model in IMPORTERS[release.dataset.slug].fact_models():
        leftovers = model._default_manager.filter(release_id=release.pk)
        if leftovers.exists():
            removed += leftovers._raw_delete(leftovers.db)
    return removed


def is_outdated(release: Release) -> bool:
    """Whether a ready release was read by an older version of its importer than the present one."""
    importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
    return importer is not None and release.state == State.READY and (release.importer_version or 0) < importer.version


def start_reload(*, release: Release, user=None) -> Release:
    """The release that is to take the place of an outdated one: the same files and version, to be checked and loaded.

    A replacement that was started before, and broke off, is the one to continue. Raises ValueError for a release that is not
    ready or that the present importer has read.
    """
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            if not is_outdated(release):
                state = release.get_state_display().lower()
                why = "was read by the present importer" if release.state == State.READY else f"is {state}"
                raise ValueError(f"{release} {why}; only a ready release that an older importer read can be loaded again.")
            if started := release.replacement:
                return started
            replacement = Release.objects.create(
                replaces=release,
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
            ReleaseFile.objects.bulk_create(
                ReleaseFile(release=replacement, name=file.name, sha256=file.sha256, size=file.size, content=file.content.name)
                for file in release.files.all()
            )
            audit("release.reloading", user, replacement, replaces=release.pk)
    except IntegrityError:
        # Someone began the same at the same moment.
        if started := release.replacement:
            return started
        raise
    return replacement


def reload_release(*, release: Release, user=None, listener: Listener = ignore_progress) -> Release:
    """Read an outdated release anew from its originals, byte for byte the same, with the present importer.

    Returns the new release, ready or rejected. As it becomes ready, and in the same transaction, the old one is retired;
    editions that hold the old one keep it with its facts. Whatever goes wrong leaves the old one ready. Raises as
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
    listener: Listener = ignore_progress,
) -> tuple[Release, bool]:
    """Upload, check and load in one go. Returns (release, created); see `upload_release` and `process_release`.

    Files that are here already, but were read by an older importer, are read anew; see `reload_release`. The release that is
    returned then `replaces` the one that was here. `published` and `source_url` are given to one that is here, too; see
    `date_release` and `note_origin`.
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
    return process_release(release=release, user=user, listener=listener), created
