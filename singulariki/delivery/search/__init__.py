"""Search over the live edition: titles and codes of pages, and the other names that lead to them."""

from singulariki.delivery.search.catalogue import Catalogue, Entry, catalogue_of
from singulariki.delivery.search.ranking import Hit, nearest, search

__all__ = ["Catalogue", "Entry", "Hit", "catalogue_of", "nearest", "search"]
