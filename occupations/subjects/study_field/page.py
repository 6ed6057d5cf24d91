"""Fields of study and their families: /study/10.0203-…, /study/10-…"""

from operator import attrgetter

from occupations.measures import datasets as of
from occupations.subjects.kinds import Directory, Step, SubjectKind
from occupations.subjects.lists import (
    NAME,
    OCCUPATION_WORDS,
    PLAIN_LIST_TEMPLATE,
    figure_column,
    occupations_section,
    plain_section,
    text_column,
)
from occupations.subjects.pages import figure_token, subject_pages, text_token
from occupations.subjects.study_field.document import StudyFieldDocument
from singulariki.editorial.registry import Section

_FIELD_COLUMNS = (NAME, text_column("code"), figure_column("occupation_count"))


def _above(field: StudyFieldDocument) -> list[Step]:
    family = [{"title": field.family.title, "url": field.family.path}] if field.family else []
    return [{"title": "Fields of study", "url": "/study/"}, *family]


STUDY = subject_pages(
    SubjectKind(
        StudyFieldDocument,
        "Fields of study",
        place="study",
        address=r"(\d\d(?:\.\d{2,4})?)(?:-.*)?",
        directory=Directory(
            "Fields of study",
            "<p>Families of fields of study, and the fields in them. Each leads to the occupations that it prepares for.</p>",
            "Field of study",
            (of.CIP,),
            groups={"family": "Family of fields", "field": "Field of study"},
            group_of=lambda code: "field" if "." in code else "family",
            usual="code",
        ),
        search=("Fields of study", 5),
        rank=6,
        system="CIP",
        above=_above,
    ),
    opening="<p>{if occupation-count is zero}The NCES crosswalk connects CIP {code} with no occupation. {otherwise}The NCES "
    "crosswalk connects CIP {code} with {occupation-count:words} {occupation-count:occupation/occupations}: a way in, not a "
    "requirement.</p>",
    sections=(
        occupations_section(
            "Occupations it leads to",
            datasets=(of.CIP, of.ONET),
            wording={**OCCUPATION_WORDS, "none": "The crosswalk connects no occupation with it."},
        ),
        Section(
            "fields",
            "Fields in this family",
            PLAIN_LIST_TEMPLATE,
            plain_section(attrgetter("fields"), _FIELD_COLUMNS, is_optional=True),
            datasets=(of.CIP,),
            wording={
                "introduction": "The fields of study whose codes begin alike.",
                "label": "Fields of study in this family",
                "title": "Field of study",
                "code": "CIP",
                "occupation_count": "Occupations",
            },
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations", "occupation_count"),
        text_token("code", "CIP code", "code", of.CIP),
    ),
    caveats=("exposure-is-overlap",),
    parts={"family": ""},
)
