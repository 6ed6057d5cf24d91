"""{% stylesheets %} lines naming static files {% endstylesheets %}: one link to all of them together."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from singulariki.delivery.stylesheet import bundle

register = template.Library()


@register.simple_block_tag
def stylesheets(content: str) -> str:
    """The files named in the block, one a line, in cascade order, as one stylesheet."""
    names = tuple(line.strip() for line in content.splitlines() if line.strip())
    return format_html('<link rel="stylesheet" href="{}">', reverse("stylesheet", args=[bundle(names)]))
