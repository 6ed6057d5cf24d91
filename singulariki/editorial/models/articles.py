"""Articles with figures that are read and never typed, the glossary, and what editors write around lists of data."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin
from wagtail.search import index

from citations.datasets import DATASETS
from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.blocks.live import LIVE_BLOCKS
from singulariki.editorial.blocks.sections import ProseBlock
from singulariki.editorial.forms import NotePanel, SharedWorkMixin, newest_of_others
from singulariki.editorial.models.notes import NotedMixin
from singulariki.editorial.models.pages import PROSE, WORDS, EntriesBlock, QuoteLineBlock
from singulariki.editorial.prose import ProseField, is_link, not_a_link

ARTICLE_KINDS = [("news", "News"), ("method", "Note on method"), ("explainer", "Explainer")]
LONGEST_STANDFIRST = 600
GROUP = "Text"


class PictureBlock(ByExample, blocks.StructBlock):
    """A picture with what it shows in words, and whose it is."""

    image = ImageBlock(help_text="Say in words what it shows, for those who do not see it.")
    caption = blocks.CharBlock(required=False, max_length=300)
    credit = blocks.CharBlock(max_length=160, help_text="Who made it, and under which licence: “Photo: Jane Doe, CC BY 4.0”.")

    class Meta:
        icon = "image"
        description = "A picture with its words, its caption and its credit."
        label_format = "{caption}"
        template = "editorial/blocks/picture.html"

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        image = value["image"]
        return {
            **super().get_context(value, parent_context),
            "renditions": [image.get_rendition(f"max-{width}x1600") for width in (640, 1280)],
            "alt": "" if image.decorative else image.contextual_alt_text,
        }


class TableBlock(ByExample, blocks.StructBlock):
    """A table of words. Figures of this site stand in live blocks."""

    caption = blocks.CharBlock(max_length=200, help_text="What the table shows.")
    table = TypedTableBlock([("text", blocks.CharBlock(required=False, max_length=300))])
    source = blocks.CharBlock(max_length=300, help_text="Where what stands in it comes from.")

    class Meta:
        icon = "table"
        description = "A table of words, with its source."
        label_format = "{caption}"
        template = "editorial/blocks/table.html"


def article_blocks() -> list[tuple[str, blocks.Block]]:
    """What an article is made of."""
    text = ProseBlock(
        features=PROSE,
        template="editorial/blocks/prose.html",
        help_text="A footnote is called by its number in brackets: [1].",
        description=WORDS,
        group=GROUP,
    )
    words = [("quote_line", QuoteLineBlock(group=GROUP)), ("entries", EntriesBlock(group=GROUP))]
    return [("text", text), ("picture", PictureBlock(group=GROUP)), ("table", TableBlock(group=GROUP)), *words, *LIVE_BLOCKS]


FOOTNOTE = re.compile(r"\[([1-9]\d?)\]")


def called_footnotes(body: Any) -> Iterator[int]:
    """Numbers in brackets in the texts of an article."""
    for block in body:
        if block.block_type in ("text", "passage"):
            text = block.value if block.block_type == "text" else block.value["text"]
            yield from map(int, FOOTNOTE.findall(strip_tags(text.source)))


class ArticleForm(SharedWorkMixin, WagtailAdminPageForm):
    """An article, whose footnotes are all called and all there."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "body" not in cleaned or "footnotes" not in cleaned:
            return cleaned
        called, count = set(called_footnotes(cleaned["body"])), len(cleaned["footnotes"])
        if missing := sorted(number for number in called if not 1 <= number <= count):
            there = f"has {count}" if count else "has none"
            why = f"The text calls footnote [{missing[0]}], and the article {there}. Add it here, or take the number out."
            self.add_error("footnotes", forms.ValidationError(why, code="missing"))
        elif uncalled := [number for number in range(1, count + 1) if number not in called]:
            why = f"No text calls footnote [{uncalled[0]}]. Put [{uncalled[0]}] where it belongs, or delete the footnote."
            self.add_error("footnotes", forms.ValidationError(why, code="uncalled"))
        return cleaned


class FiguresOfBlocksPanel(Panel):
    """Says how figures get into an article. The scripts that help picking them read the address of their list from here."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/admin/figures_of_blocks_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "tokens_url": f"{reverse('editorial_tokens')}?kind="}


# (request, article) → its page.
Draw = Callable[[HttpRequest, Any], HttpResponse]


class ArticlePage(NotedMixin, Page):
    """An article: news, a note on method, an explainer."""

    kind = models.CharField(max_length=10, choices=ARTICLE_KINDS, default="news")
    standfirst = models.TextField(max_length=LONGEST_STANDFIRST, help_text="What it says, in one or two sentences.")
    authors = models.TextField(max_length=400, help_text="Who wrote it, one name a line.")
    dated = models.DateField(default=localdate, help_text="The day readers see it as published.")
    body = StreamField(article_blocks(), blank=True)
    footnotes = StreamField(
        [
            (
                "note",
                ProseBlock(
                    features=["bold", "italic", "link"], label="Footnote", description="Words at the foot of the article."
                ),
            )
        ],
        blank=True,
        help_text="In the order of their numbers. The text calls the first one by [1].",
    )

    # How it is drawn, and how it is drawn and kept: see `singulariki.editorial.articles`.
    draw: ClassVar[Draw]
    answer: ClassVar[Draw]

    parent_page_types = ["editorial.StandardPage"]
    subpage_types: list[str] = []
    base_form_class = ArticleForm
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("authors"), FieldPanel("dated")], heading="About the article"),
        FieldPanel("standfirst"),
        FiguresOfBlocksPanel(heading="Figures in an article", icon="decimal"),
        FieldPanel("body"),
        FieldPanel("footnotes"),
        NotePanel(),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("authors")]

    class Meta:
        verbose_name = "article"

    @property
    def author_names(self) -> list[str]:
        """Who wrote it, each by name."""
        return [name for line in self.authors.splitlines() if (name := " ".join(line.split()))]

    @property
    def byline(self) -> str:
        """Who wrote it, as readers see it."""
        return get_text_list(self.author_names, "and")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return type(self).answer(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return type(self).draw(request, self)


class TermForm(SharedWorkMixin, WagtailAdminModelForm):
    """A word of the glossary, each of whose spellings is explained once."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (more := cleaned.get("more")) and not is_link(more):
            self.add_error("more", not_a_link(more))
        typed = {form.lower() for form in spellings(cleaned.get("name") or "", cleaned.get("other_forms") or "")}
        if short := next((form for form in typed if len(form) < SHORTEST_TERM), None):
            why = f"“{short}” is too short to be told from other words. Give at least {SHORTEST_TERM} letters."
            self.add_error("other_forms", forms.ValidationError(why, code="short"))
        for other in newest_of_others(Term, self.instance.pk):
            if both := typed.intersection(map(str.lower, other.spellings)):
                why = f"“{min(both)}” is a spelling of “{other.name}” already."
                self.add_error("other_forms", forms.ValidationError(why, code="taken"))
        return cleaned


SHORTEST_TERM = 3


def spellings(name: str, other_forms: str) -> list[str]:
    """The word, and its other forms."""
    return [form for form in (name.strip(), *(part.strip() for part in other_forms.split(","))) if form]


class Term(NotedMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """A word of the glossary. Where the site's prose uses it first on a page, readers can ask what it means."""

    name = models.CharField(max_length=80, unique=True, help_text="As it stands inside a sentence: “task exposure”.")
    other_forms = models.CharField(max_length=300, blank=True, help_text="Other spellings and plurals, with commas between.")
    meaning = models.CharField(max_length=400, help_text="One or two sentences that explain it to somebody new.")
    more = models.CharField(max_length=300, blank=True, help_text="Address of a page that says more, such as /methodology.")

    base_form_class = TermForm
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("other_forms")], heading="The word"),
        MultiFieldPanel([FieldPanel("meaning"), FieldPanel("more")], heading="What readers see"),
        NotePanel(),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("meaning")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def spellings(self) -> list[str]:
        return spellings(self.name, self.other_forms)


def data_pages() -> list[tuple[str, str]]:
    """Pages of provenance that editors can write around, by the key that `citations.views` knows them by."""
    fixed = [("datasets", "The list of datasets"), ("editions", "The list of editions")]
    return fixed + [(f"dataset:{slug}", f"Dataset: {dataset.title}") for slug, dataset in DATASETS.items()]


class DataPageTextForm(SharedWorkMixin, WagtailAdminModelForm):
    """What editors write around a page of data; each page has one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if any(other.page == cleaned.get("page") for other in newest_of_others(DataPageText, self.instance.pk)):
            self.add_error(
                "page", forms.ValidationError("There is a text on this page, or a draft of one. Change that.", code="taken")
            )
        return cleaned


class DataPageText(NotedMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """What editors write above and below what a page says of a dataset, or lists, by itself."""

    page = models.CharField(max_length=60, choices=data_pages, unique=True)
    above = ProseField(blank=True, features=PROSE, help_text="Before what the page says by itself.")
    below = ProseField(blank=True, features=PROSE, help_text="After it.")

    panels = [
        FieldPanel("page"),
        FieldPanel("above"),
        FieldPanel("below"),
        HelpPanel("Lists, figures, licences and releases on the page come from the data and stay as they are."),
        NotePanel(),
    ]
    base_form_class = DataPageTextForm

    class Meta:
        ordering = ["page"]
        verbose_name = "text on a data page"
        verbose_name_plural = "texts on data pages"

    def __str__(self) -> str:
        return self.get_page_display()
