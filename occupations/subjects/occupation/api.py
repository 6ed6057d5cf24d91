"""GET /api/v1/occupations/<code>/: one U.S. occupation with every section of its page."""

from functools import partial

from citations.api.answers import answer_class
from occupations.addresses import OCCUPATIONS_API, occupation_api
from occupations.measures import datasets as of
from occupations.subjects.api import answer_view
from occupations.subjects.kinds import SubjectApi
from occupations.subjects.occupation.document import OccupationDocument, occupation_document
from singulariki.editorial.retired import refuse_retired

OCCUPATION_API = SubjectApi(
    path=OCCUPATIONS_API,
    answer=answer_class("Occupation", occupation_document(), "A U.S. occupation with all that its page shows."),
    operation=("occupation", "list_occupations"),
    pattern=r"^\d{2}-\d{4}\.\d{2}$",
    datasets=(of.ONET, of.SOC, of.CIP, of.CLUSTERS),
    about=(
        "One U.S. occupation with every section of its page, and the releases behind it.",
        "All U.S. occupations, with overlap, pay, outlook and preparation. Exposure is task overlap, not a verdict.",
    ),
)
OccupationDetail = answer_view(
    OccupationDocument.kind,
    OCCUPATION_API,
    lambda reader, code: reader.document(occupation_document(), code, occupation_api(code)),
    refuse=partial(refuse_retired, OccupationDocument.kind),
)
