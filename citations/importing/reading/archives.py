"""ZIP archives: looked over before anything is unpacked, and never unpacked to disk under names of their own."""

import io
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from citations.importing.reading.parts import Opener, UnreadableFile, translate_damage

MAXIMUM_MEMBERS = 500
MAXIMUM_UNPACKED = 2 * 1024**3
MAXIMUM_RATIO = 200
# Small members may be as regular as they like.
RATIO_COUNTS_FROM = 1024**2
# Python unpacks these piece by piece. Of the others it unpacks at once what a few packed kilobytes hold, which can be gigabytes.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Bytes of the directory: each entry of it becomes an object ten times as large, whatever number of entries it claims to have.
MAXIMUM_DIRECTORY = 2 * 1024**2


class _Archive(io.FileIO):
    """The file of an archive. Its directory is read in one piece, so what exceeds the limit is no directory worth having."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAXIMUM_DIRECTORY:
            raise UnreadableFile(
                f"The archive was not opened: its directory takes {size:,} bytes, as if for more than {MAXIMUM_MEMBERS} members. "
                "Upload the publisher's original file."
            )
        return super().read(size) or b""


def archive_directory(path: Path) -> list[zipfile.ZipInfo]:
    """The entries of an archive's directory, read within bounds. Raises `UnreadableFile`, or what `zipfile` does for damage."""
    with _Archive(path) as stream, zipfile.ZipFile(stream) as archive:
        return archive.infolist()


def checked_members(path: Path, maximum: int = MAXIMUM_UNPACKED) -> list[zipfile.ZipInfo]:
    """The members of an archive, once its directory has been found to be within bounds. Raises `UnreadableFile`."""
    try:
        members = archive_directory(path)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableFile(
            "The file is not a complete ZIP archive: its directory cannot be read. "
            "It may be cut off; download it again and upload the whole file."
        ) from None
    if problem := _problem(members, maximum):
        raise UnreadableFile(f"The archive was not opened: {problem}. Upload the publisher's original file.")
    return members


def _problem(members: Sequence[zipfile.ZipInfo], maximum: int) -> str:
    if len(members) > MAXIMUM_MEMBERS:
        return f"it has {len(members):,} members, more than {MAXIMUM_MEMBERS}"
    if sum(member.file_size for member in members) > maximum:
        return f"unpacked it would take more than {maximum // 1024**2:,} MiB"
    for member in members:
        shown = member.filename[:120]
        if member.flag_bits & 0x1:
            return f"its member {shown} is encrypted"
        if member.compress_type not in METHODS:
            return f"its member {shown} is packed by method {member.compress_type}, which is not read here"
        if member.file_size > RATIO_COUNTS_FROM and member.file_size > MAXIMUM_RATIO * max(member.compress_size, 1):
            return f"its member {shown} unpacks to more than {MAXIMUM_RATIO} times its packed size"
        if _leads_outside(member.filename):
            return f"the name of its member {shown} leads outside the archive"
    return ""


def _leads_outside(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or re.match(r"[A-Za-z]:", path) is not None or ".." in PurePosixPath(path).parts


def member_opener(path: Path, index: int, label: str) -> Opener:
    """A function that opens the member afresh. By position: names in an archive may repeat."""

    def open_member() -> BinaryIO:
        with translate_damage(label), zipfile.ZipFile(path) as archive:
            # The member's stream keeps the file open by itself.
            return archive.open(archive.infolist()[index])  # type: ignore[return-value]

    return open_member


@contextmanager
def temporary_file() -> Iterator[tuple[BinaryIO, Path]]:
    """A file to write to, and the path under which it can be opened here, and by a child that is given its descriptor.

    On Linux it has no name, so that nothing is left of it whatever happens. Elsewhere a file opened by its descriptor would not
    start at its beginning.
    """
    if sys.platform == "linux":
        with tempfile.TemporaryFile() as nameless:
            yield nameless, Path(f"/dev/fd/{nameless.fileno()}")  # type: ignore[misc]
    else:
        with tempfile.NamedTemporaryFile(prefix="singulariki-") as named:
            yield named, Path(named.name)  # type: ignore[misc]


@contextmanager
def unpacked_member(opener: Opener, label: str) -> Iterator[tuple[Path, int]]:
    """A member as a temporary file, for readers that need one: its path and descriptor."""
    with temporary_file() as (copy, path):
        with translate_damage(label), opener() as stream:
            shutil.copyfileobj(stream, copy, 1024**2)
        copy.flush()
        yield path, copy.fileno()
