"""Addresses that editors type: what a link of theirs may lead to."""

import re
from urllib.parse import urlsplit

WHAT_IT_MAY_BE = (
    "Give an address on this site that begins with one slash, such as /newsroom/, or a full one: https://example.org/page or "
    "mailto:press@example.org."
)
# Browsers skip control characters and take a backslash for a slash, so what is checked would not be what is opened.
_NEVER = re.compile(r"[\s\\\x00-\x1f\x7f]")


def is_link(address: str) -> bool:
    """Whether the address is a path on this site, a page of http or https, or a mail address."""
    if _NEVER.search(address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path.strip("@")
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
