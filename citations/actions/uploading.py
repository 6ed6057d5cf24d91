"""Taking in the files of a release; originals are stored byte for byte under their checksum."""

import errno
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.issues import legible
from citations.importing.publication import in_words, read_date
from citations.models import Release, ReleaseFile, originals_storage

State = Release.State
BLOCK = 1024**2
# As the columns of a release are.
LONGEST_VERSION = 60
LONGEST_URL = 500
LONGEST_NOTE = 300


class DamagedOriginal(RuntimeError):
    """A stored original no longer has the checksum it came with."""


class DiskFull(ValueError):
    """There is no room left for files; the message says what was kept and what to do."""


@contextmanager
def full_disk_refused(kept: str = "Nothing of them was kept, and nothing has changed.") -> Iterator[None]:
    """Raises `DiskFull` where what is done within finds the disk full. `kept`: what has become of the files then; whoever does
    more than upload them knows better than the upload within."""
    try:
        yield
    except (OSError, DiskFull) as error:
        if isinstance(error, OSError) and error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise DiskFull(
            f"There is no room left on the disk of the site for these files. {kept} Ask an administrator to make room where "
            "originals are stored and in the folder for temporary files, then try again."
        ) from error


def copy_with_checksum(stream: BinaryIO | File, path: Path) -> tuple[str, int]:
    """Copy a stream to a file. Returns its SHA-256 and size in bytes."""
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as out:
        while block := stream.read(BLOCK):
            digest.update(block)
            out.write(block)
            size += len(block)
    return digest.hexdigest(), size


def store_original(path: Path, sha256: str, size: int) -> str:
    """Put a file into storage, once per content. Returns its name there.

    An unfinished copy, left by an interrupted upload, is not trusted: the file is then stored under another name.
    """
    storage = originals_storage()
    name = f"{sha256[:2]}/{sha256}"
    taken = storage.exists(name)
    if taken and storage.size(name) == size and _checksum(storage, name) == sha256:
        return name
    try:
        with path.open("rb") as stream:
            return storage.save(name, File(stream))
    except OSError:
        # What was written before the disk was full only takes room.
        if not taken and storage.exists(name) and _checksum(storage, name) != sha256:
            storage.delete(name)
        raise


def _checksum(storage, name: str) -> str:
    with storage.open(name) as stream:
        digest = hashlib.sha256()
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


@dataclass(frozen=True)
class StoredFile:
    """An original of a release, and a local copy of it."""

    file: ReleaseFile
    path: Path


@contextmanager
def local_copies(release: Release) -> Iterator[list[StoredFile]]:
    """The release's originals as local files, whatever the storage. Raises `DamagedOriginal`."""
    with tempfile.TemporaryDirectory(prefix="singulariki-release-") as folder:
        files = []
        for index, file in enumerate(release.files.all()):
            path = Path(folder) / str(index)
            with file.content.open("rb") as stored:
                sha256, _ = copy_with_checksum(stored, path)
            if sha256 != file.sha256:
                raise DamagedOriginal(
                    f"The stored copy of {file.name} does not have the checksum of the file that was uploaded. "
                    "Upload the same file again to replace it."
                )
            files.append(StoredFile(file, path))
        yield files


def read_origin(source_url: str, licence_note: str) -> dict[str, str]:
    """Where files came from, an http or https address of the file or of the page that offers it, and what is to be said of their
    licence where that differs from the dataset's; each may be empty. As fields of a release. Raises ValueError."""
    source_url, licence_note = source_url.strip(), " ".join(licence_note.split())
    try:
        if source_url:
            URLValidator(schemes=["http", "https"])(source_url)
    except ValidationError:
        raise ValueError(
            f"{source_url!r} is no address. Copy it whole from the browser; it begins with https:// or http://."
        ) from None
    if len(source_url) > LONGEST_URL:
        raise ValueError(
            f"The address is longer than {LONGEST_URL} letters. Give that of the page that offers the files instead."
        )
    if len(licence_note) > LONGEST_NOTE:
        raise ValueError(f"The note on the licence is longer than {LONGEST_NOTE} letters. Shorten it.")
    return {"source_url": source_url, "licence_note": licence_note}


def read_version(version: str) -> str:
    """A release's name as somebody typed it. Raises ValueError for what cannot be one."""
    version = version.strip()
    if not version.isprintable():
        raise ValueError(
            "The version holds an invisible character, perhaps pasted along with it. Type the name anew, such as 30.2."
        )
    if len(version) > LONGEST_VERSION:
        raise ValueError(f"A version is a short name such as 30.2, of at most {LONGEST_VERSION} characters. Shorten it.")
    return version


@dataclass(frozen=True)
class Original:
    """A file as it came: its name and an open binary stream from its start."""

    name: str
    stream: BinaryIO


def upload_release(
    *,
    files: Sequence[Original],
    dataset: str = "",
    version: str = "",
    published: str = "",
    source_url: str = "",
    licence_note: str = "",
    user=None,
    is_sample: bool = False,
) -> tuple[Release, bool]:
    """Keep files byte for byte as a release to be checked. Returns (release, created).

    The same bytes again give the release that has them, not a second one; one that had failed on our side or was cancelled is
    ready to be processed again then. `dataset`, `version` and `published` (see `read_date`) are what the uploader says they are;
    the check decides. `source_url` and `licence_note`: see `read_origin`. Raises ValueError without files, for a dataset that is
    not known, for a version that its releases are never called (where no dataset is named, the check says so) or that is too
    long, for what is no date of the past or no address, or where the disk is full.
    """
    if not files:
        raise ValueError("No file was given. Choose the release's files and try again.")
    if dataset and dataset not in IMPORTERS:
        raise ValueError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(IMPORTERS))}.")
    version = read_version(version)
    if dataset:
        version = IMPORTERS[dataset].versions.read(version, IMPORTERS[dataset].dataset.title)
    published = in_words(read_date(published))
    origin = read_origin(source_url, licence_note)
    kept = _store(files)
    fingerprint = fingerprint_of(kept)
    if existing := _release_of(fingerprint, kept, is_sample):
        said = {"asked_dataset": dataset, "asked_version": version, "published_on": published}
        said |= {name: value for name, value in origin.items() if value}
        return _update_aborted(existing, kept, said), False
    try:
        with transaction.atomic():
            release = Release.objects.create(
                fingerprint=fingerprint,
                asked_dataset=dataset,
                asked_version=version,
                published_on=published,
                **origin,
                is_sample=is_sample,
                retrieved_at=timezone.now(),
                uploaded_by=user,
            )
            for file in kept:
                file.release = release
            ReleaseFile.objects.bulk_create(kept)
            _refuse_removed(kept)
            audit("release.uploaded", user, release, files=[file.name for file in kept], published=published)
    except IntegrityError:
        # Someone uploaded the same bytes at the same moment.
        existing = _release_of(fingerprint, kept, is_sample)
        if existing is None:
            raise
        return existing, False
    return release, True


def _refuse_removed(kept: Sequence[ReleaseFile]) -> None:
    """Raises ValueError where originals went with another upload that was removed this very moment; see `remove_release`."""
    stored = [file.content.name for file in kept]
    # Whoever removes such rows has either done so, or finds those that were just added.
    list(ReleaseFile.objects.select_for_update().filter(content__in=stored).values_list("pk", flat=True))
    if gone := [file.name for file in kept if not originals_storage().exists(file.content.name)]:
        raise ValueError(f"An upload with {', '.join(gone)} was removed at this very moment. Upload the files again.")


def fingerprint_of(files: Iterable[ReleaseFile]) -> str:
    """SHA-256 over the sorted checksums of files, each with its layer where that is not the lowest."""
    lines = sorted(f"{file.sha256} {file.layer}" if file.layer else file.sha256 for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _release_of(fingerprint: str, files: Sequence[ReleaseFile], is_sample: bool) -> Release | None:
    """The release that has these very files: the one that is read where they were loaded more than once; else a ready one that
    has them and others, as one that was completed has."""
    having = Release.objects.exclude(state=State.REJECTED).filter(fingerprint=fingerprint)
    gone = (State.RETIRED, *Release.ARCHIVAL)
    used = having.exclude(state__in=gone).order_by("pk")
    if release := used.exclude(state=State.SET_ASIDE).first() or used.first() or having.order_by("-pk").first():
        return release
    larger = Release.objects.filter(state=State.READY, is_sample=is_sample)
    for file in files:
        larger = larger.filter(files__sha256=file.sha256)
    return larger.order_by("pk").first()


def _store(files: Sequence[Original]) -> list[ReleaseFile]:
    """Put the files into storage, before any row names them and outside any transaction: big files take their time. Returns the
    rows, not written yet."""
    kept: dict[str, ReleaseFile] = {}
    with full_disk_refused(), tempfile.TemporaryDirectory(prefix="singulariki-upload-") as folder:
        path = Path(folder) / "original"
        for original in files:
            sha256, size = copy_with_checksum(original.stream, path)
            if sha256 not in kept:
                name = legible(PurePosixPath(original.name.replace("\\", "/")).name, 200) or "unnamed"
                kept[sha256] = ReleaseFile(name=name, sha256=sha256, size=size, content=store_original(path, sha256, size))
    return list(kept.values())


def _update_aborted(release: Release, kept: Sequence[ReleaseFile], said: dict[str, str]) -> Release:
    """Bring a release whose check was aborted up to date: with what the uploader says now and the copies just verified."""
    if release.state not in Release.ABORTED:
        return release
    with transaction.atomic():
        Release.objects.filter(pk=release.pk, state__in=Release.ABORTED).update(**said)
        for file in kept:
            ReleaseFile.objects.filter(release=release, sha256=file.sha256).update(content=file.content.name)
    release.refresh_from_db()
    return release
