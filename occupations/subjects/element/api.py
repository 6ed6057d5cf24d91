"""GET /api/v1/elements/, /api/v1/elements/<code>/."""

from citations.api.answers import answer_class
from occupations.addresses import ELEMENTS_API
from occupations.measures import datasets as of
from occupations.subjects.element.document import ElementDocument
from occupations.subjects.kinds import SubjectApi

ELEMENT_API = SubjectApi(
    path=ELEMENTS_API,
    answer=answer_class("Element", ElementDocument, "An element of O*NET's content model with all that its page shows."),
    operation=("element", "list_elements"),
    pattern=r"^\d(\.[0-9A-Za-z]{1,3})+$",
    datasets=(of.ONET,),
    about=(
        "One element of O*NET's content model: what it means and how occupations are rated on it.",
        "All elements that O*NET rates occupations on.",
    ),
)
