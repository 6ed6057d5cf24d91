"""Layouts and caveats in the Wagtail admin."""

from typing import Any

from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.raw import caveat_ids


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


class CaveatDeleteView(DeleteView):
    @property
    def confirmation_message(self) -> str:
        layouts = [each.name for each in Layout.objects.all() if self.object.pk in caveat_ids(each.body.get_prep_value())]
        if not layouts:
            return "No layout shows this caveat. Delete it?"
        return (
            f"This caveat vanishes at once from every page of these layouts: {', '.join(layouts)}. Before they can be "
            "published again, the empty place it leaves there has to be removed or filled. Delete it?"
        )


class CaveatViewSet(SnippetViewSet):
    model = Caveat
    delete_view_class = CaveatDeleteView
    icon = "warning"
    menu_label = "Caveats"
    menu_name = "caveats"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "applies_to", UpdatedAtColumn()]
