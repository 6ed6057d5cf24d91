"""Employment and pay, of a `bls-oews` release; projected employment, of a `bls-ep` release."""

from typing import NamedTuple

from occupations.models import EducationShare, Projection, WageEstimate, WageStatus, WorkerCharacteristics

NATIONAL = {"industry_level": WageEstimate.IndustryLevel.CROSS_INDUSTRY}
_EMPLOYMENT = WageEstimate.VALUES.index("employment")
_LEVELS = (WageEstimate.IndustryLevel.SECTOR, WageEstimate.IndustryLevel.FIVE_DIGIT)


class Published(NamedTuple):
    """A value, and the status of its cell."""

    value: float | int | None
    status: WageStatus


class NationalWages(NamedTuple):
    """National estimates of one occupation. `values` by field name of `WageEstimate`."""

    soc_code: str
    soc_title: str
    values: dict[str, Published]
    annual_only: bool
    hourly_only: bool


class IndustryWages(NamedTuple):
    """Estimates of one occupation in one industry."""

    naics: str
    level: str
    employment: Published
    median: Published
    mean: Published


class Industry(NamedTuple):
    """An industry of the release and its employment over all occupations, where published."""

    naics: str
    level: str
    title: str
    employment: int | None


def national_wages(release_id: int) -> dict[str, NationalWages]:
    """All national estimates by SOC code: detailed occupations and OEWS's own combinations."""
    rows = WageEstimate.objects.filter(release_id=release_id, **NATIONAL, group=WageEstimate.Group.DETAILED)
    fields = ("soc_code", "soc_title", "annual_only", "hourly_only", "statuses", *WageEstimate.VALUES)
    by_code = {}
    for code, title, annual_only, hourly_only, statuses, *values in rows.order_by("soc_code").values_list(*fields):
        published = {
            name: Published(value, WageStatus(status))
            for name, value, status in zip(WageEstimate.VALUES, values, statuses, strict=True)
        }
        by_code[code] = NationalWages(code, title, published, annual_only, hourly_only)
    return by_code


def all_employment(release_id: int) -> int | None:
    """Employees of all occupations in the United States, or None where the release does not publish them."""
    rows = WageEstimate.objects.filter(release_id=release_id, **NATIONAL, group=WageEstimate.Group.TOTAL)
    return rows.values_list("employment", flat=True).first()


def all_median_pay(release_id: int) -> int | None:
    """Annual median wage of all occupations together, or None where the release does not publish it."""
    rows = WageEstimate.objects.filter(release_id=release_id, **NATIONAL, group=WageEstimate.Group.TOTAL)
    return rows.values_list("annual_median", flat=True).first()


def major_group_employment(release_id: int) -> dict[str, Published]:
    """Employees of each major group by code (25-0000), as the release's own row of it says."""
    rows = WageEstimate.objects.filter(release_id=release_id, **NATIONAL, group=WageEstimate.Group.MAJOR)
    return {
        code: Published(employment, WageStatus(statuses[_EMPLOYMENT]))
        for code, employment, statuses in rows.order_by("soc_code").values_list("soc_code", "employment", "statuses")
    }


def industries(release_id: int) -> dict[str, Industry]:
    """Sectors and national industries by NAICS code, with their employment over all occupations where published."""
    rows = WageEstimate.objects.filter(release_id=release_id, industry_level__in=_LEVELS)
    totals = dict(rows.filter(group=WageEstimate.Group.TOTAL).order_by("naics").values_list("naics", "employment"))
    named = rows.order_by("industry_level", "naics", "naics_title").values_list("naics", "industry_level", "naics_title")
    return {
        naics: Industry(naics, level, title, totals.get(naics))
        for naics, level, title in dict.fromkeys(named.distinct().iterator())
    }


def industry_wages(release_id: int) -> dict[str, list[IndustryWages]]:
    """Estimates by SOC code and industry: sectors and national industries, detailed occupations."""
    places = [WageEstimate.VALUES.index(name) for name in ("employment", "annual_median", "annual_mean")]
    rows = WageEstimate.objects.filter(
        release_id=release_id, industry_level__in=_LEVELS, group=WageEstimate.Group.DETAILED
    ).order_by("soc_code", "industry_level", "naics", "ownership")
    by_code: dict[str, list[IndustryWages]] = {}
    fields = ("soc_code", "naics", "industry_level", "statuses", "employment", "annual_median", "annual_mean")
    for code, naics, level, statuses, *values in rows.values_list(*fields).iterator():
        published = [Published(value, WageStatus(statuses[place])) for place, value in zip(places, values, strict=True)]
        by_code.setdefault(code, []).append(IndustryWages(naics, level, *published))
    return by_code


class ProjectionFacts(NamedTuple):
    """Employment and openings in thousands, change in percent; words of the typical way in may be empty."""

    title: str
    employment_base: float
    employment_projected: float
    change_percent: float
    openings: float


class EntryFacts(NamedTuple):
    self_employed_percent: float | None
    entry_education: str
    related_experience: str
    on_the_job_training: str


def projections(release_id: int) -> dict[str, ProjectionFacts]:
    """Occupations (line items) by code of the National Employment Matrix."""
    rows = Projection.objects.filter(release_id=release_id, kind=Projection.Kind.OCCUPATION).order_by("code")
    return {code: ProjectionFacts(*row) for code, *row in rows.values_list("code", *ProjectionFacts._fields)}


class AttainmentFacts(NamedTuple):
    """Percent of workers by level, lowest level first; `is_exact` is False where they are those of a wider or a similar group."""

    percents: dict[str, float]
    is_exact: bool | None


def attainment(release_id: int) -> dict[str, AttainmentFacts]:
    """What workers of 25 years and older have learned, by code of the National Employment Matrix."""
    found: dict[str, AttainmentFacts] = {}
    rows = EducationShare.objects.filter(release_id=release_id).values_list("code", "level", "percent", "is_exact")
    levels = EducationShare.Level.values
    for code, level, percent, is_exact in sorted(rows, key=lambda row: (row[0], levels.index(row[1]))):
        found.setdefault(code, AttainmentFacts({}, is_exact)).percents[level] = percent
    return found


def entry_characteristics(release_id: int) -> dict[str, EntryFacts]:
    """What BLS assigns as the typical way in, by code of the National Employment Matrix."""
    rows = WorkerCharacteristics.objects.filter(release_id=release_id).order_by("code")
    return {code: EntryFacts(*row) for code, *row in rows.values_list("code", *EntryFacts._fields)}
