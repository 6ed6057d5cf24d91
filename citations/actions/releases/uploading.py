"""Taking in the files of a release."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.releases.originals import copy_with_checksum, keep_original, needing_room
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.issues import legible
from citations.importing.publication import in_words, read_date
from citations.models import Release, ReleaseFile

State = Release.State
LONGEST_VERSION = 60


@dataclass(frozen=True)
class Original:
    """A file as it came: its name and an open binary stream from its start."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True)
class Kept:
    """A file that has come in: its name, checksum and size, and its name in storage."""

    name: str
    sha256: str
    size: int
    stored: str


def upload_release(
    *,
    files: Sequence[Original],
    dataset: str = "",
    version: str = "",
    published: str = "",
    user=None,
    is_sample: bool = False,
) -> tuple[Release, bool]:
    """Keep files byte for byte as a release to be checked. Returns (release, created).

    The same bytes again give the release that has them, not a second one; one that had failed on our side or was cancelled is
    ready to be processed again then. `dataset`, `version` and `published` (see `read_date`) are what the uploader says they are;
    the check decides. Raises ValueError without files, for a dataset that is not known, for a version name that is too long, for
    what is no date of the past, or where the disk is full.
    """
    version = version.strip()
    if not files:
        raise ValueError("No file was given. Choose the release's files and try again.")
    if dataset and dataset not in IMPORTERS:
        raise ValueError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(IMPORTERS))}.")
    if not version.isprintable():
        raise ValueError(
            "The version holds an invisible character, perhaps pasted along with it. Type the name anew, such as 30.2."
        )
    if len(version) > LONGEST_VERSION:
        raise ValueError(f"A version is a short name such as 30.2, of at most {LONGEST_VERSION} characters. Shorten it.")
    published = in_words(read_date(published))
    kept = _keep(files)
    fingerprint = hashlib.sha256("\n".join(sorted(file.sha256 for file in kept)).encode()).hexdigest()
    if existing := _release_of(fingerprint):
        return _renew(existing, kept, dataset, version, published), False
    try:
        with transaction.atomic():
            release = Release.objects.create(
                fingerprint=fingerprint,
                asked_dataset=dataset,
                asked_version=version,
                published_on=published,
                is_sample=is_sample,
                retrieved_at=timezone.now(),
                uploaded_by=user,
            )
            for file in kept:
                ReleaseFile.objects.create(
                    release=release, name=file.name, sha256=file.sha256, size=file.size, content=file.stored
                )
            audit("release.uploaded", user, release, files=[file.name for file in kept], published=published)
    except IntegrityError:
        # Someone uploaded the same bytes at the same moment.
        existing = _release_of(fingerprint)
        if existing is None:
            raise
        return existing, False
    return release, True


def _release_of(fingerprint: str) -> Release | None:
    """The release that has these very files: the one that is read where they were loaded more than once."""
    having = Release.objects.exclude(state=State.REJECTED).filter(fingerprint=fingerprint)
    return having.exclude(state=State.RETIRED).order_by("pk").first() or having.order_by("-pk").first()


def _keep(files: Sequence[Original]) -> list[Kept]:
    """Put the files into storage, before any row names them and outside any transaction: big files take their time."""
    kept: dict[str, Kept] = {}
    with needing_room(), tempfile.TemporaryDirectory(prefix="singulariki-upload-") as folder:
        path = Path(folder) / "original"
        for original in files:
            sha256, size = copy_with_checksum(original.stream, path)
            if sha256 not in kept:
                name = legible(PurePosixPath(original.name.replace("\\", "/")).name, 200) or "unnamed"
                kept[sha256] = Kept(name, sha256, size, keep_original(path, sha256, size))
    return list(kept.values())


def _renew(release: Release, kept: Sequence[Kept], dataset: str, version: str, published: str) -> Release:
    """After a check that broke off, what the uploader says now counts, and stored copies are the ones just verified."""
    if release.state not in Release.BROKEN_OFF:
        return release
    with transaction.atomic():
        Release.objects.filter(pk=release.pk, state__in=Release.BROKEN_OFF).update(
            asked_dataset=dataset, asked_version=version, published_on=published
        )
        for file in kept:
            ReleaseFile.objects.filter(release=release, sha256=file.sha256).update(content=file.stored)
    release.refresh_from_db()
    return release
