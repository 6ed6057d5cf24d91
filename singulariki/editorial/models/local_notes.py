from typing import ClassVar

from django.db import models
from wagtail.admin.panels import CommentPanel, FieldPanel
from wagtail.fields import StreamField

from singulariki.editorial.blocks import LocalNotesBody
from singulariki.editorial.forms import LocalNotesForm
from singulariki.editorial.panels import TokensPanel, schedule_panel
from singulariki.editorial.registry import PAGE_KINDS, PageKind


class EditionPageMixin:
    """For pages whose public page an app draws from the edition at an address of its own. What is done to the Wagtail page does
    not reach readers, so it has no privacy; see `singulariki.editorial.edition_pages`."""

    address_from_edition = True
    private_page_options: ClassVar[list[str]] = []


class LocalNotesMixin(EditionPageMixin, models.Model):
    """For pages drawn from a layout: notes beside a section, and hiding a section with a reason, on this page alone.

    A page class sets `page_kind_key`; `local_notes_panels` are its panels of content. Its `base_form_class` is LocalNotesForm,
    or a subclass of it.
    """

    page_kind_key: ClassVar[str] = ""

    local_notes = StreamField(
        LocalNotesBody(), blank=True, help_text="What this page alone adds to, or leaves out of, its layout."
    )

    base_form_class = LocalNotesForm
    local_notes_panels = [
        # It comes from the edition, and so does the slug: Wagtail's own panel of the title would look for that.
        FieldPanel("title", read_only=True, help_text="From the edition. Changes with the next edition that names it otherwise."),
        TokensPanel(),
        FieldPanel("local_notes"),
    ]
    settings_panels = [
        schedule_panel("From then on readers see the page without these notes, and sections hidden here again. The page stays."),
        CommentPanel(),
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict) -> "LocalNotesMixin":
        """Pages made with an edition are live without a revision. Wagtail takes such a page off the site when its first change is
        scheduled, so a page as it is going to be counts as having one."""
        page = super().with_content_json(content)  # type: ignore[misc]
        if page.live and page.live_revision_id is None:
            page.live_revision_id = page.latest_revision_id
        return page

    @property
    def page_kind(self) -> PageKind | None:
        return PAGE_KINDS.get(self.page_kind_key)
