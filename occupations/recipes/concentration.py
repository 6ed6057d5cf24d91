"""Which industries employ an occupation, and where it is concentrated."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from citations.recipes import recipe

IndustryLevel = Literal["sector", "national-industry"]
SECTOR: IndustryLevel = "sector"
NATIONAL_INDUSTRY: IndustryLevel = "national-industry"


@recipe(
    key="location-quotient",
    title="Concentration of an occupation in an industry",
    version=1,
    formula="(employment in the industry ÷ the occupation's employment) ÷ (all employment of the industry ÷ all employment)",
    unit="times",
    range="0 and more",
    datasets=("bls-oews",),
    does_not_mean="Size: a small industry can be highly concentrated and employ few of the occupation's people.",
)
def location_quotient(
    in_industry: int | None, in_occupation: int | None, of_industry: int | None, of_all: int | None
) -> float | None:
    """How many times more common the occupation is in the industry than in the economy as a whole. The industry's employment is
    that of its row for all occupations; where one of the four numbers is not published there is no quotient."""
    if in_industry is None or not in_occupation or not of_industry or not of_all:
        return None
    return (in_industry * of_all) / (in_occupation * of_industry)


@dataclass(frozen=True)
class IndustryEmployment:
    """An occupation's employment in an industry; `level` is sector or national-industry."""

    naics: str
    title: str
    level: IndustryLevel
    employment: int | None
    quotient: float | None


@recipe(
    key="industries-shown",
    title="Industries that employ an occupation",
    version=1,
    formula="sectors and industries of five digits of NAICS by employment, biggest first",
    unit="industries",
    range="none to many",
    datasets=("bls-oews",),
    does_not_mean="Parts that add up: industries of five digits of NAICS lie within sectors.",
)
def industries_by_employment(industries: Iterable[IndustryEmployment]) -> list[IndustryEmployment]:
    """Industries of private and all ownership in which the survey found the occupation, biggest employment first; those
    without a published figure last; equal ones by code, sectors before narrower industries."""
    return sorted(
        industries,
        key=lambda row: (row.employment is None, -(row.employment or 0), row.level != SECTOR, row.naics),
    )


@recipe(
    key="most-concentrated",
    title="Where an occupation is most concentrated",
    version=1,
    formula="industries by location quotient, highest first",
    unit="industries",
    range="none to eight",
    datasets=("bls-oews",),
    does_not_mean="Where most of the occupation's people work.",
)
def most_concentrated(industries: Iterable[IndustryEmployment], shown: int = 8) -> list[IndustryEmployment]:
    """The industries with the highest location quotient; equal ones by code. Industries of which the release has no row for all
    occupations have no quotient and are left out."""
    known = [row for row in industries if row.quotient is not None]
    return sorted(known, key=lambda row: (-(row.quotient or 0.0), row.naics))[:shown]


@recipe(
    key="cluster-employment",
    title="Employment of a career cluster",
    version=1,
    formula="sum of the published employment of the cluster's SOC codes and combinations, each counted once",
    unit="people",
    range="0 and more",
    datasets=("bls-oews", "career-clusters"),
    does_not_mean="A figure of BLS, or a part of a whole: an occupation can belong to several clusters.",
)
def employment_of_groups(published: Iterable[tuple[str, int | None]]) -> int | None:
    """The published employees of the codes that the cluster's occupations belong to, added up. O*NET-SOC occupations of one SOC
    code, and SOC codes of one combination, share its figure, which counts once. Codes without a published figure are left out;
    where no code has one, there is no sum."""
    known = {code: people for code, people in published if people is not None}
    return sum(known.values()) if known else None
