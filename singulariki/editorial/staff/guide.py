"""The editors' guide of the repository, as a screen of the admin, under Help."""

import base64
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse_lazy
from django.utils.safestring import SafeString, mark_safe
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from citations.staff.base import HOME
from citations.staff.guide import guide_as_html
from singulariki.editorial.staff.rows import writes

DOCS = Path(settings.BASE_DIR) / "docs"
_PICTURE = re.compile(r'src="(editing/[\w-]+\.png)"')


class EditingGuide(WagtailAdminTemplateMixin, TemplateView):
    """docs/editing.md with its pictures."""

    template_name = "editorial/admin/guide.html"
    page_title = "Guide for editors"
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not writes(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_breadcrumbs_items(self) -> list[dict]:
        return [HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections, text = guide_as_html((DOCS / "editing.md").read_text(encoding="utf-8"))
        return super().get_context_data(sections=sections, text=with_pictures(text), **kwargs)


def with_pictures(html: str) -> SafeString:
    """The text with its pictures in it: what is in docs/ has no address of its own."""

    def inside(match: re.Match) -> str:
        return f'src="data:image/png;base64,{base64.b64encode((DOCS / match[1]).read_bytes()).decode()}" loading="lazy"'

    return mark_safe(_PICTURE.sub(inside, html))


class _ForWriters(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return writes(request.user)


@hooks.register("register_help_menu_item")
def offer_guide() -> MenuItem:
    return _ForWriters("Guide for editors", reverse_lazy("editorial_guide"), name="editing-guide", icon_name="help", order=100)


@hooks.register("register_admin_urls")
def register_guide() -> list:
    return [path("editorial/guide/", EditingGuide.as_view(), name="editorial_guide")]
