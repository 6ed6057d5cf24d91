"""Wagtail pages of occupations: where editors leave local notes. All else of a page comes from its layout and the edition."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from occupations.addresses import ROLES
from occupations.drawing import TEMPLATE, occupation_context
from occupations.profiles.occupation import occupation_profile
from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import nothing_published
from singulariki.editorial.models import EditionPageMixin, LocalNotesMixin


class RolesPage(EditionPageMixin, Page):
    """The parent of all occupation pages. What readers see at /roles/ is drawn from the layout of the list."""

    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["occupations.OccupationPage"]
    preview_modes: list[tuple[str, str]] = []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], ROLES)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect(ROLES, permanent=True)


class OccupationPage(LocalNotesMixin, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager is made at run time
    """The page of one occupation. Made by the first edition that has it; unpublishing it takes its notes off the public page."""

    code = models.CharField(max_length=10, unique=True, editable=False, help_text="O*NET-SOC code.")
    address = models.CharField(max_length=300, editable=False, help_text="Canonical address in the newest edition.")

    page_kind_key = "occupation"
    parent_page_types = ["occupations.RolesPage"]
    subpage_types: list[str] = []
    is_creatable = False
    content_panels = LocalNotesMixin.local_notes_panels
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.address)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page in the live edition, with the notes as they are being written."""
        edition = edition_of(request)
        profile = occupation_profile(edition, self.code) if edition else None
        if profile is None:
            return nothing_published(request)
        return render(request, TEMPLATE, occupation_context(request, profile, page=self))

    def get_admin_display_title(self) -> str:
        return f"{self.code} {self.title}"
