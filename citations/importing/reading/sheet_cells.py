"""The cells of an XLSX sheet, read as a stream: which hold something, which are blank, and how far they are apart."""

import re
import zipfile
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from citations.importing.reading.parts import UnreadableFile

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
