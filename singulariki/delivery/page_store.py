"""A rendered page as it is stored: compressed, under the key of what it depends on. And the store in a process's memory."""

import gzip
import json
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpResponse

# Memory of an entry besides its body: key, objects, their places in the dictionary.
_ENTRY_BYTES = 1024
# Half the time of level 6 for a twentieth more bytes.
_LEVEL = 4


@dataclass(frozen=True)
class StoredPage:
    """A page as it was answered.

    key          SHA-256 of all that it depends on
    rendered_at  seconds since 1970
    body         the content in gzip
    """

    key: str
    content_type: str
    body: bytes = field(repr=False)
    rendered_at: int

    @classmethod
    def of(cls, key: str, response: HttpResponse) -> "StoredPage":
        body = gzip.compress(response.content, _LEVEL, mtime=0)
        return cls(key, response.headers["Content-Type"], body, int(time.time()))

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body)

    @property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        return len(self.body) + _ENTRY_BYTES

    @property
    def packed(self) -> bytes:
        """For the shared cache: a line of JSON, then the body."""
        return json.dumps([self.key, self.content_type, self.rendered_at]).encode() + b"\n" + self.body

    @classmethod
    def unpacked(cls, data: bytes) -> "StoredPage | None":
        """The page, or None where the bytes are not those of one."""
        head, _, body = data.partition(b"\n")
        try:
            key, content_type, rendered = json.loads(head)
            gzip.decompress(body)
        except (ValueError, TypeError, EOFError, OSError, zlib.error):
            return None
        return cls(str(key), str(content_type), body, int(rendered))


class PageStore:
    """Pages in this process's memory, by address, of `capacity` bytes together. The least lately used go first."""

    def __init__(self, capacity: int) -> None:
        self._pages: OrderedDict[str, StoredPage] = OrderedDict()
        self._capacity, self._lock = capacity, Lock()
        self.size = 0

    def get(self, address: str) -> StoredPage | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: StoredPage) -> None:
        """Store a page in place of the one at its address. One that is larger than the whole store is not kept."""
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
