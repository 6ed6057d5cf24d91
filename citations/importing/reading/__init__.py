"""Reading uploaded files: what parts (sheets, archive members) they have, and the rows of each.

Uploads are hostile until shown otherwise: archives are bounded in members, size and ratio and never unpacked to disk
by name; nothing follows a link, expands an entity or runs a formula. Content decides what a file is; its name is a hint.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from citations.importing.reading import delimited, stata, workbooks
from citations.importing.reading.archives import UnpackedMember, checked_members, member_opener
from citations.importing.reading.parts import Leaflet, Opener, Part, Row, UnreadableFile, told_as_unreadable

__all__ = ["Leaflet", "Part", "Row", "UnreadableFile", "read_parts"]

ZIP = b"PK"


def read_parts(name: str, path: Path) -> tuple[list[Part], list[Leaflet]]:
    """The parts and leaflets of one uploaded file. Raises `UnreadableFile`."""
    if path.stat().st_size == 0:
        raise UnreadableFile("The file is empty (0 bytes). Download it again and upload the complete file.")
    with path.open("rb") as stream:
        start = stream.read(16)
    suffix = PurePosixPath(name).suffix.lower()
    if workbooks.is_workbook(path) or (start.startswith(ZIP) and suffix in workbooks.SUFFIXES):
        return workbooks.workbook_parts(name, name, path), []
    if start.startswith(ZIP):
        return _archive_parts(name, path)
    if stata.is_stata(start):
        return [stata.stata_part(name, name, path)], []
    if _is_read_me(name):
        return [], [_leaflet(name, name, lambda: path.open("rb"))]
    return [delimited.delimited_part(name, name, lambda: path.open("rb"))], []


def _archive_parts(name: str, path: Path) -> tuple[list[Part], list[Leaflet]]:
    parts: list[Part] = []
    leaflets: list[Leaflet] = []
    for index, member in enumerate(checked_members(path)):
        if member.is_dir() or member.filename.startswith("__MACOSX/"):
            continue
        label = f"{name} › {member.filename}"
        bare = PurePosixPath(member.filename.replace("\\", "/")).name
        try:
            more, notes = _member_parts(label, bare, member_opener(path, index, label))
        except UnreadableFile as error:
            # The other members are read all the same, so that one report tells everything.
            more, notes = [_broken_part(label, bare, error)], []
        parts.extend(more)
        leaflets.extend(notes)
    if not parts:
        raise UnreadableFile("The archive holds no table: no .txt, .csv, .tsv, .xlsx, .xls or .dta file was found in it.")
    return parts, leaflets


def _member_parts(label: str, name: str, opener: Opener) -> tuple[list[Part], list[Leaflet]]:
    """A member's parts. Members of other kinds (a PDF, an archive within the archive) have none."""
    suffix = PurePosixPath(name).suffix.lower()
    with told_as_unreadable(label), opener() as stream:
        start = stream.read(16)
    if not start and suffix in {*workbooks.SUFFIXES, *delimited.SUFFIXES, stata.SUFFIX}:
        raise UnreadableFile("The member of the archive is empty (0 bytes). Download the archive again.", part=label)
    if suffix in workbooks.SUFFIXES:
        copy = UnpackedMember(opener, suffix, label)
        return workbooks.workbook_parts(label, name, copy.path, keep=copy), []
    if stata.is_stata(start) or suffix == stata.SUFFIX:
        copy = UnpackedMember(opener, stata.SUFFIX, label)
        return [stata.stata_part(label, name, copy.path, keep=copy)], []
    if _is_read_me(name):
        return [], [_leaflet(label, name, opener)]
    if suffix in delimited.SUFFIXES and not start.startswith(ZIP):
        return [delimited.delimited_part(label, name, opener)], []
    return [], []


def _broken_part(label: str, name: str, error: UnreadableFile) -> Part:
    def rows() -> Iterator[Row]:
        raise UnreadableFile(str(error), part=label, row=error.row)

    return Part(label, name, "", rows)


def _is_read_me(name: str) -> bool:
    return "readme" in name.lower().replace(" ", "").replace("_", "")


def _leaflet(label: str, name: str, opener: Opener) -> Leaflet:
    with told_as_unreadable(label), opener() as stream:
        return Leaflet(label, name, stream.read(20_000).decode("utf-8", "replace"))
