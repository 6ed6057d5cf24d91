"""Pages are rendered once: all that a page depends on is its key and its ETag, so no stale page passes for a fresh one.

A page depends on its edition, on what editors wrote (the stamps that rooms register), on the code, and on its address. One
page is kept per address; the next one rendered there replaces it. Without the database nobody knows whether it is still
current: then it is shown as what it is, an older page.
"""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control

from citations.models import Edition
from singulariki.delivery.editions import edition_of, is_candidate, private
from singulariki.delivery.outage import DATABASE_GONE, SLOW, reason, stale_answer
from singulariki.delivery.page_store import PageStore, StoredPage
from singulariki.delivery.query import Query, read_query, was_read

KEPT_SECONDS = 2 * 24 * 3600
# Of pages that are rendered each time: how often a copy is renewed, and how old it may have been when the database went.
RENEWED_SECONDS, TRUSTED_SECONDS = 5, 300
# With the value 1: the notes on the figures of a page in its place, and the page with all that it leaves out at first.
FORMS = ("notes", "all")
_STAMPS: dict[str, Callable[[HttpRequest], str]] = {}
log = logging.getLogger(__name__)
# When this process last drew such a page, in seconds since 1970.
_last_fine = 0.0

# In each process, in front of the shared cache. Pages for typed words have a small store of their own and are cached nowhere
# else, so that a flood of queries does not evict pages.
STORE = PageStore(32 * 1024 * 1024)
TYPED_STORE = PageStore(4 * 1024 * 1024)


def register_stamp(name: str, stamp: Callable[[HttpRequest], str]) -> None:
    """Add something that pages depend on besides edition and code; `stamp(request)` changes whenever it does. One query each."""
    _STAMPS[name] = stamp


def clear() -> None:
    """Forget every rendered page, here and in the shared cache. Only tests and measurements need it."""
    STORE.clear()
    TYPED_STORE.clear()
    caches["pages"].clear()


def address_key(path: str, query: Query) -> str:
    """SHA-256 of an address as far as pages differ by it."""
    return _digest(path, sorted(query.items()))


def page_key(request: HttpRequest, edition: Edition, address: str) -> str:
    """SHA-256 of all that the page at this address depends on."""
    stamps = [(name, stamp(request)) for name, stamp in sorted(_STAMPS.items())]
    return _digest(edition.name, edition.fingerprint, edition.content_digest, code_version(), address, stamps)


def cached_page(*choices: str, typed: Sequence[str] = ()) -> Callable:
    """Keep what a view renders, and answer 304 to those who have it.

    `choices` and `typed` name the parameters that the view reads, by `query_of`; `typed` ones hold free words. Every page has
    `FORMS` besides. Others change neither page nor key. The view's `edition` argument, if it has one, names the edition; else it
    is
    the live one. Only
    answers of status 200 are kept, and only where every parameter was understood: an address that says more leads to the one
    that does not. Pages of candidates, which only some people may see, are kept nowhere. While DEBUG is on pages are rendered
    anew each time, so that an edited template shows. While the database is gone the last page of an address is answered, said to
    be old; where there is none the database's error is raised.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            query = read_query(request, (*FORMS, *choices), typed)
            if request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)

            def render_page() -> HttpResponse:
                response = view(request, *args, **kwargs)
                query.understood({name: "1" for name in FORMS if request.GET.get(name) == "1"})
                if response.status_code == 200 and not query.was_understood:
                    return HttpResponseRedirect(f"{request.path}{query.canonical}")
                return response

            if settings.DEBUG:
                response = render_page()
                is_private = is_candidate(edition_of(request, kwargs.get("edition", "")))
                return private(response) if is_private else response
            address = address_key(request.path, query)
            if SLOW.is_on() and (page := _last_page(address, query)):
                return stale_answer(page)
            try:
                with SLOW.watching():
                    edition = edition_of(request, kwargs.get("edition", ""))
                    if edition is None:
                        return render_page()
                    if is_candidate(edition):
                        return private(render_page())
                    return _fresh_answer(request, query, address, page_key(request, edition, address), render_page)
            except DATABASE_GONE as error:
                page = _last_page(address, query)
                if page is None:
                    raise
                log.error("The database does not answer (%s): showing the last page of %s.", reason(error), request.path)
                return stale_answer(page)

        return answer

    return decorate


def store_for_outage(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the last of a page that is rendered each time, such as the home page, for when the database is gone; in this process
    alone. Once the address is answered with anything else (a login, a redirect, nothing), the copy goes."""
    global _last_fine
    if response.status_code >= 500 or "Warning" in response.headers:
        return
    address = address_key(request.path, Query())
    page = STORE.get(address)
    if _is_for_everyone(request, response):
        _last_fine = time.time()
        if page is None or page.key or time.time() - page.rendered_at > RENEWED_SECONDS:
            STORE.put(address, StoredPage.of("", response))
    elif page is not None and not page.key and response.status_code not in {200, 304}:
        STORE.drop(address)


def stored_for_outage(request: HttpRequest) -> HttpResponse | None:
    """The answer with what `store_for_outage` kept for the address, or None."""
    page = None if request.GET or request.method not in {"GET", "HEAD"} else STORE.get(address_key(request.path, Query()))
    # An older copy may be of a page that editors have taken off since, which another process was told of.
    return stale_answer(page) if page and page.rendered_at > _last_fine - TRUSTED_SECONDS else None


def _is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is a page of the site at a plain address, which `cached_page` does not keep anyway, and no one's own."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not (settings.DEBUG or request.GET or was_read(request) or request.path.startswith(reverse("wagtailadmin_home")))
        and not (settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies or response.streaming)
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not {"private", "no-store", "max-age=0"} & set(response.headers.get("Cache-Control", "").split(", "))
    )


def _fresh_answer(
    request: HttpRequest, query: Query, address: str, key: str, render_page: Callable[[], HttpResponse]
) -> HttpResponse:
    etag = f'"{key[:40]}"'
    known = get_conditional_response(request, etag=etag)
    # "*" stands for any page at this address, and whether there is one is not known yet.
    if known is not None and request.headers.get("If-None-Match", "").strip() != "*":
        return _revalidated(known, etag)
    page = next((page for page in _kept(address, query) if page.key == key), None)
    if page is None:
        response = render_page()
        if response.status_code != 200:
            return response
        content, page = response.content, StoredPage.of(key, response)
        if not query.is_typed:
            caches["pages"].set(address, page.packed, KEPT_SECONDS)
    else:
        content = page.content
    _store(query).put(address, page)
    return _revalidated(HttpResponse(content, content_type=page.content_type), etag)


def _last_page(address: str, query: Query) -> StoredPage | None:
    """What was last rendered for an address, as far as this process or the shared cache knows."""
    return max(_kept(address, query), key=lambda page: page.rendered_at, default=None)


def _kept(address: str, query: Query) -> Iterator[StoredPage]:
    """This process's page of an address, then the shared one, which another process may have rendered since."""
    if page := _store(query).get(address):
        yield page
    if not query.is_typed and (packed := caches["pages"].get(address)) and (shared := StoredPage.unpacked(packed)):
        yield shared


def _store(query: Query) -> PageStore:
    return TYPED_STORE if query.is_typed else STORE


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _revalidated(response: HttpResponse, etag: str) -> HttpResponse:
    """Anyone may keep it, and asks before using it again."""
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


_FOLDERS = ("citations", "gradient", "occupations", "singulariki", "templates", "static")
_SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".txt"}


@lru_cache(maxsize=1)
def code_version() -> str:
    """SHA-256 over names and contents of the project's sources; the same on every machine that runs the same code."""
    content = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    for folder in _FOLDERS:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                content.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return content.hexdigest()
