"""Addresses that the site answers itself. A page of the same address would never be reached, or would stand in their way."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from wagtail.models import Page

ANSWERED_BY_PAGES = "wagtail_serve"
PAGE_SLUG_IS_AVAILABLE = Page._slug_is_available


def is_fixed(slug: str) -> bool:
    """Whether an address of the site's own is, or begins with, this slug, in any case of letters."""
    slug = slug.lower()
    words, patterns = _first_segments()
    addresses = (slug, f"{slug}/", f"{slug}/x", f"{slug}/x/")
    return slug in words or any(pattern.match(address) for pattern in patterns for address in addresses)


@cache
def _first_segments() -> tuple[frozenset[str], tuple[re.Pattern, ...]]:
    """How the site's own addresses begin, from its URL configuration: literal segments, and patterns of whole addresses."""
    words = {address.strip("/").split("/")[0].lower() for address in (settings.STATIC_URL, settings.MEDIA_URL)}
    patterns = []
    for pattern in _first_patterns(get_resolver()):
        if isinstance(pattern, RoutePattern):
            words.add(str(pattern).split("/")[0].lower())
        elif isinstance(pattern, RegexPattern):
            patterns.append(pattern.regex)
    return frozenset(words), tuple(patterns)


def _first_patterns(resolver: URLResolver) -> Iterator[Any]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and not str(entry.pattern):
            yield from _first_patterns(entry)
        elif not isinstance(entry, URLPattern) or entry.name != ANSWERED_BY_PAGES:
            yield entry.pattern


def slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
    """Wagtail's question, answered with fixed addresses in mind. A page whose address an edition gives may have a fixed one."""
    if is_fixed(slug) and parent_page is not None and parent_page.is_site_root():
        model = page.specific_class if page is not None else None
        if not getattr(model, "address_from_edition", False):
            return False
    return PAGE_SLUG_IS_AVAILABLE(slug, parent_page, page)


def connect() -> None:
    """Have Wagtail ask us. It asks this one question wherever a page gets its slug or place: in forms, on copying, on moving one
    page or many, when a page is saved, and for the slugs that it makes up. It offers no other way to answer all of them."""
    Page._slug_is_available = staticmethod(slug_is_available)
