"""What follows every `migrate`: permission groups, caveats, layouts and the first pages, each only where absent.

Pages that exist are never touched."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.models import Page, Site

from singulariki.editorial.first_pages import ABOUT, HOME, NEWSROOM
from singulariki.editorial.models import HomePage, Layout, SiteWords, StandardPage
from singulariki.editorial.permissions import ensure_groups
from singulariki.editorial.seeds import ensure_default_layouts


def _is_welcome_page(page: Page) -> bool:
    """Wagtail's own first page, as its migrations leave it."""
    return page.specific_class is Page and page.slug == "home" and not page.get_children().exists()


def _ensure_home(root: Page) -> HomePage:
    home = HomePage.objects.order_by("pk").first()
    if home is not None:
        return home
    for page in Page.objects.child_of(root):
        if _is_welcome_page(page):
            page.slug = "welcome-of-wagtail"
            page.save()
    home = HomePage(**HOME)
    root.refresh_from_db()
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _ensure_site(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        address = urlsplit(settings.PUBLIC_SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.create(hostname=address.hostname or "localhost", port=port, root_page=home, is_default_site=True)
    elif site.root_page.specific_class is Page:
        site.root_page = home
        site.save()


def ensure_site_tree() -> HomePage:
    """Home page, newsroom and about, where there is no home page yet; the words of the site; no welcome page of Wagtail's."""
    SiteWords.load()
    root = Page.get_first_root_node()
    fresh = not HomePage.objects.exists()
    home = _ensure_home(root)
    _ensure_site(home)
    if fresh:
        for values in (NEWSROOM, ABOUT):
            page = StandardPage(**values)
            home.add_child(instance=page)
            page.save_revision().publish()
        for page in Page.objects.child_of(root).filter(slug="welcome-of-wagtail"):
            page.delete()
    return home


def set_up(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Nothing happens while tables are missing, which is so when somebody migrates backwards or one app at a time."""
    if using != DEFAULT_DB_ALIAS:
        return
    tables = set(connections[using].introspection.table_names())
    if not {Layout._meta.db_table, "wagtailcore_page", "wagtailredirects_redirect", "wagtailcore_referenceindex"} <= tables:
        return
    ensure_groups()
    ensure_site_tree()
    ensure_default_layouts()
