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
from citations.importing.reading.kinds import START, Kind, archive_without_table, kind_of
from citations.importing.reading.parts import (
    DAMAGE,
    Contents,
    Opener,
    Part,
    ReadMe,
    Row,
    Tableless,
    UnreadableFile,
    translate_damage,
)

__all__ = ["Kind", "Part", "ReadMe", "Row", "Tableless", "UnreadableFile", "is_called_a_table", "read_parts"]

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0"
WORKBOOKS = {".xlsx", ".xlsm", ".xls"}
STATA = ".dta"
OLD_STATA = range(102, 116)


def is_called_a_table(name: str) -> bool:
    """Whether a file's name says that it is of a kind that is read here."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in {*WORKBOOKS, *delimited.SUFFIXES, STATA, ".zip"} - {""}


def read_parts(name: str, path: Path) -> Contents:
    """What one uploaded file holds. Raises `UnreadableFile` where it is damaged."""
    if path.stat().st_size == 0:
        raise UnreadableFile("The file is empty (0 bytes). Download it again and upload the complete file.")
    with path.open("rb") as stream:
        start = stream.read(START)
    if kind := kind_of(start):
        return Contents(tableless=[Tableless(name, name, kind)], kind=kind)
    suffix = PurePosixPath(name).suffix.lower()
    if start.startswith(OLE) or (start.startswith(ZIP) and (suffix in WORKBOOKS or _is_workbook(path))):
        return Contents(RowStore().read("workbooks", name, name, path))
    if start.startswith(ZIP):
        return _archive_contents(name, path)
    if _is_stata(start):
        return Contents(RowStore().read("stata", name, name, path))
    if _is_readme(name):
        return Contents(readmes=[_readme(name, name, lambda: path.open("rb"))])
    return Contents([delimited.delimited_part(name, name, lambda: path.open("rb"))])


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


def _archive_contents(name: str, path: Path) -> Contents:
    contents = Contents()
    store = RowStore()
    members = [(index, member) for index, member in enumerate(checked_members(path)) if not member.is_dir()]
    for index, member in members:
        if member.filename.startswith("__MACOSX/"):
            continue
        label = f"{name} › {member.filename}"
        bare = PurePosixPath(member.filename.replace("\\", "/")).name
        try:
            _add_member(contents, label, bare, member_opener(path, index, label), store)
        except UnreadableFile as error:
            # The other members are read all the same, so that one report tells everything.
            contents.parts.append(_broken_part(label, bare, error))
    if not contents.parts:
        contents.kind = archive_without_table([member.filename for _, member in members])
    return contents


def _add_member(contents: Contents, label: str, name: str, opener: Opener, store: RowStore) -> None:
    suffix = PurePosixPath(name).suffix.lower()
    with translate_damage(label), opener() as stream:
        start = stream.read(START)
    if not start and suffix in {*WORKBOOKS, *delimited.SUFFIXES, STATA}:
        raise UnreadableFile("The member of the archive is empty (0 bytes). Download the archive again.", part=label)
    reader = "workbooks" if suffix in WORKBOOKS else "stata" if suffix == STATA or _is_stata(start) else ""
    if kind := kind_of(start):
        contents.tableless.append(Tableless(label, name, kind))
    elif reader:
        with unpacked_member(opener, label) as (path, descriptor):
            contents.parts.extend(store.read(reader, label, name, path, (descriptor,)))
    elif _is_readme(name):
        contents.readmes.append(_readme(label, name, opener))
    elif suffix in delimited.SUFFIXES and not start.startswith(ZIP):
        contents.parts.append(delimited.delimited_part(label, name, opener))
    else:
        contents.tableless.append(Tableless(label, name))


def _broken_part(label: str, name: str, error: UnreadableFile) -> Part:
    def rows() -> Iterator[Row]:
        raise UnreadableFile(str(error), part=label, row=error.row)

    return Part(label, name, "", rows)


def _is_readme(name: str) -> bool:
    return "readme" in name.lower().replace(" ", "").replace("_", "")


def _readme(label: str, name: str, opener: Opener) -> ReadMe:
    with translate_damage(label), opener() as stream:
        return ReadMe(label, name, stream.read(20_000).decode("utf-8", "replace"))
