"""Scanning the sheets of an XLSX file as a stream, before the workbook library allocates any of them in memory.

Finds how far a sheet's cells are apart; blank cells far from the rest, which are left out; and cells that hold an error (#N/A,
#REF!) or a formula that nothing has calculated, which the library reads as empty, so that they would pass for missing values.
"""

import re
import zipfile
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from citations.importing.reading.parts import UnreadableFile

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
# A formula without its value: no spreadsheet program has saved the file since. One of text ("str") may well be empty.
_FORMULA = re.compile(
    rb'<c\b(?![^<>]*\bt="str")(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
    rb"<f\b[^<>]*?(?:/>|>[^<]{0,2000}</f>)(?:<v\s?/>|<v></v>)?</c>"
)
# Longer than any cell that is worth telling about.
OVERLAP = 4_096
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# A block is dense enough, however large, where at least one cell in so many is filled.
SPARSEST = 8
BLOCK = 1024**2
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass
class Box:
    """The block from a sheet's first cell to its last, and how many cells it has. Rows and columns count from 1."""

    cells: int = 0
    top: int = LAST_ROW + 1
    bottom: int = 0
    left: int = LAST_COLUMN + 1
    right: int = 0

    def add(self, rows: range | set[int], columns: set[int]) -> None:
        if rows:
            self.top, self.bottom = min(self.top, min(rows)), max(self.bottom, max(rows))
        if columns:
            self.left, self.right = min(self.left, min(columns)), max(self.right, max(columns))

    @property
    def size(self) -> int:
        """How many cells the block would take."""
        return max(0, self.bottom - self.top + 1) * max(0, self.right - self.left + 1)

    def fits(self, block: int) -> bool:
        return self.size <= max(block, SPARSEST * self.cells)

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def column_number(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_member(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    parser.buffer_text = True
    try:
        with archive.open(part) as stream:
            while block := stream.read(BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFile(f"The part {part[:120]} of the workbook is damaged ({error}). Download the file again.") from None


def blank_strings(archive: zipfile.ZipFile) -> set[int]:
    """Which of the strings that cells refer to by number are blank."""
    blank: set[int] = set()
    number, has_text = -1, False
    parser = expat.ParserCreate()

    def start(tag: str, _: Mapping[str, str]) -> None:
        nonlocal number, has_text
        if tag.rpartition(":")[2] == "si":
            number, has_text = number + 1, False

    def text(words: str) -> None:
        nonlocal has_text
        has_text = has_text or bool(words.strip())

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "si" and not has_text:
            blank.add(number)

    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    parse_member(archive, "xl/sharedStrings.xml", parser)
    return blank


class CellScanner:
    """Scans the cells of a sheet, telling filled cells from blank ones."""

    def __init__(self, blank_strings: set[int]) -> None:
        self.blank_strings = blank_strings
        self.box = Box()
        self.lowest = self.rightmost = ""
        # Row, column, where the content begins and ends: four numbers for each blank cell.
        self.blanks = array("Q")
        self._row = self._column = 0
        self._cell: tuple[int, int] | None = None
        self._kind, self._begin, self._text_seen = "", -1, ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1, 0
        elif name == "c":
            self._cell, self._kind = self._place(attributes.get("r")), attributes.get("t", "n")
            self._begin, self._text_seen = -1, ""
        elif self._cell is not None:
            if self._begin < 0:
                self._begin = self.parser.CurrentByteIndex
            if name in {"v", "t"}:
                self.parser.CharacterDataHandler = self._text

    def _place(self, reference: str | None) -> tuple[int, int]:
        if reference is None:
            self._column += 1
            return self._row, self._column
        match = _REFERENCE.fullmatch(reference)
        row, column = (int(match.group(2)), column_number(match.group(1))) if match else (0, 0)
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise UnreadableFile(
                f"A cell calls itself {reference[:40]}, and no sheet has such a cell: the last one is XFD1048576. "
                "Upload the publisher's original file."
            )
        self._column = column
        return row, column

    def _text(self, text: str) -> None:
        # Numbers of strings are short; of a long text it is enough to know that it is there.
        self._text_seen = (self._text_seen + text.strip())[:40]

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "c" and self._cell is not None:
            self._record(*self._cell)
            self._cell = None

    def _record(self, row: int, column: int) -> None:
        if self._begin < 0:
            return
        if not self._text_seen or (
            self._kind == "s" and self._text_seen.isdecimal() and int(self._text_seen) in self.blank_strings
        ):
            self.blanks.extend((row, column, self._begin, self.parser.CurrentByteIndex))
            return
        box = self.box
        if row > box.bottom:
            self.lowest = _reference(row, column)
        if column > box.right:
            self.rightmost = _reference(row, column)
        box.cells += 1
        box.top, box.bottom = min(box.top, row), max(box.bottom, row)
        box.left, box.right = min(box.left, column), max(box.right, column)

    def strays(self) -> list[tuple[int, int]]:
        numbers = iter(self.blanks)
        return [(begin, end) for row, column, begin, end in zip(*[numbers] * 4, strict=True) if not self.box.holds(row, column)]


def _reference(row: int, column: int) -> str:
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return f"{name}{row}"


@dataclass(frozen=True)
class ErrorCell:
    """The first cell of a sheet that holds no value where one is meant: its place, and what it holds."""

    reference: str
    row: int
    holds: str


@dataclass
class SheetScan:
    """What the scan found in a sheet.

    part     its member of the archive
    error    its first cell with an error, or with a formula that nothing has calculated
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
            error = error or _error_in(seen)
            kept = seen[cut:]
    _add_places(box, kept)
    return box, error


def _error_in(text: bytes) -> ErrorCell | None:
    """The first cell in some text of a sheet with an error or with a formula without its value."""
    found = []
    if match := _ERROR.search(text):
        column, row, value = (piece.decode("utf-8", "replace") for piece in match.groups())
        found.append(ErrorCell(f"{column}{row}", int(row), f"the error {value} instead of a value"))
    if match := _FORMULA.search(text):
        column, row = (piece.decode() for piece in match.groups())
        formula = "a formula that no spreadsheet program has calculated yet, instead of a value"
        found.append(ErrorCell(f"{column}{row}", int(row), formula))
    return min(found, key=lambda cell: cell.row, default=None)


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
        f"of which {box.cells:,} hold something. Upload the publisher's original file."
    )
