"""What follows every `migrate`: roles, caveats, layouts and the first pages, each only where absent."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from singulariki.editorial.layouts import ensure_default_layouts
from singulariki.editorial.models import Layout
from singulariki.editorial.roles import ensure_roles
from singulariki.editorial.site_tree import ensure_site_tree


def furnish(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Nothing happens while tables are missing, which is so when somebody migrates backwards or one app at a time."""
    if using != DEFAULT_DB_ALIAS:
        return
    tables = set(connections[using].introspection.table_names())
    if not {Layout._meta.db_table, "wagtailcore_page", "wagtailredirects_redirect", "wagtailcore_referenceindex"} <= tables:
        return
    ensure_roles()
    ensure_site_tree()
    ensure_default_layouts()
