"""Pages are drawn once: what a page depends on is its cache key and its ETag, so nothing stale can be served.

A page depends on its edition, on what editors wrote (the stamps that rooms register), on the code, and on its address.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from citations.models import Edition
from singulariki.delivery.code_version import code_version
from singulariki.delivery.editions import edition_of

KEPT_SECONDS = 7 * 24 * 3600
_STAMPS: dict[str, Callable[[], str]] = {}


def register_stamp(name: str, stamp: Callable[[], str]) -> None:
    """Add something that pages depend on besides edition and code: `stamp()` must change whenever it does, in one query."""
    _STAMPS[name] = stamp


class Shelf:
    """A few hundred pages in this process's memory, in front of the shared cache. The least lately used go first."""

    def __init__(self, capacity: int = 512) -> None:
        self._pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._capacity, self._lock = capacity, Lock()

    def get(self, key: str) -> tuple[bytes, str] | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: tuple[bytes, str]) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > self._capacity:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


SHELF = Shelf()


def clear() -> None:
    """Forget every drawn page, here and in the shared cache. Only tests and measurements need it."""
    SHELF.clear()
    cache.clear()


def page_key(edition: Edition, path: str, query: list[tuple[str, str]]) -> str:
    """SHA-256 of all that the page at this address depends on."""
    parts = [edition.name, edition.fingerprint, edition.content_digest, code_version(), path, *(f"{k}={v}" for k, v in query)]
    parts += [f"{name}:{stamp()}" for name, stamp in sorted(_STAMPS.items())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def cached_page(*query: str) -> Callable:
    """Keep what a view draws, and answer 304 to those who have it.

    `query` names the parameters that the view reads; others change neither page nor key. The view's `edition` argument,
    if it has one, names the edition; else it is the live one. Only answers of status 200 are kept. While DEBUG is on
    pages are drawn anew each time, so that an edited template shows.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            edition = edition_of(request, kwargs.get("edition", ""))
            if settings.DEBUG or edition is None or request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)
            asked = sorted((name, request.GET[name]) for name in query if request.GET.get(name))
            key = page_key(edition, request.path, asked)
            etag = f'"{key[:40]}"'
            known = get_conditional_response(request, etag=etag)
            # "*" stands for any page at this address, and whether there is one is not known yet.
            if known is not None and request.headers.get("If-None-Match", "").strip() != "*":
                return _revalidated(known, etag)
            page = SHELF.get(key) or cache.get(f"page:{key}")
            if page is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                page = (response.content, response.headers["Content-Type"])
                cache.set(f"page:{key}", page, KEPT_SECONDS)
            SHELF.put(key, page)
            return _revalidated(HttpResponse(page[0], content_type=page[1]), etag)

        return answer

    return decorate


def _revalidated(response: HttpResponse, etag: str) -> HttpResponse:
    """Anyone may keep it, and asks before using it again."""
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response
