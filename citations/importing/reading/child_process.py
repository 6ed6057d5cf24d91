"""The child's side of reading an untrusted file with a third-party library: it sets its own limits, then passes on rows.

It writes the rows to a file that its parent opened, as lines of JSON. On standard output it names each sheet before it begins
with it, and reports at the end where the rows of each are. JSON, because the parent must not trust what comes from here any
further than the file itself.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from citations.importing.cells import Cell
from citations.importing.reading.parts import Row, UnreadableFile, refuse_long_row

OUT_OF_MEMORY = 70
# Bytes of rows that one file may come to: shared strings let a few megabytes expand to many gigabytes.
MAXIMUM_ROWS_SIZE = 2 * 1024**3
TOO_MANY = "The file was not read: its rows come to more than 2,048 MiB. Upload the publisher's original file."
LONGEST_NAME = 255
_ASK_TO_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the one table of a file without sheets, and its rows."""

    name: str
    rows: Iterable[Row]


def serve(sheets: Callable[[Path], Iterator[Sheet]]) -> None:
    """What a reading child does. Its arguments: the file's path, the descriptor to write rows to, limits of memory (bytes) and of
    time (seconds), and the parent's process id."""
    path, descriptor, memory, seconds, parent = Path(sys.argv[1]), *map(int, sys.argv[2:6])
    _limit(memory, seconds, parent)
    try:
        with os.fdopen(descriptor, "ab") as out:
            report = _report(sheets, path, out)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    print(json.dumps(report), flush=True)
    # Nothing is left to do, and tearing down millions of cells takes its time.
    os._exit(0)


def _limit(memory: int, seconds: int, parent: int) -> None:
    # Whoever stops the worker lets it finish its work, so this has to go on as well; should the worker die, this goes too.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.alarm(seconds)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ASK_TO_DIE_WITH_PARENT, signal.SIGKILL)
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    if os.getppid() != parent:
        # The parent died before prctl was called.
        os._exit(1)
    for kind, soft, hard in ((resource.RLIMIT_CPU, seconds, seconds + 5), (resource.RLIMIT_CORE, 0, 0)):
        # Where an administrator has set less already, that stays.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def _report(sheets: Callable[[Path], Iterator[Sheet]], path: Path, out: BinaryIO) -> dict:
    parts: list[dict] = []
    try:
        for sheet in sheets(path):
            # Should reading it break this process off, the parent knows where.
            print(json.dumps(sheet.name[:LONGEST_NAME]), flush=True)
            start = at = out.seek(0, os.SEEK_END)
            part = {"sheet": sheet.name[:LONGEST_NAME], "start": start, "refusal": None}
            try:
                for row in sheet.rows:
                    if line := _line(row):
                        at += out.write(line)
                        if at > MAXIMUM_ROWS_SIZE:
                            raise UnreadableFile(TOO_MANY, row=row.number)
            except UnreadableFile as error:
                part["refusal"] = _refusal(error)
            out.flush()
            parts.append({**part, "end": at})
    except UnreadableFile as error:
        return {"parts": [], "refusal": _refusal(error)}
    return {"parts": parts, "refusal": None}


def _refusal(error: UnreadableFile) -> dict:
    return {"message": str(error)[:5_000], "row": error.row}


def _line(row: Row) -> bytes:
    """A row as a line, without the empty cells at its end; nothing for a blank one."""
    cells: list = [None if cell == "" else cell for cell in row.cells]
    while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
        cells.pop()
    if not cells:
        return b""
    size = len(cells) + sum(len(cell) for cell in cells if isinstance(cell, str))
    refuse_long_row(row.number, size, len(cells), "")
    return json.dumps([row.number, cells, size], default=_packed, separators=(",", ":")).encode() + b"\n"


def _packed(cell: object) -> object:
    """Days and times: those that are parsed as such keep their kind, all others are read as text anyway."""
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return str(cell)


def unpacked(line: bytes) -> Row:
    """A row from its line."""
    number, cells, size = json.loads(line, object_hook=_unpacked)
    return Row(number, cells, True, size)


def _unpacked(packed: dict) -> Cell:
    if "datetime" in packed:
        return datetime.fromisoformat(packed["datetime"])
    return date.fromisoformat(packed["date"])
