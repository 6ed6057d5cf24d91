"""A drawn page as it is kept: compressed, with what it was drawn from; and the shelf in a process's memory."""

import gzip
import json
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpResponse

# What an entry costs besides its body: key, objects, their places in the dictionary.
_ENTRY_BYTES = 1024
_LEVEL = 6


@dataclass(frozen=True)
class KeptPage:
    """A page as it was answered.

    key    SHA-256 of all that it depends on
    drawn  when, in seconds since 1970
    body   the content in gzip
    """

    key: str
    content_type: str
    body: bytes = field(repr=False)
    drawn: int

    @classmethod
    def of(cls, key: str, response: HttpResponse) -> "KeptPage":
        body = gzip.compress(response.content, _LEVEL, mtime=0)
        return cls(key, response.headers["Content-Type"], body, int(time.time()))

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body)

    @property
    def size(self) -> int:
        """Bytes that keeping it takes."""
        return len(self.body) + _ENTRY_BYTES

    @property
    def packed(self) -> bytes:
        """For the shared cache: a line of JSON, then the body."""
        return json.dumps([self.key, self.content_type, self.drawn]).encode() + b"\n" + self.body

    @classmethod
    def unpacked(cls, data: bytes) -> "KeptPage | None":
        """The page, or None where the bytes are not those of one."""
        head, _, body = data.partition(b"\n")
        try:
            key, content_type, drawn = json.loads(head)
            gzip.decompress(body)
        except (ValueError, TypeError, EOFError, OSError, zlib.error):
            return None
        return cls(str(key), str(content_type), body, int(drawn))


class Shelf:
    """Pages in this process's memory, by address, of `capacity` bytes together. The least lately used go first."""

    def __init__(self, capacity: int) -> None:
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._capacity, self._lock = capacity, Lock()
        self.size = 0

    def get(self, address: str) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: KeptPage) -> None:
        """Keep a page in place of the one that was kept for the address. One that would fill the shelf alone is not kept."""
        with self._lock:
            before = self._pages.pop(address, None)
            self.size -= before.size if before else 0
            if page.size > self._capacity:
                return
            self._pages[address] = page
            self.size += page.size
            while self.size > self._capacity:
                self.size -= self._pages.popitem(last=False)[1].size

    def drop(self, address: str) -> None:
        with self._lock:
            if page := self._pages.pop(address, None):
                self.size -= page.size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0
