"""Template context that every public page shares. The words of the site are editors' (see editorial.context_processors)."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from singulariki.delivery.editions import edition_of


def site(request: HttpRequest) -> dict:
    """The public address, and the edition that the page shows; read only by templates that print it."""
    return {"site_url": settings.PUBLIC_SITE_URL, "edition": SimpleLazyObject(lambda: _edition(request))}


def _edition(request: HttpRequest) -> dict | None:
    edition = edition_of(request)
    if edition is None:
        return None
    return {"name": edition.name, "published_on": edition.published_on, "url": f"/editions/{edition.name}/"}  # type: ignore[attr-defined]
