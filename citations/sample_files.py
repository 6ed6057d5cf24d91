"""Official file layouts made from plain text, for the built-in sample: workbooks, archives and Stata files.

The sample is kept as text that can be read and compared; publishers ship XLSX, ZIP and DTA. These functions make the
one from the other. The same text gives the same bytes, today and tomorrow, so that a sample loaded twice is one release.
"""

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

Cell = str | float | int | None
# The earliest moment that a ZIP archive can name.
LONG_AGO = datetime(1980, 1, 1)
STATA_LONG = 253


def text_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file in UTF-8, heading included."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def as_number(text: str) -> Cell:
    """A cell as a spreadsheet keeps it: a number where the text is one, nothing where it is empty."""
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text or None


def workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """An XLSX workbook with these sheets, by name, in this order."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.properties.created = LONG_AGO
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue(), saved=book.properties.modified)


def _undated(content: bytes, *, saved: datetime) -> bytes:
    """The same workbook without the moment at which it was written."""
    members = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    core = "docProps/core.xml"
    members[core] = members[core].replace(_stamp(saved), _stamp(LONG_AGO))
    return archive_of(members)


def _stamp(moment: datetime) -> bytes:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def archive_of(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these members, uncompressed: compressors differ from one machine to the next."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6]), content)
    return stream.getvalue()


def stata(columns: Sequence[str], rows: Sequence[Sequence[int]]) -> bytes:
    """A Stata file of whole numbers, in format 115 (Stata 10 to 12), which is the one IBS publishes."""
    count = len(columns)
    header = struct.pack("<BBBBhi81s18s", 115, 2, 1, 0, count, len(rows), b"", b"")
    types = bytes([STATA_LONG] * count)
    names = b"".join(struct.pack("33s", name.encode("ascii")) for name in columns)
    unsorted = bytes(2 * (count + 1))
    formats = struct.pack("49s", b"%12.0g") * count
    value_labels, labels, no_more_fields = bytes(33 * count), bytes(81 * count), bytes(5)
    values = b"".join(struct.pack(f"<{count}i", *row) for row in rows)
    return b"".join((header, types, names, unsorted, formats, value_labels, labels, no_more_fields, values))
