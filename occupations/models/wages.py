"""Employment and wages by occupation: nationally, by sector, by industry."""

from django.db import models

from occupations.models.facts import release_key


class WageStatus(models.TextChoices):
    """What stands in a cell of the official tables, one character each, so that a missing value keeps its reason."""

    GIVEN = ".", "Published"
    NOT_AVAILABLE = "*", "Not available"
    NOT_RELEASED = "!", "Not released"
    TOP_CODED = "#", "At or above the top code"
    BELOW_HALF_PERCENT = "~", "Less than 0.5 percent"
    BLANK = "-", "Not part of this table"


class WageEstimate(models.Model):
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

    release = release_key()
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
        constraints = [
            models.UniqueConstraint(
                fields=["release", "industry_level", "soc_code", "naics", "ownership", "group"], name="estimate_once_per_release"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soc_code} {self.soc_title}, {self.naics_title}"

    def status(self, value: str) -> WageStatus:
        """Why a value is as it is. Raises ValueError for a name that is not in `VALUES`."""
        return WageStatus(self.statuses[self.VALUES.index(value)])
