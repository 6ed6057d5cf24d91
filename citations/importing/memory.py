"""Memory while rows pass through by the hundred thousand: how often Python looks for cycles, and how much may be taken."""

import gc
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from citations.importing.reading import UnreadableFile

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
