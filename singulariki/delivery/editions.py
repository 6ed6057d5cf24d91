"""Which edition a request is about: read once, and kept for as long as the request lasts. What is made of one is kept longer."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from django.http import HttpRequest

from citations.models import Edition
from citations.published import live_published_edition, published_edition

_KEPT = "_edition_of_request"
_EDITIONS_KEPT = 2
Made = TypeVar("Made")


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


def live_edition_of(request: HttpRequest) -> Edition | None:
    """The live edition, whichever one the page is of. One query a request, none where `edition_of` has read it."""
    kept: dict[str, Edition | None] = request.__dict__.setdefault(_KEPT, {})
    if "" not in kept:
        kept[""] = live_published_edition()
    return kept[""]


def kept_for_edition(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Keep what is made of an edition in this process's memory, since an edition never changes; of the two last asked for.

    One thread makes it, and others who ask meanwhile wait for it.
    """
    kept: OrderedDict[tuple[int, str], Made] = OrderedDict()
    lock = Lock()

    def of_edition(edition: Edition) -> Made:
        key = (edition.pk, edition.content_digest)
        with lock:
            if key in kept:
                kept.move_to_end(key)
            else:
                kept[key] = make(edition)
                while len(kept) > _EDITIONS_KEPT:
                    kept.popitem(last=False)
            return kept[key]

    return of_edition
