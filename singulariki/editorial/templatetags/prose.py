"""How Wagtail's `richtext` filter shows rich text, by way of templates/wagtailcore/shared/richtext.html."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from singulariki.editorial.links import without_bad_links

register = template.Library()


@register.filter
def followable(html: str) -> SafeString:
    """Expanded rich text without links that nobody should follow."""
    return mark_safe(without_bad_links(html))
