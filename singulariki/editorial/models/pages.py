from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from singulariki.editorial.blocks.text import AddressBlock, ProseBlock, SentenceBlock
from singulariki.editorial.forms import CopyAtItsSlugForm, PageAtItsSlugForm
from singulariki.editorial.home_features import feature_choices, home_context
from singulariki.editorial.models.words import LinkBlock
from singulariki.editorial.prose import ProseField, is_link

LONGEST_LEDE = 2_000
PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image", "blockquote", "hr"]


class EntryBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240, required=False)
    url = AddressBlock(max_length=300)


class EntriesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, required=False)
    entries = blocks.ListBlock(EntryBlock())

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        """Ways whose address nobody should follow, written before addresses were looked at, are left out."""
        entries = [entry for entry in value["entries"] if is_link(entry["url"])]
        return {**super().get_context(value, parent_context), "entries": entries}

    class Meta:
        icon = "list-ul"
        label = "Ways in"
        template = "editorial/blocks/entries.html"


class FeatureBlock(blocks.StructBlock):
    """Something drawn from data that an app offers to the home page."""

    feature = blocks.ChoiceBlock(choices=feature_choices)
    heading = blocks.CharBlock(max_length=120, required=False)
    text = blocks.CharBlock(max_length=300, required=False)

    class Meta:
        icon = "table"
        label_format = "{feature}"


class QuoteLineBlock(blocks.StructBlock):
    """A line to be copied as it is."""

    label = blocks.CharBlock(max_length=80)
    text = SentenceBlock(rows=2)

    class Meta:
        icon = "copy"
        label = "Line to copy"
        label_format = "{label}"
        template = "editorial/blocks/quote_line.html"


class HomePage(Page):
    """The front page."""

    lede = models.TextField(blank=True, max_length=LONGEST_LEDE, help_text="One or two sentences below the title.")
    body = StreamField(
        [
            ("feature", FeatureBlock()),
            ("entries", EntriesBlock()),
            ("text", ProseBlock(features=PROSE, template="editorial/blocks/prose.html")),
        ],
        blank=True,
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    template = "editorial/home_page.html"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), **home_context(self.body, request)}


class StandardPage(Page):
    """A page of prose: newsroom, about."""

    lede = models.TextField(blank=True, max_length=LONGEST_LEDE, help_text="One or two sentences below the title.")
    body = StreamField(
        [
            ("text", ProseBlock(features=PROSE, template="editorial/blocks/prose.html")),
            ("quote_line", QuoteLineBlock()),
            ("entries", EntriesBlock()),
        ],
        blank=True,
    )
    contact = ProseField(blank=True, features=["bold", "italic", "link"], help_text="Whom to ask. Left out where empty.")

    parent_page_types = ["editorial.HomePage", "editorial.StandardPage"]
    base_form_class = PageAtItsSlugForm
    copy_form_class = CopyAtItsSlugForm
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body"), FieldPanel("contact")]
    template = "editorial/standard_page.html"


__all__ = ["HomePage", "LinkBlock", "StandardPage"]
