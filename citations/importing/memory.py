"""Python's garbage collector and bulk work do not go together."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
