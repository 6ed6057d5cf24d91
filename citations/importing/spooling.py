"""Parsed rows kept between the check and the load, so that files are read and parsed once; and limits of memory meanwhile.

The rows are on disk, not in memory: an O*NET release has 600,000. The files are this process's own, written and read by it alone
in a folder that nobody else may enter, and gone when the spool is closed.
"""

import gc
import marshal
import pickle
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from struct import Struct

from django.conf import settings

from citations.importing.reading import UnreadableFile
from citations.importing.tables import Table

CHUNK = 5_000
# How many bytes a chunk has, and whether it is pickled.
HEAD = Struct(">QB")


class TableSpool:
    """The rows of one table: written while it is checked, read when it is loaded."""

    def __init__(self, path: Path, table: Table) -> None:
        self.path, self.table = path, table
        self._stream = path.open("wb")

    def write(self, rows: Sequence[tuple]) -> None:
        """Add parsed rows."""
        plain = list(map(tuple, rows))
        try:
            # Three times as fast as pickle, but for text, numbers and None only.
            packed, pickled = marshal.dumps(plain), 0
        except ValueError:
            packed, pickled = pickle.dumps(plain, pickle.HIGHEST_PROTOCOL), 1
        self._stream.write(HEAD.pack(len(packed), pickled) + packed)

    def finish(self) -> None:
        self._stream.close()

    def chunks(self) -> Iterator[list[tuple]]:
        """The rows as they were written, some thousands at a time."""
        make = partial(tuple.__new__, self.table.row_type)
        with self.path.open("rb") as stream:
            while head := stream.read(HEAD.size):
                size, pickled = HEAD.unpack(head)
                packed = stream.read(size)
                yield list(map(make, pickle.loads(packed) if pickled else marshal.loads(packed)))  # noqa: S301, S302 -- our own


class Spool:
    """The parsed rows of an upload, table by table. A context manager: leaving it removes them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="singulariki-rows-")
        self._tables: dict[str, TableSpool] = {}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        for table in self._tables.values():
            table.finish()
        self._folder.cleanup()

    def begin(self, table: Table) -> TableSpool:
        """A new spool for a table, in place of one that may be there."""
        spool = TableSpool(Path(self._folder.name) / f"{len(self._tables)}-{table.key}", table)
        self._tables[table.key] = spool
        return spool

    def __contains__(self, table_key: str) -> bool:
        return table_key in self._tables

    def chunks(self, table_key: str) -> Iterator[list[tuple]]:
        """A table's rows, some thousands at a time; none of a table that is not here."""
        spool = self._tables.get(table_key)
        return spool.chunks() if spool else iter(())

    def rows(self, table_key: str) -> Iterator[tuple]:
        """A table's rows, one by one."""
        for chunk in self.chunks(table_key):
            yield from chunk


# The collector looks for cycles whenever this many containers have come to be that are not gone yet. Rows make none.
CONTAINERS = 200_000


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """While rows pass through by the hundred thousand: at Python's own pace the collector takes half of the time."""
    before = gc.get_threshold()
    gc.set_threshold(CONTAINERS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class MemoryLimit:
    """Watches what this process has come to take at most since the limit was set: what is remembered of rows grows with them."""

    def __init__(self) -> None:
        self._limit = settings.READING_MEMORY_BYTES
        self._before = _peak()

    def check(self) -> None:
        """Raises `UnreadableFile` once it is too much."""
        if _peak() - self._before > self._limit:
            raise UnreadableFile(
                "The check was broken off: what has to be remembered of the rows up to here takes more than "
                f"{self._limit // 1024**2:,} MB of memory. Upload the publisher's original file; if this is it, ask an "
                "administrator to raise READING_MEMORY_MB."
            )


def _peak() -> int:
    """Bytes of memory that this process has held at most. The system counts them, in kilobytes except on macOS."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
