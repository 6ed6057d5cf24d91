"""GET /api/v1/industries/, /api/v1/industries/<code>/."""

from citations.api.answers import answer_class
from occupations.addresses import INDUSTRIES_API
from occupations.measures import datasets as of
from occupations.subjects.industry.document import IndustryDocument
from occupations.subjects.kinds import SubjectApi

INDUSTRY_API = SubjectApi(
    path=INDUSTRIES_API,
    answer=answer_class("Industry", IndustryDocument, "An industry with the occupations it employs, most first."),
    operation=("industry", "list_industries"),
    pattern=r"^\d{2}(-\d{2}|\d{0,4})$",
    datasets=(of.OEWS, of.ONET),
    about=("One industry with the occupations it employs.", "All industries that the edition has occupations of."),
)
