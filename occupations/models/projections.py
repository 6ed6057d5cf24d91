"""Projected employment, what workers are like and need at entry, and their education (BLS Employment Projections)."""

from django.db import models

from occupations.models.facts import release_key
from occupations.models.wages import WageStatus


def projection_years(version: str) -> tuple[int, int]:
    """Base and projected year of a release's name: '2024-2034' → (2024, 2034). Raises ValueError for another form."""
    base, _, projected = version[:9].partition("-")
    return int(base), int(projected)


def people(thousands: float) -> int:
    """Jobs published in thousands to one decimal, as a number of people or openings: 16.9 → 16900."""
    return round(thousands * 1000)


class Projection(models.Model):
    """Employment of an occupation, or of a group, in the base year and as projected ten years on.

    Employment, change and openings are in thousands of jobs (self-employed people included), as published to one decimal;
    openings are a yearly average over the ten years and count replacements as well as growth. Shares and the relative change
    are percents. The years are in the release's name, see `projection_years`. Codes are those of the National Employment
    Matrix: SOC 2018, with a few combinations of its own (13-1020).
    """

    class Kind(models.TextChoices):
        OCCUPATION = "occupation", "Occupation (line item)"
        GROUP = "group", "Group (summary)"

    release = release_key()
    code = models.CharField(max_length=7, help_text="National Employment Matrix code.")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    employment_base = models.FloatField(help_text="Thousands of jobs.")
    employment_projected = models.FloatField(help_text="Thousands of jobs.")
    share_base = models.FloatField(help_text="Percent of all employment.")
    share_projected = models.FloatField(help_text="Percent of all employment.")
    change = models.FloatField(help_text="Thousands of jobs.")
    change_percent = models.FloatField(help_text="Percent of the base year's employment.")
    openings = models.FloatField(help_text="Thousands of openings a year.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="projection_once_per_release")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}: {self.change_percent}%"


class WorkerCharacteristics(models.Model):
    """Who works in an occupation in the base year, and what BLS assigns as the typical way in.

    A value that BLS marks as unavailable (—) is NULL, or empty for words; the status says so. “None” is an assignment of its
    own: no related experience, or no training, is typically needed. A top-coded wage holds the top code.
    """

    release = release_key()
    code = models.CharField(max_length=7, help_text="National Employment Matrix code.")
    self_employed_percent = models.FloatField(null=True)
    self_employed_status = models.CharField(max_length=1, choices=WageStatus.choices)
    median_wage = models.PositiveIntegerField(null=True, help_text="U.S. dollars a year, from OEWS.")
    median_wage_status = models.CharField(max_length=1, choices=WageStatus.choices)
    entry_education = models.CharField(max_length=60, blank=True, help_text="Typical for entry; empty for groups.")
    related_experience = models.CharField(max_length=60, blank=True)
    on_the_job_training = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="characteristics_once_per_release")]

    def __str__(self) -> str:
        return f"{self.code}: {self.entry_education}"


class EducationShare(models.Model):
    """Percent of an occupation's workers of 25 years and older with a level of education, from the American Community Survey."""

    class Level(models.TextChoices):
        BELOW_HIGH_SCHOOL = "below-high-school", "Less than high school diploma"
        HIGH_SCHOOL = "high-school", "High school diploma or equivalent"
        SOME_COLLEGE = "some-college", "Some college, no degree"
        ASSOCIATE = "associate", "Associate's degree"
        BACHELOR = "bachelor", "Bachelor's degree"
        MASTER = "master", "Master's degree"
        DOCTORAL = "doctoral", "Doctoral or professional degree"

    release = release_key()
    code = models.CharField(max_length=7, help_text="National Employment Matrix code.")
    level = models.CharField(max_length=17, choices=Level.choices)
    percent = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code", "level"], name="education_share_once_per_release")]

    def __str__(self) -> str:
        return f"{self.code} {self.level}: {self.percent}%"
