from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from singulariki.editorial.blocks import LayoutBody
from singulariki.editorial.forms import LayoutForm, PreviewSubjectPanel, SectionsPanel, TokensPanel, schedule_panel
from singulariki.editorial.previewing import preview_layout, preview_modes
from singulariki.editorial.registry import PAGE_KINDS, PageKind


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.key, kind.label) for kind in PAGE_KINDS.values()]


class Layout(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """How all pages of one kind are laid out: their data sections, narrative and caveats, in order. One per kind."""

    kind = models.CharField("page kind", max_length=40, choices=kind_choices, unique=True)
    name = models.CharField(max_length=120)
    body = StreamField(LayoutBody(), blank=True)

    # What the preview shows; typed in the form, never stored.
    preview_subject = ""

    base_form_class = LayoutForm
    panels = [
        FieldPanel("name"),
        PreviewSubjectPanel("preview_subject"),
        TokensPanel(),
        SectionsPanel(),
        FieldPanel("body"),
        schedule_panel("From then on these pages are laid out as on a new site, until a layout is published here again."),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def page_kind(self) -> PageKind | None:
        """The kind of page as its app registered it, or None where no app does any more."""
        return PAGE_KINDS.get(self.kind)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return preview_modes(self.page_kind)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview_layout(self, request, mode_name)
