"""The words of the site, and the stamp that changes with whatever editors publish."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from singulariki.editorial.blocks.text import AddressBlock
from singulariki.editorial.prose import ProseField


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
    """One row that changes with everything editors publish. See `singulariki.editorial.stamp`."""

    value = models.CharField(max_length=16, default="0")

    def __str__(self) -> str:
        return self.value
