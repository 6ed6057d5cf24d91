"""The edition of a request, read once and kept with it, and what every public page says of it; the start of its addresses; what
is computed once per edition. The words of the site are editors' (see editorial.published)."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.functional import SimpleLazyObject

from citations.models import Edition
from citations.printing import asks_for_notes
from citations.selectors import candidate_edition, live_published_edition, published_edition

_KEPT = "_edition_of_request"
_EDITIONS_KEPT = 2
Made = TypeVar("Made")


def edition_of(request: HttpRequest, name: str = "") -> Edition | None:
    """The edition called `name`, or the live one; None where it was never published. One query a request.

    People who may compile or publish editions are given a candidate, too: a compiled one that was never live. It carries
    `published_on`, None for a candidate. A page that names an edition keeps it for everything on the page, the footer included.
    """
    kept: dict[str, Edition | None] = request.__dict__.setdefault(_KEPT, {})
    if not name and kept:
        # The one that the page names goes before the live one, which may have been asked for first.
        return next((edition for named, edition in kept.items() if named), kept.get(""))
    if name not in kept:
        user = getattr(request, "user", None)
        kept[name] = (published_edition(name) or candidate_edition(name, user)) if name else live_published_edition()
    return kept[name]


def show_edition(request: HttpRequest, edition: Edition) -> None:
    """Have everything on the page of a request be of this edition, for a preview whose view may show it."""
    request.__dict__.setdefault(_KEPT, {})[edition.name] = edition


def is_candidate(edition: Edition | None) -> bool:
    """Whether it is an edition of `edition_of` that no reader may see."""
    return edition is not None and edition.published_on is None  # type: ignore[attr-defined]


def private(response: HttpResponse) -> HttpResponse:
    """A page of a candidate: kept by nobody, in no search engine, and framed by this site alone (as all pages are)."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def live_edition_of(request: HttpRequest) -> Edition | None:
    """The live edition, whichever one the page is of. One query a request, none where `edition_of` has read it."""
    kept: dict[str, Edition | None] = request.__dict__.setdefault(_KEPT, {})
    if "" not in kept:
        kept[""] = live_published_edition()
    return kept[""]


def cached_per_edition(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Cache what is computed from an edition in this process's memory, since an edition never changes; for the last two editions.

    One thread computes it; others that ask meanwhile wait for it.
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


def edition_prefix(name: str) -> str:
    """The start of the addresses of a named edition's pages; empty for the live one."""
    return f"/editions/{name}" if name else ""


def redirect_to(path: str) -> HttpResponsePermanentRedirect:
    """To the canonical address, for good; nothing of the query is kept."""
    return HttpResponsePermanentRedirect(path)


def site(request: HttpRequest) -> dict:
    """The public address, the edition that the page shows (read only by templates that print it), and whether the page's notes
    are asked for."""
    return {
        "site_url": settings.PUBLIC_SITE_URL,
        "edition": SimpleLazyObject(lambda: _edition(request)),
        "wants_notes": asks_for_notes(request),
    }


def _edition(request: HttpRequest) -> dict | None:
    edition = edition_of(request)
    if edition is None:
        return None
    return {
        "name": edition.name,
        "published_on": edition.published_on,  # type: ignore[attr-defined]
        "url": f"/editions/{edition.name}/",
        "is_candidate": is_candidate(edition),
    }
