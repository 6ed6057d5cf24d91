"""Reading uploaded files: what parts (sheets, archive members) they have, and the rows of each.

Uploads are hostile until shown otherwise: archives are bounded in members, size and ratio and never unpacked to disk
by name; nothing follows a link, expands an entity or runs a formula.
"""

import csv
import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pyreadstat
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from citations.importing.cells import Cell

MAXIMUM_MEMBERS = 500
MAXIMUM_UNPACKED = 2 * 1024**3
MAXIMUM_RATIO = 200
MAXIMUM_CELL = 1_000_000
DELIMITED = {".csv": ",", ".tsv": "\t", ".txt": "\t"}
WORKBOOKS = {".xlsx", ".xlsm", ".xls"}
STATA = {".dta"}

csv.field_size_limit(MAXIMUM_CELL)


class UnreadableFile(ValueError):
    """The file cannot be read. Says what is wrong and what to do; `row` where a line is to blame."""

    def __init__(self, message: str, *, part: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.part = part
        self.row = row


@dataclass(frozen=True)
class Row:
    """A raw row with its number as a spreadsheet program counts (the first line is 1)."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Part:
    """One table-like piece of an upload: a delimited file, a workbook's sheet, a Stata file.

    `file` is the uploaded file's name, with the member where it is an archive ("db.zip › Skills.txt"); `name` is the
    bare name of the member or file; `delimited` where every row must be as wide as the header; `rows()` starts again at
    each call.
    """

    file: str
    name: str
    sheet: str
    _open: Callable[[], Iterator[Row]]
    delimited: bool = False

    def rows(self) -> Iterator[Row]:
        return self._open()


@dataclass(frozen=True)
class Leaflet:
    """A text member that is not a table (a read-me), kept for finding the release's name."""

    file: str
    name: str
    text: str


def read_parts(name: str, path: Path) -> tuple[list[Part], list[Leaflet]]:
    """The parts and leaflets of one uploaded file. Raises `UnreadableFile`."""
    if path.stat().st_size == 0:
        raise UnreadableFile("The file is empty (0 bytes). Download it again and upload the complete file.")
    suffix = PurePosixPath(name).suffix.lower()
    with path.open("rb") as stream:
        start = stream.read(8)
    if suffix in WORKBOOKS or (start.startswith(b"\xd0\xcf\x11\xe0") or (start.startswith(b"PK") and _is_workbook(path))):
        return _workbook_parts(name, path), []
    if start.startswith(b"PK") or suffix == ".zip":
        return _archive_parts(name, path)
    return _plain_parts(name, name, lambda: path.open("rb"), suffix)


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _checked_archive(path: Path) -> zipfile.ZipFile:
    """The archive, after its directory has been found to be within bounds."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableFile(
            "The file is not a complete ZIP archive: its directory cannot be read. "
            "It may be cut off; download it again and upload the whole file."
        ) from None
    members = archive.infolist()
    problem = ""
    if len(members) > MAXIMUM_MEMBERS:
        problem = f"it has {len(members):,} members, more than {MAXIMUM_MEMBERS}"
    elif sum(member.file_size for member in members) > MAXIMUM_UNPACKED:
        problem = f"unpacked it would take more than {MAXIMUM_UNPACKED // 1024**3} GiB"
    elif any(m.file_size > 1024**2 and m.file_size > MAXIMUM_RATIO * max(m.compress_size, 1) for m in members):
        problem = f"a member unpacks to more than {MAXIMUM_RATIO} times its packed size"
    elif any(member.flag_bits & 0x1 for member in members):
        problem = "a member is encrypted"
    if problem:
        archive.close()
        raise UnreadableFile(f"The archive was not opened: {problem}. Upload the publisher's original file.")
    return archive


def _archive_parts(name: str, path: Path) -> tuple[list[Part], list[Leaflet]]:
    parts: list[Part] = []
    leaflets: list[Leaflet] = []
    with _checked_archive(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        for member in members:
            member_name = PurePosixPath(member.filename.replace("\\", "/")).name
            suffix = PurePosixPath(member_name).suffix.lower()
            label = f"{name} › {member.filename}"
            if suffix in WORKBOOKS:
                with _unpacked(path, member.filename, suffix) as unpacked:
                    # Sheets are read while the copy exists; workbooks inside archives are small.
                    for part in _workbook_parts(label, Path(unpacked)):
                        rows = list(part.rows())
                        parts.append(Part(label, member_name, part.sheet, lambda rows=rows: iter(rows)))
                continue
            more, notes = _plain_parts(label, member_name, _member_opener(path, member.filename), suffix)
            parts.extend(more)
            leaflets.extend(notes)
    if not parts:
        raise UnreadableFile("The archive holds no table: no .txt, .csv, .tsv, .xlsx, .xls or .dta file was found in it.")
    return parts, leaflets


def _member_opener(path: Path, member: str):
    def open_member() -> BinaryIO:
        with zipfile.ZipFile(path) as archive:
            # The member's stream keeps the file open by itself.
            return archive.open(member)  # type: ignore[return-value]

    return open_member


def _plain_parts(label: str, name: str, opener, suffix: str) -> tuple[list[Part], list[Leaflet]]:
    if suffix in STATA:
        return [Part(label, name, "", lambda: _stata_rows(label, opener))], []
    if "read me" in name.lower() or "readme" in name.lower():
        with opener() as stream:
            return [], [Leaflet(label, name, stream.read(20_000).decode("utf-8", "replace"))]
    if suffix and suffix not in DELIMITED:
        return [], []
    delimiter = DELIMITED.get(suffix) or ","
    with opener() as stream:
        first = stream.readline(100_000)
    if suffix in ("", ".txt", ".csv", ".tsv"):
        # A renamed file is still what its first line shows it to be.
        delimiter = "\t" if first.count(b"\t") > first.count(b",") else ","
    return [Part(label, name, "", lambda: _delimited_rows(label, opener, delimiter), delimited=True)], []


def _delimited_rows(label: str, opener, delimiter: str) -> Iterator[Row]:
    with opener() as raw:
        start = raw.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableFile("The file is in UTF-16. Save it as UTF-8 and upload it again.", part=label, row=1)
    with opener() as raw:
        stream = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        reader = csv.reader(stream, delimiter=delimiter, quoting=quoting, strict=True)
        line = 1
        try:
            for cells in reader:
                if cells:
                    yield Row(line, cells)  # type: ignore[arg-type]
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                f"The file is not in UTF-8: byte 0x{error.object[error.start]:02x} near row {line:,} stands for no character. "
                "Save it as UTF-8 and upload it again.",
                part=label,
                row=line,
            ) from None
        except csv.Error as error:
            raise UnreadableFile(
                f"Row {line:,} cannot be read as a table row ({error}). The file may be cut off inside a quoted cell; "
                "download it again.",
                part=label,
                row=line,
            ) from None
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise UnreadableFile(
                f"The archive's content breaks off after row {line:,} ({error}). Download it again.",
                part=label,
                row=line,
            ) from None


def _workbook_parts(label: str, path: Path) -> list[Part]:
    if path.open("rb").read(2) == b"PK":
        _checked_archive(path).close()
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = workbook.sheet_names
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise UnreadableFile(
            f"The workbook cannot be opened ({error}). It may be cut off or not a spreadsheet; download it again."
        ) from None
    name = PurePosixPath(label.split(" › ")[-1]).name
    return [Part(label, name, sheet, lambda sheet=sheet: _sheet_rows(label, path, sheet)) for sheet in sheets]


def _sheet_rows(label: str, path: Path, sheet: str) -> Iterator[Row]:
    try:
        worksheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet)
        # Blank rows above the first filled one are yielded too, so that numbers are those a spreadsheet shows.
        for number, cells in enumerate(worksheet.iter_rows(), start=1):
            yield Row(number, [None if cell == "" else cell for cell in cells])
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise UnreadableFile(f"Sheet {sheet} cannot be read ({error}). Download the workbook again.", part=label) from None


def _stata_rows(label: str, opener) -> Iterator[Row]:
    with opener() as stream, tempfile.NamedTemporaryFile(suffix=".dta", delete=False) as copy:
        copy.write(stream.read())
    try:
        columns, metadata = pyreadstat.read_dta(copy.name, output_format="dict")
    except (pyreadstat.ReadstatError, ValueError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The Stata file cannot be read ({error}). It may be cut off; download it again.", part=label
        ) from None
    finally:
        os.unlink(copy.name)
    names = metadata.column_names
    yield Row(1, list(names))
    values = [list(columns[name]) for name in names]
    for number, cells in enumerate(zip(*values, strict=True), start=2):
        yield Row(number, [None if cell != cell else cell for cell in cells])


class _unpacked:
    """A member of an archive as a temporary file, under a name of our own."""

    def __init__(self, path: Path, member: str, suffix: str) -> None:
        self.path, self.member, self.suffix = path, member, suffix

    def __enter__(self) -> str:
        with (
            zipfile.ZipFile(self.path) as archive,
            tempfile.NamedTemporaryFile(suffix=self.suffix, delete=False) as copy,
        ):
            try:
                copy.write(archive.read(self.member))
            except (zipfile.BadZipFile, EOFError, OSError) as error:
                os.unlink(copy.name)
                raise UnreadableFile(f"Member {self.member} of the archive is damaged ({error}). Download it again.") from None
        self.name = copy.name
        return self.name

    def __exit__(self, *exception: object) -> None:
        os.unlink(self.name)
