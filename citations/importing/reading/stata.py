"""Stata files, of every generation that the library reads. Run as a child: see `child_reader`."""

from collections.abc import Iterator
from pathlib import Path

import pyreadstat

from citations.importing.reading.child_process import Sheet, serve
from citations.importing.reading.parts import Row, UnreadableFile

# So many rows are held in memory at a time.
ROWS = 5_000
# In this one every byte stands for a character. Codes and figures are the same in all encodings.
ANY_BYTE = "ISO-8859-1"


def sheets(path: Path) -> Iterator[Sheet]:
    """The one table of the file."""
    yield Sheet("", _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    number, encoding = 1, None
    while True:
        try:
            columns, metadata = _block(path, number - 1, encoding)
        except MemoryError:
            raise
        except Exception as error:
            # The file is read in the encoding that its format promises. Labels and notes in another one are no damage.
            if encoding is None and (isinstance(error, UnicodeError) or "encoding" in str(error)):
                encoding = ANY_BYTE
                continue
            raise UnreadableFile(f"The Stata file cannot be read ({error}). It may be cut off; download it again.") from None
        names = metadata.column_names
        if number == 1:
            yield Row(1, list(names))
        rows = list(zip(*(_plain(columns[name]) for name in names), strict=True))
        for cells in rows:
            number += 1
            yield Row(number, [None if cell != cell else cell for cell in cells])
        if len(rows) < ROWS:
            return


def _block(path: Path, offset: int, encoding: str | None) -> tuple:
    return pyreadstat.read_dta(str(path), output_format="dict", row_offset=offset, row_limit=ROWS, encoding=encoding)


def _plain(values) -> list:
    """The values of a column as Python's own."""
    return values.tolist() if hasattr(values, "tolist") else list(values)


if __name__ == "__main__":
    serve(sheets)
