"""Industries: /industries/51-information."""

from citations.api.answers import answer_class
from occupations.addresses import INDUSTRIES_API
from occupations.measures import datasets as of
from occupations.subjects.industry.document import IndustryDocument
from occupations.subjects.kinds import Directory, SubjectApi, SubjectKind
from occupations.subjects.lists import NAME, figure_column, occupations_section
from occupations.subjects.pages import figure_token, subject_pages, text_token

INDUSTRY_API = SubjectApi(
    path=INDUSTRIES_API,
    answer=answer_class("Industry", IndustryDocument, "An industry with the occupations it employs, most first."),
    operation=("industry", "list_industries"),
    pattern=r"^\d{2}(-\d{2}|\d{0,4})$",
    datasets=(of.OEWS, of.ONET),
    about=("One industry with the occupations it employs.", "All industries that the edition has occupations of."),
)


_COLUMNS = (NAME, *(figure_column(key) for key in ("employment", "median_wage", "mean_wage", "location_quotient")))


def _sector(typed: str) -> str:
    """'31-33' → '31': the survey names sectors that take several numbers by the first."""
    return typed.partition("-")[0]


def _group(naics: str) -> str:
    return "sector" if len(naics) == 2 or "-" in naics else "industry"


INDUSTRIES = subject_pages(
    SubjectKind(
        IndustryDocument,
        "Industries",
        place="industries",
        address=r"(\d\d-\d\d|\d{2,6})(?:-.*)?",
        key_of=_sector,
        directory=Directory(
            "Industries",
            "<p>Sectors, and industries of five digits of NAICS, that the survey of employers publishes occupations for.</p>",
            "Industry",
            (of.OEWS,),
            groups={"sector": "Sector", "industry": "Five-digit NAICS industry"},
            group_of=_group,
        ),
        search=("Industries", 3),
        rank=3,
        system="NAICS",
        api=INDUSTRY_API,
    ),
    opening="<p>The survey finds {occupation-count:words} {occupation-count:occupation/occupations} in this industry (NAICS "
    "{code}). It employs {employment} people in all occupations together.</p>",
    sections=(
        occupations_section(
            "Who works there",
            _COLUMNS,
            datasets=(of.OEWS,),
            wording={
                "label": "Occupations in the industry with employment, pay and concentration",
                "title": "Occupation",
                "employment": "Workers",
                "median_wage": "Median pay",
                "mean_wage": "Mean pay",
                "location_quotient": "Concentration",
                "none": "The release names no occupation of this industry.",
            },
            needs="occupations by industry",
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations in the industry", "occupation_count"),
        figure_token("employment", "All workers in the industry", "employment"),
        text_token("code", "NAICS code", "code", of.OEWS),
    ),
    sample_subject="51",
)
