"""Parsed rows kept aside between the check and the load, so that files are read and parsed once.

Kept on disk, not in memory: an O*NET release has 600,000 rows. The files are this process's own, written and read by it alone
in a folder that nobody else may enter, and gone when the spool is closed.
"""

import marshal
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import Struct
from types import TracebackType

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
        make = self.table.row_type._make
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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
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
