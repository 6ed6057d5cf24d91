"""Originals in storage, byte for byte, under their own checksum."""

import errno
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files import File

from citations.models import Release
from citations.models.releases import originals_storage

BLOCK = 1024**2


class DamagedOriginal(RuntimeError):
    """A stored original no longer has the checksum it came with."""


class NoRoom(ValueError):
    """The disk is full. The message says what was kept and what to do."""


@contextmanager
def needing_room() -> Iterator[None]:
    """Raises `NoRoom` where what is done within finds the disk full."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise NoRoom(
            "There is no room left on the disk of the site for these files. Nothing of them was kept, and nothing has changed. "
            "Ask an administrator to make room where originals are stored and in the folder for temporary files, then try again."
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


def keep_original(path: Path, sha256: str, size: int) -> str:
    """Put a file into storage, once per content. Returns its name there.

    A copy that an earlier, interrupted upload left unfinished is not trusted: the file is then kept under another name.
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


@contextmanager
def local_copies(release: Release) -> Iterator[list[tuple[str, Path]]]:
    """The release's originals as local files (name, path), whatever the storage. Raises `DamagedOriginal`."""
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
            files.append((file.name, path))
        yield files
