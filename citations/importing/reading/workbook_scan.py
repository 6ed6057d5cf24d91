"""Scanning the sheets of an XLSX file as a stream, before the workbook library allocates any of them in memory.

Finds how far a sheet's cells are apart; blank cells far from the rest, which are left out; and cells that hold an error (#N/A,
#REF!), which the library reads as empty, so that they would pass for missing values.
"""

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath

from citations.importing.reading.parts import UnreadableFile
from citations.importing.reading.sheet_cells import BLOCK, Box, CellScanner, blank_strings, column_number, parse_member

MAXIMUM_SHEETS = 255
# A block of so many cells (at 32 bytes each) is allocated without a closer scan; one of so many whatever it holds; and a larger
# one where enough of its cells are filled.
SMALL_BLOCK, LARGE_BLOCK = 2_000_000, 8_000_000
# No pattern scans beyond the end of a tag, so that none goes over the same text again and again.
_PLACE = re.compile(rb"""<(?:\w{1,20}:)?c\b[^<>]*?\br\s{0,9}=\s{0,9}["']([A-Za-z]{1,8})(\d{1,9})""")
_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\b[^<>]*?\br\s{0,9}=\s{0,9}["'](\d{1,9})""")
_ERROR = re.compile(
    rb'<c\b(?=[^<>]*\bt="e")(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>(?:<f\b[^<>]*?(?:/>|>[^<]*</f>))?<v>([^<]{1,40})</v>'
)
# Longer than any cell that is worth telling about.
OVERLAP = 4_096


@dataclass(frozen=True)
class ErrorCell:
    """The first error of a sheet: its place and value."""

    reference: str
    row: int
    value: str


@dataclass
class SheetScan:
    """What the scan found in a sheet.

    part     its member of the archive
    error    its first cell with an error
    problem  why it cannot be read, or '', and the row that is to blame
    strays   byte ranges of blank cells in the member that would only make the block larger
    """

    part: str
    error: ErrorCell | None = None
    problem: str = ""
    problem_row: int | None = None
    strays: list[tuple[int, int]] = field(default_factory=list)


def scan_workbook(path: Path) -> dict[str, SheetScan]:
    """Every sheet of an XLSX file, by the sheet's name. Raises `UnreadableFile` where there are too many."""
    scans: dict[str, SheetScan] = {}
    with zipfile.ZipFile(path) as archive:
        parts = _sheet_parts(archive)
        if len(parts) > MAXIMUM_SHEETS:
            raise UnreadableFile(
                f"The workbook was not read: it has {len(parts):,} sheets, more than {MAXIMUM_SHEETS}. "
                "Upload the publisher's original file."
            )
        members = set(archive.namelist())
        blank: set[int] | None = None
        for name, part in parts.items():
            if part not in members:
                continue
            scans[name] = scan = SheetScan(part)
            box, scan.error = _measure(archive, part)
            if box.fits(SMALL_BLOCK):
                continue
            if blank is None:
                blank = blank_strings(archive) if "xl/sharedStrings.xml" in members else set()
            _scan_cells(archive, name, scan, blank)
    return scans


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {}
    for element in re.findall(r"<Relationship\b[^<>]*>", relations):
        attributes = _attributes(element)
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    sheets = [_attributes(element) for element in re.findall(r"<(?:\w{1,20}:)?sheet\b[^<>]*>", book)]
    return {unescape(sheet.get("name", "")): targets.get(sheet.get("r:id", ""), "") for sheet in sheets}


def _attributes(element: str) -> dict[str, str]:
    return dict(re.findall(r'([\w:]{1,40})="([^"]*)"', element))


def _measure(archive: zipfile.ZipFile, part: str) -> tuple[Box, ErrorCell | None]:
    """The block that all cells span, blank ones too, and the first error."""
    box, error, kept = Box(), None, b""
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            seen = kept + block
            # A cell that may go on in the next block waits for it.
            cut = max(seen.rfind(b"<c "), seen.rfind(b":c "), seen.rfind(b"<row "), seen.rfind(b":row "))
            cut = cut if cut > len(seen) - OVERLAP else len(seen)
            _add_places(box, seen[:cut])
            if error is None and (match := _ERROR.search(seen)):
                column, row, value = (piece.decode("utf-8", "replace") for piece in match.groups())
                error = ErrorCell(f"{column}{row}", int(row), value)
            kept = seen[cut:]
    _add_places(box, kept)
    return box, error


def _add_places(box: Box, text: bytes) -> None:
    places = _PLACE.findall(text)
    box.cells += len(places)
    box.add(
        {int(row) for row in {row for _, row in places}}, {column_number(name.decode()) for name in {name for name, _ in places}}
    )
    box.add(set(map(int, set(_ROW.findall(text)))), set())


def _scan_cells(archive: zipfile.ZipFile, sheet: str, scan: SheetScan, blank: set[int]) -> None:
    cells = CellScanner(blank)
    try:
        parse_member(archive, scan.part, cells.parser)
    except UnreadableFile as error:
        scan.problem, scan.problem_row = f"Sheet {sheet} cannot be read: {error}", error.row
        return
    box = cells.box
    if box.fits(LARGE_BLOCK):
        scan.strays = cells.strays()
        return
    far = cells.rightmost if box.right - box.left > box.bottom - box.top else cells.lowest
    scan.problem_row = int(re.sub(r"\D", "", far))
    scan.problem = (
        f"Cell {far} of sheet {sheet} stands far away from the rest: with it the sheet would be a block of {box.size:,} cells, "
        f"of which {box.cells:,} hold something. Empty that cell, or upload the publisher's original file."
    )
