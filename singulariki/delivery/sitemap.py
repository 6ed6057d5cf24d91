"""Addresses for crawlers that are neither an edition's subjects nor written by editors: lists, pictures, forms."""

from collections.abc import Callable, Iterable

from citations.models import Edition

PathsOfEdition = Callable[[Edition], Iterable[str]]
_LISTED: list[PathsOfEdition] = []


def list_in_sitemap(paths: PathsOfEdition) -> PathsOfEdition:
    """Register a function from an edition to canonical addresses of pages that it has."""
    _LISTED.append(paths)
    return paths


def listed_paths(edition: Edition) -> set[str]:
    """What all rooms list of an edition."""
    return {path for paths in _LISTED for path in paths(edition)}
