"""Job families and career clusters: /families/27-…, /clusters/…"""

from collections.abc import Mapping, Sequence
from typing import Any

from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import (
    LIST_TEMPLATE,
    OCCUPATION_COLUMNS,
    OCCUPATION_WORDS,
    ListColumn,
    list_section,
)
from occupations.page_kinds.around.tokens import figure_token, text_token
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import Section

_ANCHOR = "occupations"
SUB_CLUSTERS = ListColumn("sub_clusters", lambda row: ", ".join(row["sub_clusters"]), is_figure=False)


def _occupations(profile: SubjectProfile) -> Sequence[Mapping[str, Any]]:
    return profile.parts["occupations"]


_TOKENS = (
    figure_token("occupation-count", "Number of occupations", "occupation_count"),
    figure_token("total-employment", "People employed", "total_employment"),
)

FAMILY = page_kind(
    "family",
    "Job families",
    opening="<p>The {occupation-count} occupations of the major group {code} of the U.S. classification. "
    "They employ {total-employment} people.</p>",
    sections=(
        Section(
            _ANCHOR,
            "Its occupations",
            LIST_TEMPLATE,
            list_section(_occupations, OCCUPATION_COLUMNS, anchor=_ANCHOR, usual="employment"),
            datasets=(of.ONET, of.SOC),
            wording=OCCUPATION_WORDS,
            needs="occupations",
            is_wide=True,
        ),
    ),
    tokens=(*_TOKENS, text_token("code", "Code of the major group", "code", datasets=(of.SOC,))),
    caveats=("exposure-is-overlap",),
    sample_subject="27-0000",
)

CLUSTER = page_kind(
    "cluster",
    "Career clusters",
    opening="<p>Schools group occupations into career clusters. This one holds {occupation-count} occupations. "
    "They employ {total-employment} people.</p>",
    sections=(
        Section(
            _ANCHOR,
            "Its occupations",
            LIST_TEMPLATE,
            list_section(_occupations, (*OCCUPATION_COLUMNS, SUB_CLUSTERS), anchor=_ANCHOR, usual="employment"),
            datasets=(of.ONET, of.CLUSTERS),
            wording={**OCCUPATION_WORDS, "sub_clusters": "Part of the cluster"},
            needs="occupations",
            is_wide=True,
        ),
    ),
    tokens=_TOKENS,
    caveats=("exposure-is-overlap",),
    sample_subject="arts-entertainment-and-design",
)
