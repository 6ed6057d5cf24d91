"""Elements of O*NET's content model: /elements/2.A.1.a-reading-comprehension."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from citations.api.answers import answer_class
from citations.measures import number
from occupations.addresses import ELEMENTS_API, element_key
from occupations.measures import datasets as of
from occupations.subjects.element.document import FAMILIES, ElementDocument, family_of
from occupations.subjects.kinds import Directory, SubjectApi, SubjectKind
from occupations.subjects.lists import NAME, OVERLAP, OVERLAP_WORDS, PLAIN_LIST_TEMPLATE, figure_column, plain_section
from occupations.subjects.pages import figure_token, subject_pages, text_token
from singulariki.charts.bars import HistogramBin
from singulariki.editorial.registry import Section
from singulariki.editorial.subjects import Subject, nothing_more

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


_COLUMNS = (NAME, figure_column("value"), *OVERLAP)
_WORDS = {"title": "Occupation", "value": "Rating", **OVERLAP_WORDS}


def _distribution(subject: Subject[ElementDocument]) -> Mapping[str, Any] | None:
    element = subject.document
    if not element.distribution:
        return None
    bins = [
        {
            "span": f"{number(part.low, 2)} to {number(part.high, 2)}",
            "figure": part.occupations,
            "bin": HistogramBin(part.low, part.high, int(part.occupations.value or 0), ""),
        }
        for part in element.distribution
    ]
    domain = (element.scale.minimum, element.scale.maximum)
    return {"bins": bins, "domain": domain, "median": element.median, "mean": element.mean}


def _overlap(subject: Subject[ElementDocument]) -> Mapping[str, Any] | None:
    return None if subject.document.overlap_correlation.is_missing else {}


def _linked(subject: Subject[ElementDocument]) -> Mapping[str, Any]:
    return {"groups": [{"title": one.title, "url": f"{subject.prefix}{one.path}"} for one in subject.document.links]}


SECTIONS = (
    Section(
        "meaning",
        "What it means",
        "occupations/subjects/element_meaning.html",
        nothing_more,
        datasets=(of.ONET,),
        wording={
            "scale": "Scale",
            "scale_from": "from",
            "scale_to": "to",
            "anchors": "What levels of it look like, on O*NET's other scale: how much of it is needed",
            "level": "Level",
            "example": "Example",
            "none": "O*NET describes it by its name alone.",
        },
    ),
    Section(
        "distribution",
        "How it varies across occupations",
        "occupations/subjects/element_distribution.html",
        _distribution,
        datasets=(of.ONET,),
        wording={
            "introduction": "Every rated occupation counts once, whether few or many people work in it. The median is "
            "{median}; the mean is {mean}. Ratings that O*NET advises against relying on count nowhere on this page.",
            "chart_title": "Occupations along the scale",
            "chart_description": "How many occupations are rated within each part of the scale, with the median marked. The "
            "table below holds the same numbers.",
            "median": "Median",
            "table": "The same as a table",
            "span": "Rating",
            "occupations": "Occupations",
        },
        needs="ratings",
    ),
    Section(
        "highest",
        "Where it is highest",
        PLAIN_LIST_TEMPLATE,
        plain_section(attrgetter("highest"), _COLUMNS),
        datasets=(of.ONET,),
        wording={**_WORDS, "introduction": "The occupations rated highest.", "label": "Occupations rated highest"},
        needs="ratings",
    ),
    Section(
        "lowest",
        "Where it is lowest",
        PLAIN_LIST_TEMPLATE,
        plain_section(attrgetter("lowest"), _COLUMNS),
        datasets=(of.ONET,),
        wording={
            **_WORDS,
            "introduction": "The occupations rated lowest; of equal ones, those whose codes come first.",
            "label": "Occupations rated lowest",
        },
        needs="ratings",
    ),
    Section(
        "overlap",
        "With AI task overlap",
        "occupations/subjects/element_overlap.html",
        _overlap,
        datasets=(of.ONET,),
        wording={
            "pattern": "{if overlap-correlation is at least 0.1}Occupations rated higher on it tend to stand higher on AI task "
            "overlap: the rank correlation is {overlap-correlation}. {otherwise}{if overlap-correlation is below "
            "-0.1}Occupations rated higher on it tend to stand lower on AI task overlap: the rank correlation is "
            "{overlap-correlation}. {otherwise}Its ratings and AI task overlap hardly go together: the rank correlation is "
            "{overlap-correlation}.",
            "description": "This describes a pattern over occupations. It does not say that one causes the other.",
        },
        needs="AI task overlap",
    ),
    Section(
        "linked",
        "Linked elements",
        "occupations/subjects/element_links.html",
        _linked,
        datasets=(of.ONET,),
        wording={"introduction": "Elements that O*NET links with it."},
    ),
)

ELEMENTS = subject_pages(
    SubjectKind(
        ElementDocument,
        "Elements of occupations: skills, abilities, activities, …",
        place="elements",
        address=r"(\d(?:\.[0-9A-Za-z]{1,3})+)(?:-.*)?",
        key_of=element_key,
        directory=Directory(
            "Elements",
            "<p>What O*NET rates occupations on: abilities, skills, knowledge, activities, interests, work styles and more.</p>",
            "Element",
            (of.ONET,),
            groups={family.within: family.label for family in FAMILIES},
            group_of=lambda element: family.within if (family := family_of(element)) else "",
            usual="code",
        ),
        search=("Skills, abilities and other elements", 2),
        rank=7,
        system="O*NET element",
        api=ELEMENT_API,
    ),
    opening="<p>{kind} in O*NET's content model, rated for {occupation-count:words} "
    "{occupation-count:occupation/occupations}.</p>",
    sections=SECTIONS,
    tokens=(
        text_token("kind", "Which kind of element", "group_label", of.ONET),
        figure_token("occupation-count", "Number of rated occupations", "occupation_count"),
        figure_token("mean", "Mean", "mean"),
        figure_token("median", "Median", "median"),
        figure_token("overlap-correlation", "Rank correlation with AI task overlap", "overlap_correlation"),
    ),
    caveats=("exposure-is-overlap",),
    sample_subject="2.A.1.a",
    parts={"scale": "", "anchors": "What it means: examples of levels", "links": "Linked elements"},
)
