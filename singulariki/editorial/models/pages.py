"""The words of the site, the stamp of what editors publish, and the pages that they write."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from singulariki.delivery.sections import leads_somewhere, linked_edition
from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.blocks.sections import AddressBlock, ProseBlock, SentenceBlock
from singulariki.editorial.forms import CopyAtItsSlugForm, HomeForm, NotePanel, PageAtItsSlugForm
from singulariki.editorial.home_features import feature_choices
from singulariki.editorial.models.notes import NotedMixin
from singulariki.editorial.prose import ProseField, is_link


def first_navigation() -> list[tuple[str, dict]]:
    return [
        ("link", {"title": "Roles", "url": "/roles/"}),
        ("link", {"title": "The gradient", "url": "/gradient/"}),
        ("link", {"title": "Methodology", "url": "/methodology"}),
        ("link", {"title": "Datasets", "url": "/datasets/"}),
        ("link", {"title": "Editions", "url": "/editions/"}),
        ("link", {"title": "Newsroom", "url": "/newsroom/"}),
    ]


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=60)
    url = AddressBlock(max_length=300, help_text="An address on this site, such as /newsroom/, or a full one.")

    class Meta:
        icon = "link"
        description = "A link in the head of every page."
        label_format = "{title}"


@register_setting(icon="pilcrow")
class SiteWords(BaseGenericSetting):
    """Words that every public page may show."""

    site_name = models.CharField(max_length=60, default="Singulariki")
    navigation = StreamField([("link", LinkBlock())], blank=True, default=first_navigation)
    footer = ProseField(
        blank=True,
        features=["bold", "italic", "link"],
        default="<p>Exposure is task overlap: what today’s AI can attempt, not automation, job loss or a forecast.</p>",
    )
    sample_banner = models.CharField(
        max_length=200,
        default="This is a small sample of the encyclopedia. One command loads the full releases:",
        help_text="Shown while the live edition is the built-in sample.",
    )
    sample_command = models.CharField(max_length=120, blank=True, default="make run DATA=path/to/folder")
    not_covered = models.CharField(
        max_length=200,
        default="This edition does not cover {needs} for {title}.",
        help_text="Stands in a section without data. {needs} is what the section shows, {title} the page.",
    )
    hidden_section = models.CharField(
        max_length=200,
        default="This section is left out here. {reason}",
        help_text="Stands where an editor has hidden a section. {reason} is the reason given.",
    )
    notes_heading = models.CharField(max_length=80, default="Notes on the figures")

    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("navigation"), FieldPanel("footer")], heading="Every page"),
        MultiFieldPanel([FieldPanel("sample_banner"), FieldPanel("sample_command")], heading="Banner of the sample"),
        MultiFieldPanel(
            [FieldPanel("not_covered"), FieldPanel("hidden_section"), FieldPanel("notes_heading")], heading="Sections and notes"
        ),
    ]

    class Meta:
        verbose_name = "words of the site"


class EditorialStamp(models.Model):
    """One row that changes with everything editors publish. See `singulariki.editorial.published`."""

    value = models.CharField(max_length=16, default="0")

    def __str__(self) -> str:
        return self.value


LONGEST_LEDE = 2_000
WORDS = "Headings, paragraphs, lists, links, pictures."
PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image", "blockquote", "hr"]


class EntryBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240, required=False)
    url = AddressBlock(max_length=300)


class EntriesBlock(ByExample, blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, required=False)
    entries = blocks.ListBlock(EntryBlock())

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        """Ways into sections that the edition lacks are left out, and those whose address nobody should follow, written before
        addresses were looked at."""
        edition = linked_edition((parent_context or {}).get("request"))
        entries = [entry for entry in value["entries"] if is_link(entry["url"]) and leads_somewhere(entry["url"], edition)]
        return {**super().get_context(value, parent_context), "entries": entries}

    class Meta:
        icon = "list-ul"
        label = "Ways in"
        description = "Links to parts of the site, each with a line on what is there."
        template = "editorial/blocks/entries.html"


class FeatureBlock(ByExample, blocks.StructBlock):
    """Something drawn from data that an app offers to the home page."""

    feature = blocks.ChoiceBlock(choices=feature_choices)
    heading = blocks.CharBlock(max_length=120, required=False)
    text = blocks.CharBlock(max_length=300, required=False)

    class Meta:
        icon = "table"
        label_format = "{feature}"
        description = "Something drawn from the live edition."


class QuoteLineBlock(ByExample, blocks.StructBlock):
    """A line to be copied as it is."""

    label = blocks.CharBlock(max_length=80)
    text = SentenceBlock(rows=2)

    class Meta:
        icon = "copy"
        label = "Line to copy"
        description = "A line that readers can copy as it is."
        label_format = "{label}"
        template = "editorial/blocks/quote_line.html"


class HomePage(NotedMixin, Page):
    """The front page."""

    question = models.CharField(
        max_length=160,
        blank=True,
        default="How much of the work of {occupation} can AI attempt?",
        help_text="The page opens with it. {occupation} becomes the title of an occupation. Empty: the page opens with "
        "its title.",
    )
    question_about = models.CharField(
        "Asked about",
        max_length=10,
        blank=True,
        default="27-4014.00",
        help_text="Code of the occupation, such as 27-4014.00. Where it has no rank, the one that most people work in is taken.",
    )
    lede = models.TextField(blank=True, max_length=LONGEST_LEDE, help_text="One or two sentences below the title.")
    body = StreamField(
        [
            ("feature", FeatureBlock()),
            ("entries", EntriesBlock()),
            ("text", ProseBlock(features=PROSE, template="editorial/blocks/prose.html", description=WORDS)),
        ],
        blank=True,
    )

    # What its blocks show: see `singulariki.editorial.articles`.
    drawn: ClassVar[Callable[[Any, HttpRequest], dict]]

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    base_form_class = HomeForm
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("question"), FieldPanel("question_about")], heading="Question"),
        FieldPanel("lede"),
        FieldPanel("body"),
        NotePanel(),
    ]
    template = "editorial/home_page.html"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), **type(self).drawn(self, request)}


class StandardPage(NotedMixin, Page):
    """A page of prose: newsroom, about. Articles below it are listed there."""

    lede = models.TextField(blank=True, max_length=LONGEST_LEDE, help_text="One or two sentences below the title.")
    body = StreamField(
        [
            ("text", ProseBlock(features=PROSE, template="editorial/blocks/prose.html", description=WORDS)),
            ("quote_line", QuoteLineBlock()),
            ("entries", EntriesBlock()),
        ],
        blank=True,
    )
    contact = ProseField(blank=True, features=["bold", "italic", "link"], help_text="Whom to ask. Left out where empty.")

    # How it is drawn: see `singulariki.editorial.articles`.
    draw: ClassVar[Callable[[HttpRequest, Any], HttpResponse]]

    parent_page_types = ["editorial.HomePage", "editorial.StandardPage"]
    base_form_class = PageAtItsSlugForm
    copy_form_class = CopyAtItsSlugForm
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body"), FieldPanel("contact"), NotePanel()]
    template = "editorial/standard_page.html"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return type(self).draw(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return type(self).draw(request, self)
