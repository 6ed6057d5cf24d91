"""What reading yields: parts of an upload and their rows, or word of what cannot be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile
from zlib import error as ZlibError

from citations.importing.cells import Cell

Opener = Callable[[], BinaryIO]

# What the libraries raise for damaged content: bad archives, broken compression, methods and encryption they do not know.
DAMAGE = (BadZipFile, ZlibError, LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class UnreadableFile(ValueError):
    """The file cannot be read. Says what is wrong and what to do; `row` where a line is to blame."""

    def __init__(self, message: str, *, part: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.part = part
        self.row = row


class Row(NamedTuple):
    """A raw row with its number as a spreadsheet program counts (the first is 1; a quoted cell may span lines).

    `complete` is False for the last row of a text file that does not end in a line break: it may be cut off.
    """

    number: int
    cells: list[Cell]
    complete: bool = True


@dataclass(frozen=True)
class Part:
    """One table-like piece of an upload: a delimited file, a workbook's sheet, a Stata file.

    `file` is the uploaded file's name, with the member where it is an archive ("db.zip › Skills.txt"); `name` is the
    bare name of the member or file; `delimited` where every row must be as wide as the header; `rows()` starts again at
    each call and raises `UnreadableFile` where the content breaks off.
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


@contextmanager
def told_as_unreadable(label: str) -> Iterator[None]:
    """Turn what archive libraries raise for damaged content into `UnreadableFile`."""
    try:
        yield
    except UnreadableFile:
        raise
    except DAMAGE as error:
        raise UnreadableFile(f"The content is damaged or breaks off ({error}). Download the file again.", part=label) from None
