"""Stata files, of every generation that the library reads."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyreadstat

from citations.importing.reading.parts import Part, Row, UnreadableFile

SUFFIX = ".dta"
# A Stata file is held in memory while it is read.
MAXIMUM_SIZE = 512 * 1024**2
OLD_RELEASES = range(102, 116)


def is_stata(start: bytes) -> bool:
    """Whether a file that starts so is a Stata file, whatever its name says."""
    if start.startswith(b"<stata_dta>"):
        return True
    return len(start) >= 4 and start[0] in OLD_RELEASES and start[1] in (1, 2) and start[2] == 1 and start[3] == 0


def stata_part(label: str, name: str, path: Path, keep: object = None) -> Part:
    """The file as a part. `keep` is held as long as the part is (a temporary copy). Raises `UnreadableFile`."""
    if path.stat().st_size > MAXIMUM_SIZE:
        raise UnreadableFile(
            f"The Stata file is larger than {MAXIMUM_SIZE // 1024**2} MiB. Upload the publisher's original file.", part=label
        )
    return Part(label, name, "", partial(_rows, label, path, keep))


def _rows(label: str, path: Path, keep: object) -> Iterator[Row]:
    try:
        columns, metadata = pyreadstat.read_dta(str(path), output_format="dict")
    except Exception as error:
        raise UnreadableFile(
            f"The Stata file cannot be read ({error}). It may be cut off; download it again.", part=label
        ) from None
    names = metadata.column_names
    yield Row(1, list(names))
    values = [list(columns[name]) for name in names]
    for number, cells in enumerate(zip(*values, strict=True), start=2):
        yield Row(number, [None if cell != cell else cell for cell in cells])
