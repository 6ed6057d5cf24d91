"""Search over the live edition: titles and codes of pages, the other names that lead to them, and what rooms find themselves."""

from singulariki.delivery.search.catalogue import Catalogue, Entry, catalogue_of
from singulariki.delivery.search.ranking import Hit, nearest, search
from singulariki.delivery.search.sources import Found, FoundGroup, found_elsewhere, register_search_source

__all__ = [
    "Catalogue",
    "Entry",
    "Found",
    "FoundGroup",
    "Hit",
    "catalogue_of",
    "found_elsewhere",
    "nearest",
    "register_search_source",
    "search",
]
