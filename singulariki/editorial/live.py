"""The live edition of a request: read once, and then the same for everything that answers the request."""

from django.http import HttpRequest

from citations.models import Edition
from citations.selectors import live_edition

_UNREAD = object()


def edition_of(request: HttpRequest) -> Edition | None:
    """The edition this request shows. Views that show another one set `request.edition` first."""
    edition = getattr(request, "edition", _UNREAD)
    if edition is _UNREAD:
        edition = request.edition = live_edition()  # type: ignore[attr-defined]
    return edition  # type: ignore[return-value]
