"""Pay, employment, outlook, and the industries the work is done in."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Number, Percentile, Record, Whole
from citations.figures import Figure
from occupations.recipes.concentration import IndustryLevel
from occupations.recipes.outlook import OutlookKey
from occupations.subjects.fields import Named, PublishedFor


class Outlook(Record, frozen=True, kw_only=True):
    """Employment as BLS projects it. A labor-market projection, not one of AI."""

    category: Annotated[OutlookKey, Meta(description="Outlook in a word of BLS.")]
    category_words: Annotated[str, Meta(description="The same as people read it.")]
    change_percent: Annotated[Number, Meta(description="Projected change in percent.")]
    annual_openings: Annotated[Whole, Meta(description="Openings a year, replacements included.")]
    employment_base: Annotated[Whole, Meta(description="Jobs in the base year.")]
    employment_projected: Annotated[Whole, Meta(description="Jobs in the projected year.")]
    base_year: Annotated[int, Meta(description="Year that the projection starts from.")]
    projected_year: Annotated[int, Meta(description="Year that it reaches to.")]
    typical_entry_education: Annotated[str | None, Meta(description="As BLS assigns it.")]
    related_experience: Annotated[str | None, Meta(description="As BLS assigns it.")]
    on_the_job_training: Annotated[str | None, Meta(description="As BLS assigns it.")]
    self_employed: Annotated[Number, Meta(description="Percent of the jobs.")]
    published_for: PublishedFor
    replacements: Annotated[Whole | None, Meta(description="Openings a year that replace people who leave.")] = None


class WageParts(Record, frozen=True, kw_only=True):
    """Percentiles of pay and its mean, in U.S. dollars."""

    percentiles: ClassVar = ("p10", "p25", "median", "p75", "p90")

    p10: Annotated[Number, Meta(description="A tenth earn less.")]
    p25: Annotated[Number, Meta(description="A quarter earn less.")]
    median: Annotated[Number, Meta(description="Half earn less.")]
    p75: Annotated[Number, Meta(description="Three quarters earn less.")]
    p90: Annotated[Number, Meta(description="Nine tenths earn less.")]
    mean: Annotated[Number, Meta(description="On average.")]

    @property
    def range(self) -> list[Figure]:
        """The percentiles, lowest first."""
        return [getattr(self, name) for name in self.percentiles]


class Wages(WageParts, frozen=True, kw_only=True):
    """National estimates: annual wages, hourly ones below, and how many are employed."""

    hourly: WageParts
    employment: Annotated[Whole, Meta(description="Employees, self-employed people not counted.")]
    median_percentile: Annotated[Percentile, Meta(description="Standing of the annual median among the occupations with one.")]
    top_coded: Annotated[bool, Meta(description="True where the median is at or above the top code of BLS.")]
    annual_only: Annotated[bool, Meta(description="True where BLS publishes no hourly wages.")]
    hourly_only: Annotated[bool, Meta(description="True where BLS publishes no annual wages.")]
    published_for: PublishedFor
    all_occupations: Annotated[
        Number | None, Meta(description="Annual median wage of all occupations together; null where none is published.")
    ] = None

    @property
    def usual(self) -> WageParts:
        """Pay of the kind that is published: annual where there is any, hourly otherwise."""
        return self.hourly if self.hourly_only else self


class IndustryOfOccupation(Named, frozen=True, kw_only=True):
    """Employment of the occupation in an industry."""

    level: Annotated[IndustryLevel, Meta(description="Sector or, as `national-industry`, an industry of five digits of NAICS.")]
    employment: Annotated[Whole, Meta(description="The occupation's workers in the industry.")]
    median_wage: Annotated[Number, Meta(description="What half of them earn less than, a year.")]
    mean_wage: Annotated[Number, Meta(description="What they earn on average, a year.")]
    location_quotient: Annotated[Number, Meta(description="Times the economy-wide share.")]
