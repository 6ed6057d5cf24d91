"""What reading yields: parts of an upload and their rows, or word of what cannot be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile
from zlib import error as ZlibError

from citations.importing.cells import Cell, CommonCause
from citations.importing.issues import Findings, Place
from citations.importing.reading.kinds import Kind

Opener = Callable[[], BinaryIO]

# What the libraries raise for damaged content: bad archives, broken compression, methods and encryption they do not know.
DAMAGE = (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

# As many columns as a spreadsheet program shows, and far more text than any row of a table holds: what one row can take.
MAXIMUM_COLUMNS = 16_384
MAXIMUM_RECORD = 2_000_000


class UnreadableFile(ValueError):
    """The file cannot be read. Says what is wrong and what to do; `row` where a line is to blame, `cause` where one deed spoils
    whole files, and what it left there."""

    def __init__(
        self, message: str, *, part: str = "", row: int | None = None, cause: CommonCause | None = None, value: str = ""
    ) -> None:
        super().__init__(message)
        self.part = part
        self.row = row
        self.cause, self.value = cause, value

    @classmethod
    def spoilt(cls, cause: CommonCause, part: str, row: int, value: str = "") -> "UnreadableFile":
        """A file that was spoilt by something known."""
        shown = f" ({value})" if value else ""
        return cls(f"{cause.what}, in row {row:,}{shown}. {cause.advice}", part=part, row=row, cause=cause, value=value)

    def report(self, findings: Findings, file: str, sheet: str = "") -> None:
        """Make a finding of it, at a part of the upload unless another one is to blame."""
        at = Place(self.part or file, sheet, self.row)
        if self.cause:
            findings.caused(self.cause, at=at, value=self.value)
        else:
            findings.error("unreadable-file", str(self), at=at)


class Row(NamedTuple):
    """A raw row with its number as a spreadsheet program counts (the first is 1; a quoted cell may span lines).

    `complete` is False for the last row of a text file that does not end in a line break: it may be cut off. `size` is how many
    characters its cells and what separates them take, so that whoever gathers rows knows when to stop.
    """

    number: int
    cells: list[Cell]
    complete: bool = True
    size: int = 0


@dataclass(frozen=True)
class Part:
    """One table-like piece of an upload: a delimited file, a workbook's sheet, a Stata file.

    `file` is the uploaded file's name, with the member where it is an archive ("db.zip › Skills.txt"); `name` is the
    bare name of the member or file; `delimited` where every row must be as wide as the header; `keeps_quotes` where quotation
    marks are letters; `spoilt_by` is what another program did to all of it, for which it is refused; `rows()` starts again at
    each call and raises `UnreadableFile` where the content breaks off.
    """

    file: str
    name: str
    sheet: str
    _open: Callable[[], Iterator[Row]]
    delimited: bool = False
    keeps_quotes: bool = False
    spoilt_by: CommonCause | None = None

    def rows(self) -> Iterator[Row]:
        return self._open()

    def with_header(self, header: Row) -> "Part":
        """The same part with another row in place of the one of that number."""
        return replace(self, _open=lambda: (header if row.number == header.number else row for row in self._open()))

    def at(self, row: int | None = None) -> Place:
        """The place of the part, or of one of its rows."""
        return Place(self.file, self.sheet, row)


@dataclass(frozen=True)
class ReadMe:
    """A text member that is not a table (a read-me), kept for finding the release's name."""

    file: str
    name: str
    text: str


class Tableless(NamedTuple):
    """A file, or a member of an archive, in which no table is looked for: `file` and `name` as those of a part, `kind` where its
    content tells what it is."""

    file: str
    name: str
    kind: Kind | None = None


@dataclass
class Contents:
    """What an uploaded file holds. `kind` says what it is where it holds no table at all."""

    parts: list[Part] = field(default_factory=list)
    readmes: list[ReadMe] = field(default_factory=list)
    tableless: list[Tableless] = field(default_factory=list)
    kind: Kind | None = None


@contextmanager
def translate_damage(label: str) -> Iterator[None]:
    """Turn what archive libraries raise for damaged content into `UnreadableFile`."""
    try:
        yield
    except UnreadableFile:
        raise
    except DAMAGE as error:
        raise UnreadableFile(f"The content is damaged or breaks off ({error}). Download the file again.", part=label) from None


def refuse_long_row(number: int, size: int, columns: int, part: str) -> None:
    """Raises `UnreadableFile` for a row that no table has, before anybody keeps it."""
    if columns > MAXIMUM_COLUMNS:
        raise UnreadableFile(
            f"Row {number:,} has {columns:,} columns; a table may have up to {MAXIMUM_COLUMNS:,}. "
            "Upload the publisher's original file.",
            part=part,
            row=number,
        )
    if size > MAXIMUM_RECORD:
        raise UnreadableFile(
            f"Row {number:,} holds more than {MAXIMUM_RECORD:,} characters, which no table does. "
            "Upload the publisher's original file.",
            part=part,
            row=number,
        )
