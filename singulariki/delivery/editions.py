"""Which edition a request is about: read once, and kept for as long as the request lasts."""

from django.http import HttpRequest

from citations.models import Edition
from citations.published import live_published_edition, published_edition

_KEPT = "_edition_of_request"


def edition_of(request: HttpRequest, name: str = "") -> Edition | None:
    """The edition called `name`, or the live one; None where it was never published. One query a request.

    It carries `published_on`. A page that names an edition keeps it for everything on the page, the footer included.
    """
    kept: dict[str, Edition | None] = request.__dict__.setdefault(_KEPT, {})
    if not name and kept:
        return next(iter(kept.values()))
    if name not in kept:
        kept[name] = published_edition(name) if name else live_published_edition()
    return kept[name]
