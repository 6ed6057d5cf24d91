"""Saying which release it is: of files that do not say, and once more where the version that was given proves wrong."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.issues import copy_of
from citations.actions.loaded_releases import set_aside_release, sweep
from citations.actions.uploading import fingerprint_of, read_version
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.models import Release, ReleaseFile

State, Renewal = Release.State, Release.Renewal
# Where the version that was given is corrected in place, since nothing is loaded for good; where another of its files is made.
UNSETTLED = (State.REJECTED, State.HELD, State.UNDECIDED, *Release.ABORTED)
SETTLED = (State.READY, State.SET_ASIDE)


def is_nameable(release: Release) -> bool:
    """Whether somebody may say which release it is, or correct that: its files do not say it, and no work is under way."""
    if release.awaits_version:
        return True
    if release.dataset is None or release.dataset.slug not in IMPORTERS or release.renewal == Renewal.READ_AGAIN:
        return False
    if release.names_itself and release.asked_version in ("", release.version):
        return False
    return release.state in (*UNSETTLED, *SETTLED)


def name_release(*, release: Release, version: str, user=None) -> Release:
    """Say which release it is. Nothing has to be uploaded again: the files are to be checked as that, and so are all other
    findings.

    Returns the release to be processed. Of a ready release, which never changes, that is another of the same files; the one with
    the wrong version is set aside, and editions keep it. Files of a release that was completed stay with that. A version that is
    here already is decided on as any issue is, see `issues.decide_issue`.
    Raises ValueError for what is no name of a release of the dataset, where the files themselves say which release they are, and
    while another is being made from it.
    """
    version = read_version(version)
    try:
        with transaction.atomic():
            release = Release.objects.select_for_update(of=("self",)).select_related("dataset").get(pk=release.pk)
            version = _read(release, version)
            _refuse(release, version)
            if release.state in SETTLED:
                return _under_another_version(release, version, user)
            was, own = release.version, _own_files(release)
            release.issues.all().delete()
            release.files.exclude(pk__in=[file.pk for file in own]).delete()
            release.files.update(layer=0)
            Release.objects.filter(pk=release.pk).update(
                fingerprint=fingerprint_of(own),
                published_on=_given_date(release),
                asked_dataset=release.dataset.slug if release.dataset else "",
                asked_version=version,
                state=State.UPLOADED,
                replaces=None,
                renewal="",
                issue=1,
                report={},
                failure="",
            )
            audit("release.named", user, release, version=version, before=was)
    except IntegrityError:
        raise ValueError(
            "These very files were uploaded again meanwhile. Look among the releases for the later upload."
        ) from None
    sweep(release)
    return release


def _read(release: Release, version: str) -> str:
    importer = IMPORTERS.get(release.dataset.slug) if release.dataset else None
    if importer:
        version = importer.versions.read(version, importer.dataset.title)
    if not version:
        example = importer.versions.example if importer else "2025 or May 2024"
        raise ValueError(f"Give the publisher's name for the release, such as {example}.")
    return version


def _refuse(release: Release, version: str) -> None:
    in_files = release.names_itself and not release.awaits_version
    if in_files and version != release.version:
        raise ValueError(
            f"The files say themselves that they are {release.version}. If they are of {version}, they are the wrong files: "
            f"upload those of {version}."
        )
    if not is_nameable(release):
        state = release.get_state_display().lower()
        raise ValueError(f"{release} is {state}; its version cannot be given any more.")
    if version == release.version and release.asked_version in ("", version):
        raise ValueError(f"{release} is called {version} already.")


def _under_another_version(release: Release, version: str, user) -> Release:
    """Another release of the same files, to be checked as that version; this one is set aside for it."""
    if release.state == State.READY:
        reason = f"It was given the version {release.version}, and is {version}: read again as that."
        set_aside_release(release=release, reason=reason, user=user)
    own = _own_files(release)
    another = Release.objects.create(
        fingerprint=fingerprint_of(own),
        is_sample=release.is_sample,
        asked_dataset=release.dataset.slug if release.dataset else "",
        asked_version=version,
        source_url=release.source_url,
        licence_note=release.licence_note,
        published_on=_given_date(release),
        retrieved_at=release.retrieved_at or timezone.now(),
        uploaded_by=user,
    )
    copies = [copy_of(file, another) for file in own]
    for copy in copies:
        copy.layer = 0
    ReleaseFile.objects.bulk_create(copies)
    audit("release.named", user, another, version=version, before=release.version, instead_of=release.pk)
    return another


def _own_files(release: Release) -> list[ReleaseFile]:
    """Its files, without those that it took over from a release that it completes: they are of that version."""
    taken_over = release.renewal == Renewal.COMPLETED and release.state in (State.HELD, *SETTLED) and release.replaces
    theirs = {file.sha256 for file in release.replaces.files.all()} if taken_over and release.replaces else set()
    return [file for file in release.files.all() if file.sha256 not in theirs]


def _given_date(release: Release) -> str:
    """When it was published as a person said; what files or lists say of another version is not true of this one."""
    return "" if release.report.get("published_from") in ("files", "known") else release.published_on
