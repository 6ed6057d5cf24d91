from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from singulariki.editorial.blocks import LocalNotesBody
from singulariki.editorial.forms import LocalNotesForm
from singulariki.editorial.panels import TokensPanel
from singulariki.editorial.registry import PAGE_KINDS, PageKind


class LocalNotesMixin(models.Model):
    """For pages drawn from a layout: notes beside a section, and hiding a section with a reason, on this page alone.

    A page class sets `page_kind_key`; put `local_notes_panels` among its panels. Its `base_form_class` is LocalNotesForm,
    or a subclass of it.
    """

    page_kind_key: ClassVar[str] = ""

    local_notes = StreamField(
        LocalNotesBody(), blank=True, help_text="What this page alone adds to, or leaves out of, its layout."
    )

    base_form_class = LocalNotesForm
    local_notes_panels = [TokensPanel(), FieldPanel("local_notes")]

    class Meta:
        abstract = True

    @property
    def page_kind(self) -> PageKind | None:
        return PAGE_KINDS.get(self.page_kind_key)
