"""What editorial adds to the Wagtail admin: layouts and caveats, figures in rich text, how widgets start, and who may change
whose account."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from citations.selectors import live_edition
from singulariki.editorial.accounts.own import StewardNoticesPanel
from singulariki.editorial.accounts.users import BULK_ACTIONS
from singulariki.editorial.bulk_notes import views as bulk_note_views
from singulariki.editorial.models import Caveat, Correction, DataPageText, Layout, Term
from singulariki.editorial.narrative.reading import TOKEN_TAG
from singulariki.editorial.page_rules import from_edition
from singulariki.editorial.writing import ADDRESSES


class LayoutPermissionPolicy(ModelPermissionPolicy):
    """Layouts come with the page kinds that apps register: nobody adds or deletes one by hand."""

    NEVER = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.NEVER and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - self.NEVER)


class LayoutUnpublishView(UnpublishView):
    """Says what readers will see, before it asks."""

    template_name = "editorial/admin/confirm_unpublish_layout.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind, edition = self.object.page_kind, live_edition()
        pages = len(kind.subjects(edition)) if kind and edition else 0
        return {**super().get_context_data(**kwargs), "kind": kind, "pages": pages}


def waits(thing: Layout | Correction) -> str:
    """What of it waits for somebody, in words; empty where nothing does."""
    if thing.workflow_in_progress:
        task = thing.current_workflow_task
        return f"in moderation: {task.name}" if task else "in moderation"
    if thing.scheduled_revision:
        return f"to be published on {date_format(localtime(thing.scheduled_revision.approved_go_live_at), 'j F Y H:i')}"
    if thing.has_unpublished_changes and thing.live:
        return "a draft that is not published"
    return ""


class LayoutViewSet(SnippetViewSet):
    model = Layout
    icon = "grid"
    menu_label = "Layouts"
    menu_name = "layouts"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    unpublish_view_class = LayoutUnpublishView
    search_fields = ("name", "kind")
    list_display = [
        "name",
        Column("pages", label="Pages of", accessor=lambda layout: layout.get_kind_display()),
        LiveStatusTagColumn(),
        Column("waits", label="Waits", accessor=waits),
        UpdatedAtColumn(),
    ]

    @property
    def permission_policy(self) -> LayoutPermissionPolicy:
        return LayoutPermissionPolicy(self.model)


def placed(caveat: Caveat) -> str:
    """By how many layouts, or by which one; all their names stand where they keep it from being deleted."""
    names = caveat.placed_by
    return f"{len(names)} layouts" if len(names) > 1 else "".join(names)


class CaveatViewSet(SnippetViewSet):
    model = Caveat
    icon = "warning"
    menu_label = "Caveats"
    menu_name = "caveats"
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("applies_to", label="Stands beside"),
        Column("severity", label="Severity", accessor="get_severity_display"),
        Column("layouts", label="Placed by", accessor=placed),
        Column("review_by", label="To be looked at by"),
        UpdatedAtColumn(),
    ]


class CorrectionViewSet(SnippetViewSet):
    model = Correction
    icon = "clipboard-list"
    menu_label = "Corrections"
    menu_name = "corrections"
    menu_order = 230
    add_to_admin_menu = True
    copy_view_enabled = False
    search_fields = ("path", "what", "was", "is_now", "reason")
    list_display = [
        *("what", "path", "was", "is_now"),
        LiveStatusTagColumn(),
        Column("first_published_at", label="Published"),
        Column("waits", label="Waits", accessor=waits),
    ]


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "info-circle"
    menu_label = "Glossary"
    menu_name = "glossary"
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "meaning", LiveStatusTagColumn(), Column("waits", label="Waits", accessor=waits)]


class DataPageTextViewSet(SnippetViewSet):
    model = DataPageText
    icon = "doc-full"
    menu_label = "Texts on data pages"
    menu_name = "data-page-texts"
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        Column("page", label="Page", accessor="get_page_display"),
        LiveStatusTagColumn(),
        Column("waits", label="Waits", accessor=waits),
        UpdatedAtColumn(),
    ]


ENTITY = "FIGURE"


class FigureTokenHandler(InlineEntityElementHandler):
    """Stored token → entity of the editor. Its text is the label, and is replaced or removed as a whole."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"key": attrs["key"]}


def figure_token_element(props: dict):
    """Entity of the editor → stored token."""
    return DOM.create_element(TOKEN_TAG, {"key": props.get("key", "")}, props["children"])


class LivePageLinkHandler(PageLinkHandler):
    """Links to pages that readers can open; the words of one to an unpublished page are plain words (see `editorial.prose`). A
    page that is drawn from the edition is there whether its notes are published or not."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        pages: list[Any] = super().get_many(attrs_list)
        return [page if page and (page.live or from_edition(page)) else None for page in pages]


class FigureFeature(EntityFeature):
    """The chip of a figure, and what keeps links and letters from getting into it."""

    def construct_options(self, options: dict) -> None:
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": "FIGURE-GUARD"})


def register_figure_token(features: FeatureRegistry) -> None:
    features.register_link_type(LivePageLinkHandler)
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
register_snippet(CorrectionViewSet)
register_snippet(TermViewSet)
register_snippet(DataPageTextViewSet)

hooks.register("register_account_settings_panel", StewardNoticesPanel)
# After Wagtail's own handler of links to pages, whose place ours takes.
hooks.register("register_rich_text_features", register_figure_token, order=100)
for action in BULK_ACTIONS:
    # After Wagtail's own of the same names, whose place they take.
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_urls")
def register_answers():
    return [*ADDRESSES, *bulk_note_views.ADDRESSES]


class BulkNotesItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bulk_note_views.may_write(request.user)


@hooks.register("register_admin_menu_item")
def register_bulk_notes() -> MenuItem:
    address = reverse_lazy("editorial_bulk_notes")
    return BulkNotesItem("Bulk notes", address, name="bulk-notes", icon_name="comment", order=205)


@hooks.register("insert_global_admin_js")
def start_widgets():
    return format_html('<script src="{}"></script>', static("js/admin/initialise.js"))
