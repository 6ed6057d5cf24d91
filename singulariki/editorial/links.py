"""Addresses that editors type: what a link of theirs may lead to, wherever they write it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

WHAT_IT_MAY_BE = (
    "Give an address on this site that begins with one slash, such as /newsroom/, a place on the same page, such as #contact, or "
    "a full one: https://example.org/page, mailto:press@example.org or tel:+41-22-000-00-00."
)
# Browsers skip control characters and take a backslash for a slash, so what is checked would not be what is opened.
_NEVER = re.compile(r"[\s\\\x00-\x1f\x7f]")
_PLACE = re.compile(r"#[^\\\x00-\x1f\x7f]+")
# With an extension as the standard writes it, or as people do.
_NUMBER = re.compile(r"tel:\+?[0-9()./-]+(?:;?ext[.=]?[0-9]+)?", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>|</a\s*>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r'(?:\s+[\w-]+="[^"]*")*\s*')
_HREF = re.compile(r'\shref="([^"]*)"', re.IGNORECASE)


def is_link(address: str) -> bool:
    """Whether the address is a path on this site, a place on the page, http or https, or a mail or telephone address."""
    if address.startswith("#"):
        return bool(_PLACE.fullmatch(address))
    if _NEVER.search(address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
        _ = parts.port  # a number beyond 65,535 is an error of its own
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path.strip("@")
    return bool(_NUMBER.fullmatch(address)) or (parts.scheme in {"http", "https"} and bool(parts.hostname))


def not_a_link(address: str, may_be: str = WHAT_IT_MAY_BE) -> ValidationError:
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    return ValidationError(f"“{shown}” is not an address that readers can follow. {may_be}", code="not_a_link")


def refuse_bad_links(addresses: Iterable[str]) -> None:
    """ValidationError that names the first of these addresses that is no link."""
    for address in addresses:
        if not is_link(address):
            raise not_a_link(address)


def links_of(html: str) -> list[str]:
    """The addresses that links of stored rich text lead to, those to pages and documents of this site left out."""
    tags = (match[1] or "" for match in _LINK.finditer(html))
    return [unescape(href[1]) for href in map(_HREF.search, tags) if href]


def without_bad_links(html: str) -> str:
    """Rich text as it is shown, with the words of links that nobody should follow, or that lead nowhere, as plain words."""
    kept: list[bool] = []

    def link(match: re.Match) -> str:
        if match[1] is None:
            return match[0] if not kept or kept.pop() else ""
        href = _HREF.search(match[1]) if _ATTRIBUTES.fullmatch(match[1]) else None
        kept.append(href is not None and is_link(unescape(href[1])))
        return match[0] if kept[-1] else ""

    return _LINK.sub(link, html)


@lru_cache(maxsize=512)
def presentable(html: str) -> str:
    """Rich text as it is shown, without links that nobody should follow and without the traces of deleted pictures."""
    return without_bad_links(html).replace('<img alt="">', "")
