"""Pages that belong to no single room: search, the sitemap, robots."""

from singulariki.delivery.views.machines import robots, sitemap
from singulariki.delivery.views.search import search_page

__all__ = ["robots", "search_page", "sitemap"]
