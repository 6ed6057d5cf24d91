"""Outlook, pay, employment, and the industries the work is done in."""

from collections.abc import Mapping
from typing import Any

from citations.figures import Figure, FigureGroup, Missing, figure
from citations.measures import Measure
from occupations import recipes
from occupations.addresses import industry_path
from occupations.measures import datasets as of
from occupations.measures import projections
from occupations.measures import wages as measures
from occupations.models import WageStatus
from occupations.models.market import people, projection_years
from occupations.recipes.concentration import IndustryLevel
from occupations.selectors.market import IndustryWages, ProjectionFacts
from occupations.subjects.context import Context, published, whole
from occupations.subjects.occupation.document import market as parts

# The rest is on the pages of the industries.
INDUSTRIES_KEPT = 20


def economy(context: Context, code: str) -> dict[str, Any]:
    return {"outlook": outlook(context, code), "wages": wages(context, code), **industries(context, code)}


def outlook(context: Context, code: str) -> parts.Outlook | None:
    facts = context.facts
    under = facts.published_under(of.EP, facts.soc_codes[code], facts.projections)
    if not under:
        return None
    projected = facts.projections[under]
    group = facts.group_of(of.EP, code, under, projected.title)
    entry = facts.entry.get(under)
    base_year, projected_year = projection_years(facts.edition.releases[of.EP].version)
    category = recipes.outlook_category(projected.change_percent)
    return parts.Outlook(
        category=category.key,
        category_words=category.words,
        change_percent=figure(projections.CHANGE_PERCENT, projected.change_percent, group=group),
        annual_openings=figure(projections.OPENINGS, people(projected.openings), group=group),
        employment_base=figure(projections.EMPLOYMENT_BASE, people(projected.employment_base), group=group),
        employment_projected=figure(projections.EMPLOYMENT_PROJECTED, people(projected.employment_projected), group=group),
        base_year=base_year,
        projected_year=projected_year,
        typical_entry_education=(entry.entry_education if entry else "") or None,
        related_experience=_assigned(entry.related_experience if entry else ""),
        on_the_job_training=_assigned(entry.on_the_job_training if entry else ""),
        self_employed=figure(projections.SELF_EMPLOYED, entry.self_employed_percent if entry else None, group=group),
        published_for=context.published_for(of.EP, code, under, projected.title),
        replacements=_replacements(projected, projected_year - base_year, group),
    )


def _replacements(projected: ProjectionFacts, years: int, group: FigureGroup | None) -> Figure | None:
    """None where one of the numbers that it is derived from is not published."""
    openings, base, after = (
        people(one) for one in (projected.openings, projected.employment_base, projected.employment_projected)
    )
    if openings is None or base is None or after is None:
        return None
    return figure(projections.REPLACEMENTS, recipes.replacement_openings(openings, base, after, years), group=group)


def _assigned(words: str) -> str | None:
    """What BLS assigns. Its “None” says that nothing of the kind is typically needed, which is not the same as no answer."""
    return "Not typically needed" if words == "None" else words or None


def wages(context: Context, code: str) -> parts.Wages | None:
    estimates = context.standings.wages.get(code)
    if estimates is None:
        return None
    values, group = estimates.values, context.pay_group(code)
    everyone = context.facts.all_median_pay

    def published_wages(period: str, of_measures: Mapping[str, Measure], inapplicable: Missing | None) -> dict[str, Figure]:
        return {
            name: published(
                measure,
                values[f"{period}_{name}"],
                inapplicable=inapplicable,
                group=group,
                relative_error=values["wage_rse"].value if name == "mean" else None,
            )
            for name, measure in of_measures.items()
        }

    return parts.Wages(
        **published_wages("annual", measures.ANNUAL_WAGES, Missing.NO_ANNUAL_WAGE if estimates.hourly_only else None),
        hourly=parts.WageParts(
            **published_wages("hourly", measures.HOURLY_WAGES, Missing.NO_HOURLY_WAGE if estimates.annual_only else None)
        ),
        employment=context.employment_figure(code),
        median_percentile=context.pay_percentile_figure(code),
        top_coded=values["annual_median"].status == WageStatus.TOP_CODED,
        annual_only=estimates.annual_only,
        hourly_only=estimates.hourly_only,
        published_for=context.published_for(of.OEWS, code, estimates.soc_code, estimates.soc_title),
        all_occupations=figure(measures.ANNUAL_WAGES["median"], everyone) if everyone else None,
    )


def industries(context: Context, code: str) -> dict[str, Any]:
    """Industries by employment, and by concentration. Both empty where the release has no tables by industry."""
    estimates = context.standings.wages.get(code)
    rows = context.facts.industry_wages.get(estimates.soc_code, []) if estimates else []
    total, group = context.employment_of(code), context.pay_group(code)
    by_naics = {row.naics: row for row in rows}
    employing = [
        recipes.IndustryEmployment(
            naics=row.naics,
            title=context.facts.industries[row.naics].title,
            level=_level(row),
            employment=whole(row.employment),
            quotient=recipes.location_quotient(
                whole(row.employment), total, context.facts.industries[row.naics].employment, context.facts.all_employment
            ),
        )
        for row in by_naics.values()
    ]
    return {
        "industries": [
            _industry(row, by_naics[row.naics], group) for row in recipes.industries_by_employment(employing)[:INDUSTRIES_KEPT]
        ],
        "concentration": [_industry(row, by_naics[row.naics], group) for row in recipes.most_concentrated(employing)],
    }


def _level(row: IndustryWages) -> IndustryLevel:
    return recipes.SECTOR if row.level == "sector" else recipes.NATIONAL_INDUSTRY


def _industry(row: recipes.IndustryEmployment, estimates: IndustryWages, group: FigureGroup | None) -> parts.IndustryOfOccupation:
    return parts.IndustryOfOccupation(
        code=row.naics,
        title=row.title,
        path=industry_path(row.naics, row.title),
        level=row.level,
        employment=published(measures.INDUSTRY_EMPLOYMENT, estimates.employment, group=group),
        median_wage=published(measures.INDUSTRY_MEDIAN_WAGE, estimates.median, group=group),
        mean_wage=published(measures.INDUSTRY_MEAN_WAGE, estimates.mean, group=group),
        location_quotient=figure(measures.LOCATION_QUOTIENT, row.quotient, group=group),
    )
