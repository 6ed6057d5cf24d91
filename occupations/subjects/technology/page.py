"""Software and tools: /technology/43232202-document-management-software."""

from collections.abc import Mapping, Sequence
from typing import Any

from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.lists import LIST_TEMPLATE, MEDIAN, NAME, ListColumn, list_section
from occupations.page_kinds.around.tokens import figure_token
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import FigureToken, Section

SHOWN = 12
_ANCHOR = "occupations"
_COLUMNS = (NAME, ListColumn("examples", lambda row: ", ".join(row["examples"]), is_figure=False), MEDIAN)


def _occupations(profile: SubjectProfile) -> Sequence[Mapping[str, Any]]:
    return profile.parts["occupations"]


def _examples(profile: SubjectProfile) -> Mapping | None:
    examples = profile.parts["examples"]
    if not examples:
        return None
    # Two or three more are not worth a fold.
    cut = SHOWN if len(examples) > SHOWN + 3 else len(examples)
    return {
        "shown": examples[:cut],
        "rest": examples[cut:],
        "left": profile.parts["example_count"] - len(examples),
    }


def _place(profile: SubjectProfile) -> str | None:
    """Where UNSPSC places the commodity, outermost first."""
    return " › ".join(profile.parts["groups"]) or None


TECHNOLOGY = page_kind(
    "technology",
    "Software and tools",
    opening="<p>O*NET lists examples of it for {occupation-count} occupations. The UNSPSC places it under {place}. "
    "{description}</p>",
    sections=(
        Section(
            "examples",
            "Examples",
            "occupations/around/technology_examples.html",
            _examples,
            datasets=(of.ONET,),
            wording={
                "introduction": "Named by how many occupations use them. “Hot” and “in demand” are O*NET's own flags: often "
                "asked for in job postings of all employers, and for the occupation.",
                "name": "Example",
                "occupations": "Occupations",
                "hot": "Hot technology",
                "in_demand": "In demand for",
                "more": "Show the other examples",
                "left": "The release names more examples than are listed here.",
            },
            needs="examples",
        ),
        Section(
            _ANCHOR,
            "Who uses it",
            LIST_TEMPLATE,
            list_section(_occupations, _COLUMNS, anchor=_ANCHOR, usual="title"),
            datasets=(of.ONET,),
            wording={
                "label": "Occupations that use it",
                "title": "Occupation",
                "examples": "Used",
                "median": "Median pay",
                "none": "O*NET names no occupation that uses it.",
            },
            needs="occupations",
            is_wide=True,
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations that use it", "occupation_count"),
        FigureToken(
            "description",
            "Definition, where there is one",
            lambda profile: profile.parts["description"] or None,  # type: ignore[attr-defined]
            datasets=(of.ONET,),
        ),
        FigureToken("place", "Place in the UNSPSC", _place, datasets=(of.ONET,)),  # type: ignore[arg-type]
    ),
)
