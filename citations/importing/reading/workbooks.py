"""Spreadsheets (xlsx, xlsm, xls), read for their values: no formula is run, no link followed, no entity expanded."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from citations.importing.reading.archives import checked_members
from citations.importing.reading.error_cells import ErrorCell, error_cells
from citations.importing.reading.parts import DAMAGE, Part, Row, UnreadableFile, told_as_unreadable

SUFFIXES = {".xlsx", ".xlsm", ".xls"}
OLE = b"\xd0\xcf\x11\xe0"
# A workbook is held in memory while it is read.
MAXIMUM_UNPACKED = 512 * 1024**2
PROLOGUE = 64 * 1024


def is_workbook(path: Path) -> bool:
    """Whether the file's content is a spreadsheet, whatever its name says."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == OLE:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except DAMAGE:
        return False


def workbook_parts(label: str, name: str, path: Path, keep: object = None) -> list[Part]:
    """One part a sheet. `keep` is held as long as the parts are (a temporary copy). Raises `UnreadableFile`."""
    with path.open("rb") as stream:
        start = stream.read(2)
    if start == b"PK":
        _refuse_document_types(label, path)
    with _told("The workbook cannot be opened", label), _opened(path) as workbook:
        sheets = workbook.sheet_names
    errors: Mapping[str, ErrorCell] = {}
    if start == b"PK":
        with told_as_unreadable(label):
            errors = error_cells(path)
    return [Part(label, name, sheet, partial(_rows, label, path, sheet, errors.get(sheet), keep)) for sheet in sheets]


def _refuse_document_types(label: str, path: Path) -> None:
    """No spreadsheet program writes document types; they serve to declare entities that expand without end."""
    members = checked_members(path, MAXIMUM_UNPACKED)
    with told_as_unreadable(label), zipfile.ZipFile(path) as archive:
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(member) as stream:
                if b"<!DOCTYPE" in stream.read(PROLOGUE):
                    raise UnreadableFile(
                        f"The workbook was not opened: its part {member.filename[:120]} declares a document type, which no "
                        "spreadsheet program writes. Upload the publisher's original file.",
                        part=label,
                    )


def _rows(label: str, path: Path, sheet: str, error: ErrorCell | None, keep: object) -> Iterator[Row]:
    with _told(f"Sheet {sheet} cannot be read", label), _opened(path) as workbook:
        # Rows are counted from the sheet's first one, whether or not it holds anything.
        for number, cells in enumerate(workbook.get_sheet_by_name(sheet).iter_rows(), start=1):
            if error is not None and error.row == number:
                raise UnreadableFile(
                    f"Cell {error.reference} holds the error {error.value} instead of a value. "
                    "Upload the publisher's original file.",
                    part=label,
                    row=number,
                )
            yield Row(number, [None if cell == "" else cell for cell in cells])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    workbook = CalamineWorkbook.from_path(str(path))
    try:
        yield workbook
    finally:
        workbook.close()


@contextmanager
def _told(what: str, label: str) -> Iterator[None]:
    try:
        yield
    except UnreadableFile:
        raise
    except (CalamineError, *DAMAGE) as error:
        raise UnreadableFile(f"{what} ({error}). It may be cut off or damaged; download it again.", part=label) from None
    except BaseException as error:
        # The library is written in Rust; where it gives up, it raises something that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(f"{what}: its content is damaged. Download it again.", part=label) from None
