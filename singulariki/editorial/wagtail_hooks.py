"""What editorial adds to the Wagtail admin: layouts and caveats, figures in rich text, how widgets start, and who may change
whose account."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from singulariki.editorial.accounts.own import StewardNoticesPanel
from singulariki.editorial.accounts.users import BULK_ACTIONS
from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.narrative.reading import TOKEN_TAG
from singulariki.editorial.stored_blocks import caveat_ids
from singulariki.editorial.writing import ADDRESSES


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


ENTITY = "FIGURE"


class FigureTokenHandler(InlineEntityElementHandler):
    """Stored token → entity of the editor. Its text is the label, and is replaced or removed as a whole."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"key": attrs["key"]}


def figure_token_element(props: dict):
    """Entity of the editor → stored token."""
    return DOM.create_element(TOKEN_TAG, {"key": props.get("key", "")}, props["children"])


class FigureFeature(EntityFeature):
    """The chip of a figure, and what keeps links and letters from getting into it."""

    def construct_options(self, options: dict) -> None:
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": "FIGURE-GUARD"})


def register_figure_token(features: FeatureRegistry) -> None:
    features.register_editor_plugin(
        "draftail",
        "figure-token",
        FigureFeature(
            {"type": ENTITY, "icon": "decimal", "description": "Figure", "attributes": ["key"]},
            js=["js/admin/figures.js", "js/admin/figure-token.js"],
            css={"all": ["css/admin/editorial.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "figure-token",
        {
            "from_database_format": {f"{TOKEN_TAG}[key]": FigureTokenHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: figure_token_element}},
        },
    )


register_snippet(LayoutViewSet)
register_snippet(CaveatViewSet)

hooks.register("register_account_settings_panel", StewardNoticesPanel)
hooks.register("register_rich_text_features", register_figure_token)
for action in BULK_ACTIONS:
    # After Wagtail's own of the same names, whose place they take.
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_urls")
def register_answers():
    return ADDRESSES


@hooks.register("insert_global_admin_js")
def start_widgets():
    return format_html('<script src="{}"></script>', static("js/admin/initialise.js"))
