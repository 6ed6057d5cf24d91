"""Corrections: what a page said, what it should have said, and why. Published once, each stands for good."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from singulariki.delivery.warming import answer
from singulariki.editorial.forms import NotePanel, SharedWorkMixin
from singulariki.editorial.models.layouts import measure_choices
from singulariki.editorial.models.notes import NotedMixin
from singulariki.editorial.prose import is_link
from singulariki.editorial.registry import at_home

STAYS = (
    "A published correction stays as it is: readers may have quoted it. Write a new one, and choose this one under “Takes the "
    "place of”."
)


class CorrectionForm(SharedWorkMixin, WagtailAdminModelForm):
    """A correction, until it is published."""

    measure = forms.ChoiceField(required=False, help_text="The measure that was wrong; empty for words.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "measure" in self.fields:
            self.fields["measure"].choices = [("", "None: words"), *measure_choices()]  # type: ignore[attr-defined]
        if "supersedes" in self.fields:
            published = Correction.objects.filter(live=True).exclude(pk=self.instance.pk)
            self.fields["supersedes"].queryset = published  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and Correction.objects.filter(pk=self.instance.pk, first_published_at__isnull=False).exists():
            raise ValidationError(STAYS, code="published")
        path = at_home(str(cleaned.get("path") or ""))
        if path and not (path.startswith("/") and is_link(path)):
            self.add_error("path", "Give the address of the page on this site, such as /roles/role-27-4014-00.")
        elif path:
            self._find_page(cleaned, path)
        return cleaned

    def _find_page(self, cleaned: dict[str, Any], path: str) -> None:
        """The page's own address: readers are told there."""
        found = page_at(path)
        if found:
            cleaned["path"] = found
        else:
            why = "This site has no page at this address. Copy it from the page that was wrong."
            self.add_error("path", ValidationError(why, code="nowhere"))


def page_at(path: str) -> str:
    """The address that a path leads to, over redirects; empty where there is no page."""
    for _ in range(REDIRECTS):
        path = path.partition("#")[0].partition("?")[0]
        try:
            given = answer(path)
        except Http404:
            if path.endswith("/"):
                return ""
            # As the site itself does where nothing else answers.
            path = f"{path}/"
            continue
        if given.status_code not in (301, 302):
            return path if given.status_code < 400 or given.status_code == 410 else ""
        path = at_home(given.headers["Location"])
    return ""


REDIRECTS = 4


class Correction(NotedMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One thing that a page said wrongly."""

    path = models.CharField("page", max_length=300, help_text="Address of the page on this site, such as /roles/role-27-4014-00.")
    measure = models.CharField(max_length=80, blank=True)
    what = models.CharField("what was wrong", max_length=160, help_text="In a few words: “Median annual pay”.")
    was = models.CharField("what the page said", max_length=200)
    is_now = models.CharField("what it says now", max_length=200)
    reason = models.TextField(max_length=600, help_text="How it came about, and since when the page was wrong, if that is known.")
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        verbose_name="takes the place of",
        help_text="An earlier correction that this one corrects.",
    )

    base_form_class = CorrectionForm
    panels = [
        HelpPanel("Once it is published, a correction stands for good: readers may quote it. Only a later one takes its place."),
        MultiFieldPanel([FieldPanel("path"), FieldPanel("measure"), FieldPanel("what")], heading="Where"),
        MultiFieldPanel([FieldPanel("was"), FieldPanel("is_now"), FieldPanel("reason")], heading="What readers see"),
        FieldPanel("supersedes"),
        NotePanel(),
    ]

    class Meta:
        ordering = ["-first_published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.path}"

    @property
    def sentence(self) -> str:
        """What was wrong, and what is right."""
        return f"{self.what}: this page said {self.was}. It is {self.is_now}."
