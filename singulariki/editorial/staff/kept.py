"""What takes a moment to reckon is kept in a process for as long as it holds."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What was reckoned last, and under which key: the state of what is published, the live edition. Two threads may reckon the
    same at once; neither sees half of it."""

    def __init__(self) -> None:
        self._last: tuple[Hashable, T] | None = None

    def under(self, key: Hashable) -> T | None:
        """What was reckoned under this key, if it was the last."""
        last = self._last
        return last[1] if last is not None and last[0] == key else None

    def keep(self, key: Hashable, made: T) -> T:
        """Keep it, in place of what was kept before."""
        self._last = (key, made)
        return made
