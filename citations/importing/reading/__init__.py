"""Reading uploaded files: what parts (sheets, archive members) they have, and the rows of each.

Uploads are hostile until shown otherwise: archives are bounded in members, size and ratio and never unpacked to disk
by name; nothing follows a link, expands an entity or runs a formula. Third-party libraries read them in a child process with
limits of memory and time (`child_reader`). Content decides what a file is; its name is a hint.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from citations.importing.reading import delimited
from citations.importing.reading.archives import archive_directory, checked_members, member_opener, unpacked_member
from citations.importing.reading.child_reader import RowStore
from citations.importing.reading.parts import DAMAGE, Opener, Part, ReadMe, Row, UnreadableFile, translate_damage

__all__ = ["Part", "ReadMe", "Row", "UnreadableFile", "is_called_a_table", "read_parts"]

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0"
WORKBOOKS = {".xlsx", ".xlsm", ".xls"}
STATA = ".dta"
OLD_STATA = range(102, 116)
# What comes in place of a table: saved from a browser, or by a wrong name.
OTHER_KINDS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"{\\rtf": "a text document (RTF)",
    b"<!DOCTYPE html": "a web page (HTML)",
    b"<!doctype html": "a web page (HTML)",
    b"<html": "a web page (HTML)",
    b"\x1f\x8b": "an archive (gzip)",
    b"7z\xbc\xaf": "an archive (7z)",
    b"Rar!": "an archive (RAR)",
}


def is_called_a_table(name: str) -> bool:
    """Whether a file's name says that it is of a kind that is read here."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in {*WORKBOOKS, *delimited.SUFFIXES, STATA, ".zip"} - {""}


def read_parts(name: str, path: Path) -> tuple[list[Part], list[ReadMe]]:
    """The parts and read-me files of one uploaded file. Raises `UnreadableFile`."""
    if path.stat().st_size == 0:
        raise UnreadableFile("The file is empty (0 bytes). Download it again and upload the complete file.")
    with path.open("rb") as stream:
        start = stream.read(16)
    if kind := next((kind for mark, kind in OTHER_KINDS.items() if start.startswith(mark)), ""):
        raise UnreadableFile(
            f"The file is {kind}, whatever its name says, and no table can be read from it. Upload the publisher's table: csv, "
            "tsv, txt, xlsx, xls, dta or a zip of these."
        )
    suffix = PurePosixPath(name).suffix.lower()
    if start.startswith(OLE) or (start.startswith(ZIP) and (suffix in WORKBOOKS or _is_workbook(path))):
        return RowStore().read("workbooks", name, name, path), []
    if start.startswith(ZIP):
        return _archive_parts(name, path)
    if _is_stata(start):
        return RowStore().read("stata", name, name, path), []
    if _is_readme(name):
        return [], [_readme(name, name, lambda: path.open("rb"))]
    return [delimited.delimited_part(name, name, lambda: path.open("rb"))], []


def _is_workbook(path: Path) -> bool:
    """Whether an archive is a spreadsheet, whatever its name says."""
    try:
        return any(member.filename == "xl/workbook.xml" for member in archive_directory(path))
    except (UnreadableFile, *DAMAGE):
        return False


def _is_stata(start: bytes) -> bool:
    """Whether a file that starts so is a Stata file, whatever its name says."""
    if start.startswith(b"<stata_dta>"):
        return True
    return len(start) >= 4 and start[0] in OLD_STATA and start[1] in (1, 2) and start[2] == 1 and start[3] == 0


def _archive_parts(name: str, path: Path) -> tuple[list[Part], list[ReadMe]]:
    parts: list[Part] = []
    readmes: list[ReadMe] = []
    store = RowStore()
    members = checked_members(path)
    for index, member in enumerate(members):
        if member.is_dir() or member.filename.startswith("__MACOSX/"):
            continue
        label = f"{name} › {member.filename}"
        bare = PurePosixPath(member.filename.replace("\\", "/")).name
        try:
            more, notes = _member_parts(label, bare, member_opener(path, index, label), store)
        except UnreadableFile as error:
            # The other members are read all the same, so that one report tells everything.
            more, notes = [_broken_part(label, bare, error)], []
        parts.extend(more)
        readmes.extend(notes)
    if not parts:
        raise UnreadableFile(_why_no_table([member.filename for member in members if not member.is_dir()]))
    return parts, readmes


def _why_no_table(names: list[str]) -> str:
    if not names:
        return "The archive is empty: it holds no file. Download it again, or upload the publisher's original file."
    if inner := next((name for name in names if name.lower().endswith(".zip")), ""):
        return (
            f"The archive holds no table, but another archive, {inner[:120]}, which is not opened. Unpack it, and upload the "
            "inner archive."
        )
    return (
        "The archive holds no table: no .txt, .csv, .tsv, .xlsx, .xls or .dta file was found in it. Upload the publisher's "
        "original file."
    )


def _member_parts(label: str, name: str, opener: Opener, store: RowStore) -> tuple[list[Part], list[ReadMe]]:
    """A member's parts. Members of other kinds (a PDF, an archive within the archive) have none."""
    suffix = PurePosixPath(name).suffix.lower()
    with translate_damage(label), opener() as stream:
        start = stream.read(16)
    if not start and suffix in {*WORKBOOKS, *delimited.SUFFIXES, STATA}:
        raise UnreadableFile("The member of the archive is empty (0 bytes). Download the archive again.", part=label)
    reader = "workbooks" if suffix in WORKBOOKS else "stata" if suffix == STATA or _is_stata(start) else ""
    if reader:
        with unpacked_member(opener, label) as (path, descriptor):
            return store.read(reader, label, name, path, (descriptor,)), []
    if _is_readme(name):
        return [], [_readme(label, name, opener)]
    if suffix in delimited.SUFFIXES and not start.startswith(ZIP):
        return [delimited.delimited_part(label, name, opener)], []
    return [], []


def _broken_part(label: str, name: str, error: UnreadableFile) -> Part:
    def rows() -> Iterator[Row]:
        raise UnreadableFile(str(error), part=label, row=error.row)

    return Part(label, name, "", rows)


def _is_readme(name: str) -> bool:
    return "readme" in name.lower().replace(" ", "").replace("_", "")


def _readme(label: str, name: str, opener: Opener) -> ReadMe:
    with translate_damage(label), opener() as stream:
        return ReadMe(label, name, stream.read(20_000).decode("utf-8", "replace"))
