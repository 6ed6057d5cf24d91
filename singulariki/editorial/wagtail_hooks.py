"""What editorial adds to the Wagtail admin: layouts and caveats, figures in rich text, how widgets start, and who may change
whose account."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from singulariki.editorial import edition_pages  # noqa: F401 -- registers its own
from singulariki.editorial.accounts.users import BULK_ACTIONS
from singulariki.editorial.rich_text import register_figure_token
from singulariki.editorial.views.tokens import tokens
from singulariki.editorial.viewsets import CaveatViewSet, LayoutViewSet

register_snippet(LayoutViewSet)
register_snippet(CaveatViewSet)

hooks.register("register_rich_text_features", register_figure_token)
for action in BULK_ACTIONS:
    # After Wagtail's own of the same names, whose place they take.
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_urls")
def register_token_list():
    return [path("editorial/tokens.json", tokens, name="editorial_tokens")]


@hooks.register("insert_global_admin_js")
def start_widgets():
    return format_html('<script src="{}"></script>', static("js/admin/initialise.js"))
