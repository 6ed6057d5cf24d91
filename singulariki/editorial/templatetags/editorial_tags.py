"""Filters and tags for templates of the admin, and for how Wagtail's `richtext` filter shows rich text on every page."""

from django import template

from singulariki.editorial.page_facts import facts_of
from singulariki.editorial.page_rules import from_edition
from singulariki.editorial.prose import presentable

register = template.Library()
register.filter("drawn_from_edition", from_edition)
register.filter("presentable_prose", presentable)
register.simple_tag(facts_of, name="page_facts")
