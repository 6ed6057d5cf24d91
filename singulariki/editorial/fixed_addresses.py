"""Addresses that the site answers itself. A page of the same address would never be reached, or would stand in their way."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from wagtail.models import Page
from wagtail.signals import pre_page_move

ANSWERED_BY_PAGES = "wagtail_serve"
# The depth of pages that can be a site's home: children of the root of all pages.
HOME_DEPTH = 2
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


def holds_fixed_addresses(parent: Page) -> bool:
    """Whether the children of this page have addresses at the top of a site, or would where it was made a site's root."""
    return parent.depth <= HOME_DEPTH or parent.is_site_root()


def is_written(page: Page) -> bool:
    """Whether editors wrote the page; the address of others comes from the edition, and may be a fixed one."""
    return not getattr(page.specific_class, "address_from_edition", False)


def why_fixed(slug: str) -> ValidationError:
    return ValidationError(
        f"“{slug}” is the beginning of an address that this site answers itself (/{slug.lower()}), so readers would not find a "
        "page there. Choose another slug.",
        code="fixed_address",
    )


def refuse_fixed_slug(slug: str, parent: Page | None) -> None:
    """ValidationError where a page of this slug below `parent` would have an address that the site answers itself."""
    if parent is not None and is_fixed(slug) and holds_fixed_addresses(parent):
        raise why_fixed(slug)


def slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
    """Wagtail's question, answered with fixed addresses in mind, but for pages on the move: the answer no would make Wagtail say
    that another page has the slug. Those are refused by `refuse_move`, with the reason."""
    if is_fixed(slug) and parent_page is not None and holds_fixed_addresses(parent_page):
        moves = page is not None and page.pk is not None and page.get_parent() != parent_page
        if not moves and (page is None or is_written(page)):
            return False
    return PAGE_SLUG_IS_AVAILABLE(slug, parent_page, page)


def refuse_move(page: Page, destination: Page) -> None:
    """ValidationError where a page would move to an address that the site answers itself."""
    if is_written(page):
        refuse_fixed_slug(page.slug, destination)


def _before_move(sender: type[Page], instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    refuse_move(instance, parent_page_after)


def connect() -> None:
    """Have Wagtail ask us. It asks this one question wherever a page gets its slug or place: in forms, on copying, on moving one
    page or many, when a page is saved, and for the slugs that it makes up. It offers no other way to answer all of them."""
    Page._slug_is_available = staticmethod(slug_is_available)
    pre_page_move.connect(_before_move, dispatch_uid="editorial.fixed_addresses")
