"""Wagtail pages of the gradient: where editors leave local notes. All else of a page comes from its layout and the edition."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from gradient.addresses import GRADIENT
from gradient.drawing import GRADIENT_TEMPLATE, UNIT_GROUP_TEMPLATE, gradient_context, unit_group_context
from gradient.listing import GradientListing
from gradient.profiles import index_of, unit_group_profile
from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import nothing_published
from singulariki.editorial.models import EditionPageMixin, LocalNotesMixin


class GradientIndexPage(EditionPageMixin, Page):
    """The parent of all unit-group pages. What readers see at /gradient/ is drawn from the layout of the gradient."""

    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["gradient.UnitGroupPage"]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], GRADIENT)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        edition = edition_of(request)
        index = index_of(edition) if edition else None
        if index is None:
            return nothing_published(request)
        return render(request, GRADIENT_TEMPLATE, gradient_context(request, GradientListing(index)))


class UnitGroupPage(LocalNotesMixin, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager is made at run time
    """The page of one unit group. Made by the first edition that has it; unpublishing it takes its notes off the public page."""

    code = models.CharField(max_length=4, unique=True, editable=False, help_text="ISCO-08 unit group.")
    address = models.CharField(max_length=300, editable=False, help_text="Canonical address in the newest edition.")

    page_kind_key = "unit-group"
    parent_page_types = ["gradient.GradientIndexPage"]
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
        profile = unit_group_profile(edition, self.code) if edition else None
        if profile is None:
            return nothing_published(request)
        return render(request, UNIT_GROUP_TEMPLATE, unit_group_context(request, profile, page=self))

    def get_admin_display_title(self) -> str:
        return f"{self.code} {self.title}"
