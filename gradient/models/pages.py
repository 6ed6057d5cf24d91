"""Wagtail pages of the gradient: where editors leave local notes. All else of a page comes from its layout and the edition."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from gradient.addresses import GRADIENT
from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import nothing_published
from singulariki.editorial.models import EditionPageMixin, SubjectPageMixin
from singulariki.editorial.registry import PAGE_KINDS


class GradientIndexPage(EditionPageMixin, Page):
    """The parent of all unit-group pages. What readers see at /gradient/ is drawn from the layout of the gradient."""

    address = GRADIENT
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["gradient.UnitGroupPage"]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        edition, kind = edition_of(request), PAGE_KINDS["gradient"]
        subject = kind.profile(edition, kind.sample_subject) if edition else None
        if subject is None or kind.draw is None:
            return nothing_published(request)
        return kind.draw(request, subject)


class UnitGroupPage(SubjectPageMixin, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager is made at run time
    """The page of one unit group."""

    code = models.CharField(max_length=4, unique=True, editable=False, help_text="ISCO-08 unit group.")

    page_kind_key = "unit-group"
    parent_page_types = ["gradient.GradientIndexPage"]
    is_creatable = False
