"""Layouts and caveats in the Wagtail admin."""

from typing import Any

from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from singulariki.editorial.models import Caveat, Layout


class LayoutPermissionPolicy(ModelPermissionPolicy):
    """Layouts come with the page kinds that apps register: nobody adds or deletes one by hand."""

    NEVER = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.NEVER and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - self.NEVER)


class LayoutViewSet(SnippetViewSet):
    model = Layout
    icon = "grid"
    menu_label = "Layouts"
    menu_name = "layouts"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "get_kind_display", UpdatedAtColumn()]

    @property
    def permission_policy(self) -> LayoutPermissionPolicy:
        return LayoutPermissionPolicy(self.model)


class CaveatViewSet(SnippetViewSet):
    model = Caveat
    icon = "warning"
    menu_label = "Caveats"
    menu_name = "caveats"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "applies_to", UpdatedAtColumn()]
