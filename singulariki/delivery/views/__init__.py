"""Pages that belong to no single room: search, the sitemap, robots."""

from singulariki.delivery.views.embed import embedded_chart
from singulariki.delivery.views.machines import robots, sitemap
from singulariki.delivery.views.search import search_page
from singulariki.delivery.views.share import share_picture

__all__ = ["embedded_chart", "robots", "search_page", "share_picture", "sitemap"]
