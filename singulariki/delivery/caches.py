"""Cache backends that nothing depends on: while one cannot be reached or read, every get is a miss and every set is dropped.

A server that is down costs one attempt every RETRY_SECONDS in each process, and one line in the log each time it goes down.
"""

import logging
import pickle
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

RETRY_SECONDS = 5.0
# The server or the disk fails.
FAULTS = (RedisError, OSError)
# An entry is broken, or of a version of the code that is gone. The next that is put in takes its place.
UNREADABLE = (zlib.error, pickle.PickleError, EOFError, ImportError, AttributeError)
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Backoff:
    """When to try a server that failed again. Shared by all threads, each of which has a cache object of its own."""

    def __init__(self) -> None:
        self._until, self._failed, self._lock = 0.0, False, Lock()

    def is_over(self) -> bool:
        """Whether to try now. After a failure only one caller tries; the others wait for its result."""
        if not self._failed:
            return True
        with self._lock:
            if time.monotonic() < self._until:
                return False
            self._until = time.monotonic() + RETRY_SECONDS
            return True

    def begin(self, error: Exception) -> None:
        with self._lock:
            self._until = time.monotonic() + RETRY_SECONDS
            if not self._failed:
                log.warning("The cache does not answer (%s). Pages are rendered without it until it does.", error)
            self._failed = True

    def end(self) -> None:
        if self._failed:
            with self._lock:
                self._failed = False
            log.warning("The cache answers again.")


_backoffs: dict[str, Backoff] = {}


class OptionalCache(BaseCache):
    """Mixin before the class of a backend: turns its faults into misses."""

    def __init__(self, location: Any, params: dict) -> None:
        super().__init__(location, params)  # type: ignore[call-arg]
        self._backoff = _backoffs.setdefault(str(location), Backoff())

    def _try(self, attempt: Callable[[], Answer], otherwise: Answer) -> Answer:
        if not self._backoff.is_over():
            return otherwise
        try:
            answer = attempt()
        except FAULTS as error:
            self._backoff.begin(error)
            return otherwise
        except UNREADABLE as error:
            log.warning("An entry of the cache cannot be used: %s", error)
            return otherwise
        self._backoff.end()
        return answer

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try(lambda: super(OptionalCache, self).get(key, default, version), default)

    def get_many(self, keys: Any, version: Any = None) -> dict:
        return self._try(lambda: super(OptionalCache, self).get_many(keys, version), {})

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        value = self._try(lambda: super(OptionalCache, self).incr(key, delta, version), None)
        if value is None:
            raise ValueError(f"Key {key!r} not found")  # as of a key that is not there
        return value

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> list:
        return self._try(lambda: super(OptionalCache, self).set_many(data, timeout, version), list(data))


def _optional(name: str, otherwise: Any) -> Callable:
    """The method of this name, with an answer for while the cache is gone."""

    def method(self: OptionalCache, *args: Any, **kwargs: Any) -> Any:
        return self._try(lambda: getattr(super(OptionalCache, self), name)(*args, **kwargs), otherwise)

    return method


for _name in ("add", "touch", "delete", "has_key"):
    setattr(OptionalCache, _name, _optional(_name, False))
for _name in ("set", "delete_many", "clear"):
    setattr(OptionalCache, _name, _optional(_name, None))


class OptionalRedisCache(OptionalCache, RedisCache):
    """Redis or Valkey."""


class OptionalFileCache(OptionalCache, FileBasedCache):
    """Compressed files of this machine, read by nobody else."""

    def _createdir(self) -> None:
        # Nobody else may look into its folder, which Django sees to; but nginx has to reach `media`, in the folder above.
        Path(self._dir).parent.mkdir(parents=True, exist_ok=True)  # type: ignore[attr-defined]
        super()._createdir()  # type: ignore[misc]


class BytesSerializer:
    """Bytes as they are, and nothing else: reading them runs no code, whoever wrote them."""

    def dumps(self, value: bytes) -> bytes:
        if not isinstance(value, bytes):
            raise TypeError(f"Only bytes are kept here, not {type(value).__name__}.")
        return value

    def loads(self, data: bytes) -> bytes:
        return data
