"""Spreadsheets (xlsx, xlsm, xls), read for their values: no formula is run, no link followed, no entity expanded.

Run as a child: see `child_reader`. The library allocates a sheet as one block from its first cell to its last, so the extent of
each sheet is checked before.
"""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from citations.importing.reading.archives import checked_members, temporary_file
from citations.importing.reading.child_process import Sheet, serve
from citations.importing.reading.parts import DAMAGE, Row, UnreadableFile, translate_damage
from citations.importing.reading.workbook_scan import BLOCK, SheetScan, scan_workbook

# A workbook is held in memory while it is read.
MAXIMUM_UNPACKED = 512 * 1024**2
PROLOGUE = 64 * 1024


def sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet of the workbook. Raises `UnreadableFile`, as its rows do."""
    with path.open("rb") as stream:
        is_archive = stream.read(2) == b"PK"
    scans: dict[str, SheetScan] = {}
    if is_archive:
        _refuse_document_types(path)
        with translate_damage(""):
            scans = scan_workbook(path)
    with (
        _without_stray_cells(path, scans) as sound,
        _translate_errors("The workbook cannot be opened"),
        closing(CalamineWorkbook.from_path(str(sound))) as workbook,
    ):
        for name in workbook.sheet_names:
            yield Sheet(name, _rows(workbook, name, scans.get(name)))


def _refuse_document_types(path: Path) -> None:
    """No spreadsheet program writes document types; they serve to declare entities that expand without end."""
    members = checked_members(path, MAXIMUM_UNPACKED)
    with translate_damage(""), zipfile.ZipFile(path) as archive:
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(member) as stream:
                if b"<!DOCTYPE" in stream.read(PROLOGUE):
                    raise UnreadableFile(
                        f"The workbook was not opened: its part {member.filename[:120]} declares a document type, which no "
                        "spreadsheet program writes. Upload the publisher's original file."
                    )


def _rows(workbook: Any, name: str, scan: SheetScan | None) -> Iterator[Row]:
    if scan and scan.problem:
        raise UnreadableFile(scan.problem, row=scan.problem_row)
    error = scan.error if scan else None
    with _translate_errors(f"Sheet {name} cannot be read"):
        # Rows are counted from the sheet's first one, whether or not it holds anything.
        for number, cells in enumerate(workbook.get_sheet_by_name(name).iter_rows(), start=1):
            if error is not None and error.row == number:
                raise UnreadableFile(
                    f"Cell {error.reference} holds {error.holds}. Upload the publisher's original file.",
                    row=number,
                )
            yield Row(number, cells)


@contextmanager
def _translate_errors(what: str) -> Iterator[None]:
    try:
        yield
    except UnreadableFile:
        raise
    except (CalamineError, *DAMAGE) as error:
        raise UnreadableFile(f"{what} ({error}). It may be cut off or damaged; download it again.") from None
    except BaseException as error:
        # The library is written in Rust; where it gives up, it raises something that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(f"{what}: its content is damaged. Download it again.") from None


@contextmanager
def _without_stray_cells(path: Path, scans: Mapping[str, SheetScan]) -> Iterator[Path]:
    """The workbook itself, or a temporary copy without its stray blank cells."""
    strays = {scan.part: scan.strays for scan in scans.values() if scan.strays and not scan.problem}
    if not strays:
        yield path
        return
    with temporary_file() as (copy, address):
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as sound:
            for member in archive.infolist():
                with archive.open(member) as old, sound.open(member.filename, "w") as new:
                    _copy_without(old, new, strays.get(member.filename, []))
        copy.flush()
        yield address


def _copy_without(old: IO[bytes], new: IO[bytes], ranges: list[tuple[int, int]]) -> None:
    """Copy a stream without some ranges of its bytes, given in order."""
    at = 0
    for begin, end in ranges:
        _copy(old, new, begin - at)
        _copy(old, None, end - begin)
        at = end
    _copy(old, new, None)


def _copy(old: IO[bytes], new: IO[bytes] | None, left: int | None) -> None:
    while left != 0 and (block := old.read(BLOCK if left is None else min(left, BLOCK))):
        left = None if left is None else left - len(block)
        if new:
            new.write(block)


if __name__ == "__main__":
    serve(sheets)
