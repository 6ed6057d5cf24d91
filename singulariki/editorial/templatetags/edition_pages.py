"""For templates of the admin."""

from django import template
from wagtail.models import Page

from singulariki.editorial.edition_pages import from_edition

register = template.Library()


@register.filter
def drawn_from_edition(page: Page) -> bool:
    """Whether readers see at the page's address what is drawn from the edition."""
    return from_edition(page)
