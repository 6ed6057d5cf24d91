"""Wagtail pages of occupations: where editors leave local notes. All else of a page comes from its layout and the edition."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from occupations.addresses import ROLES
from singulariki.editorial.models import EditionPageMixin, SubjectPageMixin


class RolesPage(EditionPageMixin, Page):
    """The parent of all occupation pages. What readers see at /roles/ is drawn from the layout of the list."""

    address = ROLES
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["occupations.OccupationPage"]
    preview_modes: list[tuple[str, str]] = []

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect(ROLES, permanent=True)


class OccupationPage(SubjectPageMixin, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager is made at run time
    """The page of one occupation."""

    code = models.CharField(max_length=10, unique=True, editable=False, help_text="O*NET-SOC code.")

    page_kind_key = "occupation"
    parent_page_types = ["occupations.RolesPage"]
    is_creatable = False
