"""What is known of an industry."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Number, Record, Whole
from occupations.recipes.concentration import IndustryLevel
from occupations.subjects.fields import Named, Path
from singulariki.editorial.subjects import PageDocument


class EmployedOccupation(Record, frozen=True, kw_only=True):
    """A SOC occupation in the industry, and the O*NET-SOC occupations that it stands for."""

    code: Annotated[str, Meta(description="SOC 2018 code.")]
    title: Annotated[str, Meta(description="What it is called.")]
    occupations: Annotated[list[Named], Meta(description="O*NET-SOC occupations of the code.")]
    employment: Annotated[Whole, Meta(description="Employees in the industry.")]
    median_wage: Annotated[Number, Meta(description="Annual median wage in the industry in U.S. dollars.")]
    mean_wage: Annotated[Number, Meta(description="Annual mean wage in the industry in U.S. dollars.")]
    location_quotient: Annotated[Number, Meta(description="Times the economy-wide share.")]

    @property
    def path(self) -> str:
        """Address of the first O*NET-SOC occupation that belongs to it; empty where there is none."""
        return self.occupations[0].path if self.occupations else ""


class IndustryDocument(PageDocument, frozen=True, kw_only=True):
    """An industry with the occupations it employs, most first."""

    kind: ClassVar[str] = "industry"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="NAICS code.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    api: Annotated[str, Meta(description="Address of this answer.")]
    level: Annotated[IndustryLevel, Meta(description="How wide it is.")]
    employment: Annotated[Whole, Meta(description="All employees of the industry.")]
    occupation_count: Annotated[Whole, Meta(description="Occupations that the survey publishes in the industry.")]
    occupations: Annotated[list[EmployedOccupation], Meta(description="Those occupations, most employees first.")]
