"""Tables of the international side of the encyclopedia: facts, each row of one release (ISCO-08 groups, and the ILO's scores of
their tasks), and Wagtail pages, where editors leave local notes."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from gradient.addresses import GRADIENT
from occupations.models.facts import Fact, once
from singulariki.delivery.editions import edition_of
from singulariki.delivery.views import nothing_published
from singulariki.editorial.models import EditionPageMixin, SubjectPageMixin
from singulariki.editorial.registry import PAGE_KINDS


class UnitGroup(Fact):
    """An ISCO-08 unit group as a release of the ILO's scores describes it, with the exposure band the ILO assigns to it."""

    class Band(models.TextChoices):
        NOT_EXPOSED = "not-exposed", "Not exposed"
        MINIMAL = "minimal", "Minimal exposure"
        GRADIENT_1 = "gradient-1", "Gradient 1"
        GRADIENT_2 = "gradient-2", "Gradient 2"
        GRADIENT_3 = "gradient-3", "Gradient 3"
        GRADIENT_4 = "gradient-4", "Gradient 4"

    code = models.CharField(max_length=4, help_text="ISCO-08 unit group: four digits.")
    title = models.CharField(max_length=200)
    major_code = models.CharField(max_length=1)
    major_title = models.CharField(max_length=200)
    band = models.CharField(max_length=12, choices=Band.choices, help_text="Potential of 2025, as the ILO publishes it.")
    band_2023 = models.CharField(max_length=60, blank=True, help_text="Potential of 2023, in the publisher's own words.")
    stated_mean = models.FloatField(null=True, help_text="Mean score of 2025 as the file states it.")
    stated_mean_2023 = models.FloatField(null=True, help_text="Mean score of 2023 as the file states it.")

    # What the release calls it, where `title` is a correction of that; see `citations.corrections`.
    title_as_published = ""

    class Meta:
        constraints = once("code", name="unit_group_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class UnitGroupTask(Fact):
    """A task of a unit group with its scores from 0 (no potential for generative AI) to 1 and the models' justifications."""

    unit_group_code = models.CharField(max_length=4)
    number = models.PositiveSmallIntegerField(help_text="The task's number within its unit group.")
    statement = models.TextField(blank=True, help_text="Empty where the release has scores of the task, but no statement.")
    score_2023 = models.FloatField(null=True, help_text="From 0 to 1; empty where the task was not scored then.")
    score_2025 = models.FloatField(help_text="From 0 to 1.")
    rationale_gpt4o = models.TextField(blank=True, help_text="GPT-4o's justification of the score of 2025.")
    rationale_gemini = models.TextField(blank=True, help_text="Gemini's justification of the score of 2025.")
    source = models.CharField(max_length=40, blank=True, help_text="How the score of 2025 came about: predicted, reconciled.")

    class Meta:
        constraints = once("unit_group_code", "number", name="unit_group_task_once_per_release")

    def __str__(self) -> str:
        return f"{self.unit_group_code} task {self.number}"


class IscoGroup(Fact):
    """A group of the ISCO-08 structure: major (1 digit), sub-major (2), minor (3) or unit group (4)."""

    class Level(models.IntegerChoices):
        MAJOR = 1, "Major group"
        SUB_MAJOR = 2, "Sub-major group"
        MINOR = 3, "Minor group"
        UNIT = 4, "Unit group"

    code = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(choices=Level.choices, help_text="Number of digits of the code.")

    class Meta:
        constraints = once("code", name="isco_group_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


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
