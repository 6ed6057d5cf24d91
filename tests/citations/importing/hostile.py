"""Files made to do harm to whoever reads them, and honest ones that look like it."""

import io
import struct
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook_of(parts: Mapping[str, str], original: bytes = b"") -> bytes:
    """An XLSX file with these parts in place of its own. Without an original: an empty workbook with one sheet."""
    if not original:
        out = io.BytesIO()
        Workbook().save(out)
        original = out.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def sheet_of(rows: str, before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def strings_of(strings: str, claims: int = 1) -> str:
    return f'<sst xmlns="{MAIN}" count="{claims}" uniqueCount="{claims}">{strings}</sst>'


def row_of(number: int, *cells: tuple[str, str]) -> str:
    """A row with text in the named columns."""
    inner = (f'<c r="{column}{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for column, text in cells)
    return f'<row r="{number}">{"".join(inner)}</row>'


def table_of(rows: int) -> str:
    """Rows with four cells each."""
    return "".join(row_of(number, *((column, f"{column}{number}") for column in "ABCD")) for number in range(1, rows + 1))


def corners() -> bytes:
    """The file that killed the only worker for good: two cells, as far apart as a sheet has them."""
    return workbook_of({SHEET: sheet_of(row_of(1, ("A", "one")) + row_of(1_048_576, ("XFD", "two")))})


def with_stray(original: bytes, row: int, column: str, text: str = " ", part: str = SHEET) -> bytes:
    """A workbook in which somebody typed into a cell far away."""
    with zipfile.ZipFile(io.BytesIO(original)) as book:
        sheet = book.read(part).decode()
    return workbook_of({part: sheet.replace("</sheetData>", row_of(row, (column, text)) + "</sheetData>")}, original)


def old_workbook(*cells: tuple[int, int]) -> bytes:
    """An XLS file with a number in each of these cells (row, column), counted from 0."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6))

    end, name = record(0x000A, b""), b"Sheet1"
    globals_length = len(begin(5)) + 4 + 8 + len(name) + len(end)
    bound = record(0x0085, struct.pack("<IBBBB", globals_length, 0, 0, len(name), 0) + name)
    numbers = b"".join(record(0x0203, struct.pack("<HHHd", row, column, 0, 1.5)) for row, column in cells)
    stream = (begin(5) + bound + end + begin(0x10) + numbers + end).ljust(4_096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    sectors = len(stream) // 512
    # A compound file: its table of sectors, its directory, and the one stream.
    table = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE) + b"".join(struct.pack("<I", n + 3) for n in range(sectors - 1))
    table = (table + struct.pack("<I", 0xFFFFFFFE)).ljust(512, b"\xff")

    def entry(label: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = label.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    directory = (entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))).ljust(512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + directory + stream
