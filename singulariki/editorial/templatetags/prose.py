"""How Wagtail's `richtext` filter shows rich text, by way of templates/wagtailcore/shared/richtext.html."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from singulariki.editorial.links import presentable

register = template.Library()


@register.filter
def presentable_prose(html: str) -> SafeString:
    """Expanded rich text without links that nobody should follow and traces of deleted pictures."""
    return mark_safe(presentable(html))
