from typing import ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import CommentPanel, FieldPanel
from wagtail.fields import StreamField

from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import nothing_published
from singulariki.editorial.blocks import LocalNotesBody
from singulariki.editorial.forms import LocalNotesForm, TokensPanel, schedule_panel
from singulariki.editorial.registry import PAGE_KINDS, PageKind


class EditionPageMixin:
    """For pages whose public page an app draws from the edition at an `address` of its own. What is done to the Wagtail page does
    not reach readers, so it has no privacy; see `singulariki.editorial.page_rules`."""

    address_from_edition = True
    private_page_options: ClassVar[list[str]] = []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)  # type: ignore[misc]
        return parts and (parts[0], parts[1], self.address)  # type: ignore[attr-defined]


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


class SubjectPageMixin(LocalNotesMixin):
    """For the page of one subject of editions. Made by the first edition that has it; unpublishing it takes its notes off the
    public page. A page class has a `code`, the subject's key."""

    address = models.CharField(max_length=300, editable=False, help_text="Canonical address in the newest edition.")

    subpage_types: ClassVar[list[str]] = []
    content_panels = LocalNotesMixin.local_notes_panels
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]

    class Meta:
        abstract = True

    @classmethod
    def public(cls, code: str) -> Self | None:
        """What its editors add to the public page of a subject: local notes, title and description for search engines. None where
        it is not published. One query."""
        pages = cls.objects.filter(code=code, live=True)  # type: ignore[attr-defined]
        return pages.only("local_notes", "seo_title", "search_description").first()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page in the live edition, with the notes as they are being written."""
        edition, kind = edition_of(request), PAGE_KINDS[self.page_kind_key]
        subject = kind.profile(edition, self.code) if edition else None  # type: ignore[attr-defined]
        if subject is None or kind.draw is None:
            return nothing_published(request)
        return kind.draw(request, subject, page=self)

    def get_admin_display_title(self) -> str:
        return f"{self.code} {self.title}"  # type: ignore[attr-defined]
