"""stylesheet_link(["css/a.css", …]) in a template: one link to all of these static files as one, so that a page waits for one
request and not for one per component.

The list stays where it is read, in templates/components/stylesheets.html; the address holds a digest of the content.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from singulariki.delivery.templating import draw_component


def stylesheet_link(names: Sequence[str]) -> str:
    """The named files, in cascade order, as one stylesheet."""
    return format_html('<link rel="stylesheet" href="{}">', reverse("stylesheet", args=[bundle(tuple(names))]))


_bundles: dict[str, bytes] = {}


def bundle(names: tuple[str, ...]) -> str:
    """Put the named static files together; returns the digest that is part of the bundle's address."""
    return _read(names) if settings.DEBUG else _read_once(names)


def _read(names: tuple[str, ...]) -> str:
    pieces = []
    for name in names:
        path = finders.find(name)
        if path is None:
            raise FileNotFoundError(
                f"Stylesheet {name} is not among the static files; see templates/components/stylesheets.html."
            )
        pieces.append(Path(path).read_bytes())
    content = b"\n".join(pieces)
    digest = hashlib.sha256(content).hexdigest()[:16]
    _bundles[digest] = content
    return digest


_read_once = lru_cache(maxsize=8)(_read)


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """/style/<digest>.css. A process that has not rendered a page yet reads the list first."""
    if digest not in _bundles:
        draw_component("stylesheets")
    if digest not in _bundles:
        raise Http404("These styles belong to another version of the site. Load the page again.")
    return HttpResponse(_bundles[digest], content_type="text/css; charset=utf-8")


TEMPLATE_FUNCTIONS = (stylesheet_link,)
