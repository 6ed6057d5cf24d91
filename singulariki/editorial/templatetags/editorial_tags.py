"""Filters for templates of the admin, and for how Wagtail's `richtext` filter shows rich text on every page."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from singulariki.editorial.page_rules import from_edition
from singulariki.editorial.prose import presentable

register = template.Library()


@register.filter
def drawn_from_edition(page: Page) -> bool:
    """Whether readers see at the page's address what is drawn from the edition."""
    return from_edition(page)


@register.filter
def presentable_prose(html: str) -> SafeString:
    """Expanded rich text without links that nobody should follow and traces of deleted pictures."""
    return mark_safe(presentable(html))
