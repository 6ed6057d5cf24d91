"""One document per industry: the occupations it employs, most first, and those concentrated in it."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import industry_api, industry_path
from occupations.measures import counts
from occupations.measures import datasets as of
from occupations.measures import wages as measures
from occupations.recipes import SECTOR, counted, location_quotient
from occupations.selectors.market import Industry, IndustryWages
from occupations.subjects.context import Context, published, whole
from occupations.subjects.industry.document import EmployedOccupation, IndustryDocument


@compiler("occupations.industries", label="industries", order=50)
def compile_industries(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each sector and each industry of five digits in the edition's OEWS release."""
    context = Context.of(edition)
    facts = context.facts
    employed: dict[str, dict[str, IndustryWages]] = {}
    for soc, rows in facts.industry_wages.items():
        for row in rows:
            employed.setdefault(row.naics, {})[soc] = row
    for naics in sorted(employed):
        document = _document(context, facts.industries[naics], employed[naics])
        yield ProfileDraft(naics, document.title, document.path, document)


def _document(context: Context, industry: Industry, employed: dict[str, IndustryWages]) -> IndustryDocument:
    by_size = sorted(
        employed, key=lambda soc: (employed[soc].employment.value is None, -(whole(employed[soc].employment) or 0), soc)
    )
    return IndustryDocument(
        code=industry.naics,
        title=industry.title,
        path=industry_path(industry.naics, industry.title),
        api=industry_api(industry.naics),
        level="sector" if industry.level == SECTOR else "national-industry",
        employment=figure(measures.INDUSTRY_TOTAL, industry.employment),
        occupation_count=figure(counts.SURVEYED_OCCUPATIONS, counted(employed)),
        occupations=[_occupation(context, industry, soc, employed[soc]) for soc in by_size],
    )


def _occupation(context: Context, industry: Industry, soc: str, row: IndustryWages) -> EmployedOccupation:
    """A SOC occupation in the industry, with the O*NET-SOC occupations that belong to it, which have pages."""
    facts = context.facts
    national = facts.wages.get(soc)
    total = whole(national.values["employment"]) if national else None
    quotient = location_quotient(whole(row.employment), total, industry.employment, facts.all_employment)
    return EmployedOccupation(
        code=soc,
        title=national.soc_title if national else soc,
        occupations=[context.named(code) for code in facts.occupations_under(of.OEWS, soc)],
        employment=published(measures.INDUSTRY_EMPLOYMENT, row.employment),
        median_wage=published(measures.INDUSTRY_MEDIAN_WAGE, row.median),
        mean_wage=published(measures.INDUSTRY_MEAN_WAGE, row.mean),
        location_quotient=figure(measures.LOCATION_QUOTIENT, quotient),
    )
