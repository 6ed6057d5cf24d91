"""Reading a release anew from its kept originals, once its importer reads more or better than it did."""

from django.db import IntegrityError, transaction

from citations.actions.releases.processing import process_release
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.models import Release, ReleaseFile
from citations.progress import Listener, _silent

State = Release.State


def is_outdated(release: Release) -> bool:
    """Whether a ready release was read by an older version of its importer than the present one."""
    importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
    return importer is not None and release.state == State.READY and (release.importer_version or 0) < importer.version


def start_reload(*, release: Release, user=None) -> Release:
    """The release that is to take the place of an outdated one: the same files and version, to be checked and loaded.

    A replacement that was begun before, and broke off, is the one to go on with. Raises ValueError for a release that is not
    ready or that the present importer has read.
    """
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update().get(pk=release.pk)
            _refuse_unless_outdated(release)
            if begun := _begun(release):
                return begun
            replacement = Release.objects.create(
                replaces=release,
                fingerprint=release.fingerprint,
                is_sample=release.is_sample,
                asked_dataset=release.asked_dataset,
                asked_version=release.version,
                published_on=release.published_on,
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
        if begun := _begun(release):
            return begun
        raise
    return replacement


def reload_release(*, release: Release, user=None, listener: Listener = _silent) -> Release:
    """Read an outdated release anew from its originals, byte for byte the same, with the present importer.

    Returns the new release, ready or rejected. As it becomes ready, and in the same transaction, the old one is retired;
    editions that hold the old one keep it with its facts. Whatever goes wrong leaves the old one ready. Raises as
    `start_reload` and `process_release` do.
    """
    return process_release(release=start_reload(release=release, user=user), user=user, listener=listener)


def _begun(release: Release) -> Release | None:
    return release.replacements.exclude(state=State.REJECTED).first()


def _refuse_unless_outdated(release: Release) -> None:
    if not is_outdated(release):
        why = "was read by the present importer" if release.state == State.READY else f"is {release.get_state_display().lower()}"
        raise ValueError(f"{release} {why}; only a ready release that an older importer read can be loaded again.")
