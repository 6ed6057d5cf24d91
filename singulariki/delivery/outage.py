"""What readers get while the database is gone: the last page that was rendered, or when to come back.

Nothing here asks the database or a session, so it holds whatever else has failed.
"""

import contextlib
import logging
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from citations.api.errors import plain_error
from singulariki.delivery.page_store import StoredPage
from singulariki.delivery.templating import draw_component

DATABASE_GONE = (OperationalError, InterfaceError)
RETRY_SECONDS = 30
_MAIN = b'<main id="main"'
log = logging.getLogger(__name__)


class Slow:
    """Whether the database lately timed out. Then stored pages are shown without waiting for it each time."""

    LONG_SECONDS, REST_SECONDS = 1.0, 5.0

    def __init__(self) -> None:
        self._until = 0.0

    def is_on(self) -> bool:
        return time.monotonic() < self._until

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        except DATABASE_GONE:
            if time.monotonic() - started > self.LONG_SECONDS:
                self._until = time.monotonic() + self.REST_SECONDS
            raise


SLOW = Slow()


def stale_answer(page: StoredPage) -> HttpResponse:
    """A page that was kept, said to be so in its headers and, where it is one of the site's pages, at its top."""
    content = page.content
    if _MAIN in content:
        rendered = datetime.fromtimestamp(page.rendered_at, UTC)
        notice = draw_component(
            "banner",
            text=f"The database does not answer at the moment. This page is shown as it was on "
            f"{rendered:%-d %B %Y at %H:%M} UTC; corrections made since are not in it.",
        )
        content = content.replace(_MAIN, notice.strip().encode() + _MAIN, 1)
    response = HttpResponse(content, content_type=page.content_type)
    response.headers["Age"] = str(max(0, int(time.time()) - page.rendered_at))
    response.headers["Warning"] = '110 - "Response is Stale"'
    add_never_cache_headers(response)
    return response


def is_database_gone(error: BaseException | None) -> bool:
    """Whether this is the database not answering. To a developer, a table or column that is not there is a mistake of theirs."""
    return isinstance(error, DATABASE_GONE) and not (settings.DEBUG and str(error).startswith("no such"))


def reason(error: BaseException) -> str:
    """The first line of what the database's driver says, for the log."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The answer of status 503 while the database is gone: a page of the site, or the API's own form."""
    log.error("The database does not answer (%s): %s was refused.", reason(error), request.path)
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = plain_error(
            "The database does not answer at the moment.", "this site", f"Ask again in {RETRY_SECONDS} seconds.", 503
        )
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, which also gets what middleware raised."""
    error = sys.exception()
    if error is not None and is_database_gone(error):
        return unavailable(request, error)
    if request.path.startswith("/api/"):
        return plain_error(
            "The answer could not be made.", request.path, "The fault is recorded. Ask again in some minutes.", 500
        )
    return HttpResponse(render_to_string("500.html"), status=500)
