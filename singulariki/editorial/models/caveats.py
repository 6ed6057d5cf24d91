from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from citations.datasets import DATASETS
from citations.measures import MEASURES
from singulariki.editorial.blocks.sections import every_section
from singulariki.editorial.forms import schedule_panel
from singulariki.editorial.prose import ProseField


def measure_choices() -> list[tuple[str, str]]:
    return [(measure.key, measure.label) for measure in MEASURES]


def dataset_choices() -> list[tuple[str, str]]:
    return [(slug, dataset.title) for slug, dataset in DATASETS.items()]


class Caveat(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """What a figure does not say. Written once, shown wherever a layout places it; editing it changes every such page."""

    key = models.SlugField(max_length=60, unique=True, help_text="Stable name that layouts and sections refer to.")
    title = models.CharField(max_length=120, blank=True, help_text="Shown above the text. May be empty.")
    name = models.CharField(max_length=120, help_text="What editors call it in lists.")
    text = ProseField(features=["bold", "italic", "link"])
    scope = StreamField(
        [
            ("measure", blocks.ChoiceBlock(choices=measure_choices, icon="decimal")),
            ("dataset", blocks.ChoiceBlock(choices=dataset_choices, icon="doc-full")),
            ("section", blocks.ChoiceBlock(choices=every_section, icon="table")),
        ],
        blank=True,
        help_text="The measures, datasets or sections it qualifies. Helps editors to find the right one.",
    )

    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("text")], heading="What readers see"),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("scope"), FieldPanel("key")], heading="What only editors see"),
        schedule_panel("From then on no page shows this caveat, until it is published again."),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("title"),
        index.SearchField("text"),
        # The admin's list looks in these.
        index.AutocompleteField("name"),
        index.AutocompleteField("title"),
        index.AutocompleteField("text"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def applies_to(self) -> str:
        """The scope in words, for lists."""
        labels = {"measure": dict(measure_choices()), "dataset": dict(dataset_choices()), "section": dict(every_section())}
        return ", ".join(labels[part.block_type].get(part.value, part.value) for part in self.scope)

    def get_preview_template(self, request, mode_name: str) -> str:
        return "editorial/caveat_preview.html"
