"""What all pages of an edition share: their edition's prefix, and the way from a wrong address to the right one."""

from django.http import HttpRequest, HttpResponsePermanentRedirect

from citations.models import Edition
from singulariki.delivery.editions import edition_of


def edition_prefix(name: str) -> str:
    """What stands before addresses of a named edition's pages; nothing for the live one."""
    return f"/editions/{name}" if name else ""


def edition_shown(request: HttpRequest, name: str) -> Edition | None:
    """The edition that the address names, or the live one."""
    return edition_of(request, name)


def redirect_to(path: str) -> HttpResponsePermanentRedirect:
    """To the canonical address, for good; nothing of the query is kept."""
    return HttpResponsePermanentRedirect(path)
