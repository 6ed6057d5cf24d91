"""Delimited text: CSV and tab-separated files in UTF-8.

Quotation marks are letters in tab-separated files, unless their headings stand in some. Semicolons between cells are a
spreadsheet program's: such files are read far enough to know what they are.

Read in this process, a record at a time: Python's own reader allocates no more than the record holds, and that is bounded.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import Literal

from citations.importing.cells import AS_PUBLISHED, SEMICOLONS, CommonCause
from citations.importing.reading.parts import (
    DAMAGE,
    MAXIMUM_COLUMNS,
    MAXIMUM_RECORD,
    Opener,
    Part,
    Row,
    UnreadableFile,
    refuse_long_row,
    translate_damage,
)

MAXIMUM_CELL = 1_000_000
# As many rows as a spreadsheet has: nobody who waits for the next row that holds something waits for longer.
MAXIMUM_BLANK_LINES = 1_048_576
SAMPLE = 64 * 1024
SUFFIXES = {"", ".csv", ".tsv", ".txt", ".tab"}

KIND = "unreadable-file"
UTF_16 = CommonCause(
    KIND, "The text is in UTF-16, not in UTF-8", f"A spreadsheet program saves “Unicode text” so. {AS_PUBLISHED}", spoils="file"
)
NULS = CommonCause(
    KIND,
    "The text holds NUL characters, so it is no plain text in UTF-8 (perhaps UTF-16, or no text at all)",
    f"It was saved in another encoding, or damaged on its way. {AS_PUBLISHED}",
    spoils="file",
)
NOT_UTF_8 = CommonCause(
    KIND,
    "The text is not in UTF-8: a byte of it stands for no character",
    f"It was saved in another encoding, or damaged on its way. {AS_PUBLISHED}",
    spoils="file",
)

csv.field_size_limit(MAXIMUM_CELL)

# `Row(…)` runs a function of Python's for each row.
_row = partial(tuple.__new__, Row)


def delimited_part(label: str, name: str, opener: Opener) -> Part:
    """The file as a part. Its first line shows what separates its cells, whatever its name says. Raises `UnreadableFile`."""
    with translate_damage(label), opener() as stream:
        sample = stream.read(SAMPLE)
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableFile.spoilt(UTF_16, label, 1)
    if b"\x00" in sample:
        raise UnreadableFile.spoilt(NULS, label, sample[: sample.index(b"\x00")].count(b"\n") + 1)
    first = sample.splitlines()[0] if sample else b""
    # The first of these where none occurs.
    delimiter = max(",\t;", key=lambda sign: first.count(sign.encode()))
    keeps_quotes = delimiter == "\t" and not first.removeprefix(codecs.BOM_UTF8).startswith(b'"')
    spoilt_by = SEMICOLONS if delimiter == ";" else None
    rows = partial(_rows, label, opener, delimiter, keeps_quotes)
    return Part(label, name, "", rows, delimited=True, keeps_quotes=keeps_quotes, spoilt_by=spoilt_by)


class _Lines:
    """The lines of a text, as long as they make no record longer than `MAXIMUM_RECORD`.

    taken     characters since the last record, which may go over many lines
    open_end  a line without a line break has come
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.stream, self.taken, self.open_end = stream, 0, False

    def __iter__(self) -> Iterator[str]:
        readline = self.stream.readline
        while line := readline(MAXIMUM_RECORD):
            self.taken += len(line)
            self.open_end = line[-1] not in "\r\n"
            if self.taken > MAXIMUM_RECORD or (self.open_end and len(line) == MAXIMUM_RECORD):
                raise csv.Error(f"longer than {MAXIMUM_RECORD:,} characters")
            yield line


def _records(stream: io.TextIOWrapper, delimiter: str, keeps_quotes: bool) -> Iterator[Row]:
    """The records of a text. Blank lines are empty records, as a spreadsheet program counts them."""
    lines = _Lines(stream)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if keeps_quotes else csv.QUOTE_MINIMAL
    records = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    for number, cells in enumerate(records, start=1):
        size, lines.taken = lines.taken, 0
        yield _row((number, cells, not lines.open_end, size))


def _rows(label: str, opener: Opener, delimiter: str, keeps_quotes: bool) -> Iterator[Row]:
    number = blank = 0
    with opener() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as stream:
        try:
            for row in _records(stream, delimiter, keeps_quotes):
                number = row.number
                if row.size > MAXIMUM_COLUMNS:
                    refuse_long_row(number, row.size, len(row.cells), label)
                if row.cells:
                    blank = 0
                    yield row
                    continue
                blank += 1
                if blank > MAXIMUM_BLANK_LINES:
                    raise UnreadableFile(
                        f"More than {MAXIMUM_BLANK_LINES:,} blank lines follow one another up to row {number:,}. Upload the "
                        "publisher's original file.",
                        part=label,
                        row=number,
                    )
        except UnicodeDecodeError as error:
            number = _first_undecodable(opener, delimiter, keeps_quotes, number)
            raise UnreadableFile.spoilt(NOT_UTF_8, label, number, f"0x{error.object[error.start]:02x}") from None
        except csv.Error as error:
            raise UnreadableFile(
                f"Row {number + 1:,} cannot be read as a table row ({error}). The file may be cut off inside a quoted cell; "
                "download it again.",
                part=label,
                row=number + 1,
            ) from None
        except UnreadableFile:
            raise
        except DAMAGE as error:
            raise UnreadableFile(
                f"The content breaks off after row {number:,} ({error}). Download the file again.", part=label, row=number or None
            ) from None


def _first_undecodable(opener: Opener, delimiter: str, keeps_quotes: bool, known_good: int) -> int:
    """The row with the first byte that is not UTF-8. Decoding runs ahead of the rows, so they are gone through once more."""
    number = known_good
    with opener() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        try:
            for number, cells, *_ in _records(stream, delimiter, keeps_quotes):
                if any("\udc80" <= character <= "\udcff" for cell in cells for character in str(cell)):
                    return number
        except (csv.Error, *DAMAGE):
            return number + 1
    return number
