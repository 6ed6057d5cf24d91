"""Industries: /industries/51-information."""

from collections.abc import Mapping, Sequence
from typing import Any

from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import LIST_TEMPLATE, NAME, ListColumn, at, list_section
from occupations.page_kinds.around.tokens import figure_token, text_token
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import Section

_ANCHOR = "occupations"
_COLUMNS = (
    NAME,
    ListColumn("employment", at("employment")),
    ListColumn("median_wage", at("median_wage")),
    ListColumn("mean_wage", at("mean_wage")),
    ListColumn("location_quotient", at("location_quotient")),
)


def _occupations(profile: SubjectProfile) -> Sequence[Mapping[str, Any]]:
    """The survey's occupations; each leads to the first O*NET-SOC occupation that it stands for."""
    return [{**row, "path": row["occupations"][0]["path"] if row["occupations"] else ""} for row in profile.parts["occupations"]]


INDUSTRY = page_kind(
    "industry",
    "Industries",
    opening="<p>The survey finds {occupation-count} occupations in this industry (NAICS {code}). "
    "It employs {employment} people in all occupations together.</p>",
    sections=(
        Section(
            _ANCHOR,
            "Who works there",
            LIST_TEMPLATE,
            list_section(_occupations, _COLUMNS, anchor=_ANCHOR, usual="employment"),
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
            is_wide=True,
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations in the industry", "occupation_count"),
        figure_token("employment", "All workers in the industry", "employment"),
        text_token("code", "NAICS code", "code", datasets=(of.OEWS,)),
    ),
    sample_subject="51",
)
