"""The labor market: employment and wages nationally, by sector and by industry (OEWS); projected employment, what workers are
like and need at entry, and their education (BLS Employment Projections)."""

from django.db import models

from occupations.models.facts import Fact, once


class WageStatus(models.TextChoices):
    """What a cell of the official tables holds, one character each, so that a missing value keeps its reason."""

    GIVEN = ".", "Published"
    NOT_AVAILABLE = "*", "Not available"
    NOT_RELEASED = "!", "Not released"
    TOP_CODED = "#", "At or above the top code"
    BELOW_HALF_PERCENT = "~", "Less than 0.5 percent"
    BLANK = "-", "Not part of this table"


class WageEstimate(Fact):
    """One row of an Occupational Employment and Wage Statistics table: an occupation in an industry and ownership.

    Employment is in people, rounded by BLS to the nearest 10 and without the self-employed; wages are U.S. dollars an
    hour or a year; relative standard errors and shares are percents. A value that is not published is NULL, never 0; a
    top-coded wage holds the top code. `statuses` says of every field of `VALUES`, in that order, which it is.
    """

    VALUES = (
        "employment",
        "employment_rse",
        "percent_of_industry",
        "percent_of_establishments",
        "wage_rse",
        "hourly_mean",
        "hourly_p10",
        "hourly_p25",
        "hourly_median",
        "hourly_p75",
        "hourly_p90",
        "annual_mean",
        "annual_p10",
        "annual_p25",
        "annual_median",
        "annual_p75",
        "annual_p90",
    )

    class IndustryLevel(models.TextChoices):
        CROSS_INDUSTRY = "cross-industry", "All industries"
        SECTOR = "sector", "Sector"
        THREE_DIGIT = "3-digit", "3-digit NAICS"
        FOUR_DIGIT = "4-digit", "4-digit NAICS"
        FIVE_DIGIT = "5-digit", "5-digit NAICS"
        SIX_DIGIT = "6-digit", "6-digit NAICS"

    class Group(models.TextChoices):
        TOTAL = "total", "All occupations"
        MAJOR = "major", "Major group"
        MINOR = "minor", "Minor group"
        BROAD = "broad", "Broad occupation"
        DETAILED = "detailed", "Detailed occupation"

    industry_level = models.CharField(max_length=14, choices=IndustryLevel.choices)
    naics = models.CharField(max_length=6, help_text="NAICS code; 000000 for all industries.")
    naics_title = models.CharField(max_length=200)
    ownership = models.CharField(max_length=4, help_text="BLS ownership code: 1235 all, 5 private, …")
    soc_code = models.CharField(max_length=7, help_text="SOC 2018 code or an OEWS-specific combination; 00-0000 for all.")
    soc_title = models.CharField(max_length=200)
    group = models.CharField(
        max_length=8,
        choices=Group.choices,
        help_text="Some broad occupations also stand as detailed, where BLS publishes no finer.",
    )
    employment = models.PositiveIntegerField(null=True)
    employment_rse = models.FloatField(null=True)
    percent_of_industry = models.FloatField(null=True)
    percent_of_establishments = models.FloatField(null=True)
    wage_rse = models.FloatField(null=True)
    hourly_mean = models.FloatField(null=True)
    hourly_p10 = models.FloatField(null=True)
    hourly_p25 = models.FloatField(null=True)
    hourly_median = models.FloatField(null=True)
    hourly_p75 = models.FloatField(null=True)
    hourly_p90 = models.FloatField(null=True)
    annual_mean = models.PositiveIntegerField(null=True)
    annual_p10 = models.PositiveIntegerField(null=True)
    annual_p25 = models.PositiveIntegerField(null=True)
    annual_median = models.PositiveIntegerField(null=True)
    annual_p75 = models.PositiveIntegerField(null=True)
    annual_p90 = models.PositiveIntegerField(null=True)
    annual_only = models.BooleanField(default=False, help_text="Paid by the year: no hourly wages are published.")
    hourly_only = models.BooleanField(default=False, help_text="Paid by the hour: no annual wages are published.")
    statuses = models.CharField(max_length=len(VALUES), help_text="One WageStatus per value, in the order of VALUES.")

    class Meta:
        constraints = once("industry_level", "soc_code", "naics", "ownership", "group", name="estimate_once_per_release")

    def __str__(self) -> str:
        return f"{self.soc_code} {self.soc_title}, {self.naics_title}"

    def status(self, value: str) -> WageStatus:
        """Why a value is as it is. Raises ValueError for a name that is not in `VALUES`."""
        return WageStatus(self.statuses[self.VALUES.index(value)])


def projection_years(version: str) -> tuple[int, int]:
    """Base and projected year of a release's name: '2024-2034' → (2024, 2034). Raises ValueError for another form."""
    base, _, projected = version[:9].partition("-")
    return int(base), int(projected)


def people(thousands: float) -> int:
    """Jobs published in thousands to one decimal, as a number of people or openings: 16.9 → 16900."""
    return round(thousands * 1000)


class Projection(Fact):
    """Employment of an occupation, or of a group, in the base year and as projected ten years on.

    Employment, change and openings are in thousands of jobs (self-employed people included), as published to one decimal;
    openings are a yearly average over the ten years and count replacements as well as growth. Shares and the relative change
    are percents. The years are in the release's name, see `projection_years`. Codes are those of the National Employment
    Matrix: SOC 2018, with a few combinations of its own (13-1020).
    """

    class Kind(models.TextChoices):
        OCCUPATION = "occupation", "Occupation (line item)"
        GROUP = "group", "Group (summary)"

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
        constraints = once("code", name="projection_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}: {self.change_percent}%"


class WorkerCharacteristics(Fact):
    """Who works in an occupation in the base year, and what BLS assigns as the typical way in.

    A value that BLS marks as unavailable (—) is NULL, or empty for words; the status says so. “None” is an assignment of its
    own: no related experience, or no training, is typically needed. A top-coded wage holds the top code.
    """

    code = models.CharField(max_length=7, help_text="National Employment Matrix code.")
    self_employed_percent = models.FloatField(null=True)
    self_employed_status = models.CharField(max_length=1, choices=WageStatus.choices)
    median_wage = models.PositiveIntegerField(null=True, help_text="U.S. dollars a year, from OEWS.")
    median_wage_status = models.CharField(max_length=1, choices=WageStatus.choices)
    entry_education = models.CharField(max_length=60, blank=True, help_text="Typical for entry; empty for groups.")
    related_experience = models.CharField(max_length=60, blank=True)
    on_the_job_training = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = once("code", name="characteristics_once_per_release")

    def __str__(self) -> str:
        return f"{self.code}: {self.entry_education}"


class EducationShare(Fact):
    """Percent of an occupation's workers of 25 years and older with a level of education, from the American Community Survey.

    The survey has fewer occupations: where it has no exact match, BLS gives the shares of the occupation of the survey that it is
    part of, or most like.
    """

    class Level(models.TextChoices):
        BELOW_HIGH_SCHOOL = "below-high-school", "Less than high school diploma"
        HIGH_SCHOOL = "high-school", "High school diploma or equivalent"
        SOME_COLLEGE = "some-college", "Some college, no degree"
        ASSOCIATE = "associate", "Associate's degree"
        BACHELOR = "bachelor", "Bachelor's degree"
        MASTER = "master", "Master's degree"
        DOCTORAL = "doctoral", "Doctoral or professional degree"

    code = models.CharField(max_length=7, help_text="National Employment Matrix code.")
    level = models.CharField(max_length=17, choices=Level.choices)
    percent = models.FloatField()
    is_exact = models.BooleanField(
        null=True, help_text="Whether the survey has an exact match; NULL where imported before that was read."
    )

    class Meta:
        constraints = once("code", "level", name="education_share_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.level}: {self.percent}%"
