"""Filters and tags for templates of the admin, and for how Wagtail's `richtext` filter shows rich text on every page."""

from django import template

from singulariki.editorial.page_facts import facts_of
from singulariki.editorial.page_rules import from_edition, unpublishing, unpublishing_many, why_kept, why_not_moved
from singulariki.editorial.prose import presentable

register = template.Library()
register.filter("drawn_from_edition", from_edition)
register.filter("unpublishing", unpublishing)
register.filter("unpublishing_many", unpublishing_many)
register.filter("why_kept", why_kept)
register.filter("why_not_moved", why_not_moved)
register.filter("presentable_prose", presentable)
register.simple_tag(facts_of, name="page_facts")
