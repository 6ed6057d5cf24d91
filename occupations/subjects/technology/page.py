"""Software and tools: /technology/43232202-document-management-software."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from occupations.addresses import element_key
from occupations.measures import datasets as of
from occupations.subjects.kinds import Directory, SubjectKind
from occupations.subjects.lists import MEDIAN, NAME, occupations_section, text_column
from occupations.subjects.pages import figure_token, subject_pages, text_token
from occupations.subjects.technology.document import TechnologyDocument
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.subjects import Subject

SHOWN = 12
_COLUMNS = (NAME, text_column("examples", lambda user: ", ".join(user.examples)), MEDIAN)


def _examples(subject: Subject[TechnologyDocument]) -> Mapping[str, Any] | None:
    examples = subject.document.examples
    if not examples:
        return None
    # Two or three more are not worth a fold.
    cut = SHOWN if len(examples) > SHOWN + 3 else len(examples)
    return {"shown": examples[:cut], "rest": examples[cut:], "left": subject.document.example_count - len(examples)}


def _place(subject: Subject[TechnologyDocument]) -> str | None:
    """Where UNSPSC places the commodity, outermost first."""
    return " › ".join(subject.document.groups) or None


TECHNOLOGY = subject_pages(
    SubjectKind(
        TechnologyDocument,
        "Software and tools",
        place="technology",
        address=r"(\d{8}|\d(?:\.[0-9A-Za-z]{1,3})+)(?:-.*)?",
        key_of=element_key,
        directory=Directory(
            "Software and tools",
            "<p>Kinds of software and tools that O*NET names for occupations.</p>",
            "Kind of software or tool",
            (of.ONET,),
        ),
        search=("Software and tools", 4),
        rank=5,
        above=lambda _: [{"title": "Technology", "url": "/technology/"}],
    ),
    opening="<p>O*NET lists examples of it for {occupation-count:words} {occupation-count:occupation/occupations}. The UNSPSC "
    "places it under {place}. {description}</p>",
    sections=(
        Section(
            "examples",
            "Examples",
            "occupations/subjects/technology_examples.html",
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
        occupations_section(
            "Who uses it",
            _COLUMNS,
            datasets=(of.ONET,),
            wording={
                "label": "Occupations that use it",
                "title": "Occupation",
                "examples": "Used",
                "median": "Median pay",
                "none": "O*NET names no occupation that uses it.",
            },
            usual="title",
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations that use it", "occupation_count"),
        replace(text_token("description", "Definition", "description", of.ONET, group="Figures"), is_sentence=True),
        FigureToken("place", "Place in the UNSPSC", _place, datasets=(of.ONET,)),
    ),
    parts={"groups": "Place in the UNSPSC"},
)
