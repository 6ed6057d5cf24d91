"""Fields of study and their families: /study/10.0203-…, /study/10-…"""

from collections.abc import Mapping, Sequence
from typing import Any

from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import (
    LIST_TEMPLATE,
    NAME,
    OCCUPATION_COLUMNS,
    OCCUPATION_WORDS,
    PLAIN_LIST_TEMPLATE,
    ListColumn,
    at,
    list_section,
    plain_section,
)
from occupations.page_kinds.around.tokens import figure_token, text_token
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import Section

_ANCHOR = "occupations"
_FIELD_COLUMNS = (
    NAME,
    ListColumn("code", at("code"), is_figure=False),
    ListColumn("occupation_count", at("occupation_count")),
)


def _occupations(profile: SubjectProfile) -> Sequence[Mapping[str, Any]]:
    return profile.parts["occupations"]


STUDY = page_kind(
    "study",
    "Fields of study",
    opening="<p>The NCES crosswalk connects CIP {code} with {occupation-count} occupations. "
    "It is a way in, not a requirement.</p>",
    sections=(
        Section(
            _ANCHOR,
            "Occupations it leads to",
            LIST_TEMPLATE,
            list_section(_occupations, OCCUPATION_COLUMNS, anchor=_ANCHOR, usual="employment"),
            datasets=(of.CIP, of.ONET),
            wording={**OCCUPATION_WORDS, "none": "The crosswalk connects no occupation with it."},
            needs="occupations",
            is_wide=True,
        ),
        Section(
            "fields",
            "Fields in this family",
            PLAIN_LIST_TEMPLATE,
            plain_section(lambda profile: profile.parts["fields"], _FIELD_COLUMNS, is_optional=True),
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
        text_token("code", "CIP code", "code", datasets=(of.CIP,)),
    ),
    caveats=("exposure-is-overlap",),
)
