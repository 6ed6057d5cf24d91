"""Comparisons: /compare/role-27-4011-00/role-27-4014-00, and the form at /compare/."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from citations.models import Edition
from citations.reading import reader_of
from occupations.measures import datasets as of
from occupations.studies import OTHER_STUDIES, OVERLAP_STUDIES
from occupations.subjects.comparison.rows import (
    EXPOSURE,
    PAY,
    PREPARATION,
    Comparison,
    Reads,
    compared,
    compared_elements,
    comparison,
)
from occupations.subjects.pages import page_kind, subjects_of_kind
from singulariki.editorial.registry import FigureToken, Section

TEMPLATE = "occupations/subjects/compared.html"
CHOICES = ("a", "b", "c", "d")
TASKS_SHOWN = 5


def _rows(reads: Reads):
    def context(page: Comparison) -> Mapping | None:
        rows = compared(page.occupations, reads)
        return {"rows": rows, "occupations": page.occupations, "prefix": page.prefix} if rows else None

    return context


def _elements(page: Comparison) -> Mapping | None:
    rows = compared_elements(page.occupations)
    return {"rows": rows, "occupations": page.occupations, "prefix": page.prefix} if rows else None


def _tasks(page: Comparison) -> Mapping | None:
    columns = [{"title": one.title, "tasks": one.document.tasks[:TASKS_SHOWN]} for one in page.occupations]
    return {"columns": columns, "prefix": page.prefix} if any(column["tasks"] for column in columns) else None


def _form(page: Comparison) -> Mapping:
    return {
        "fields": [{"name": name, "value": page.chosen.get(name, "")} for name in CHOICES],
        "unknown": page.unknown,
        "prefix": page.prefix,
    }


_TABLE_WORDS = {"of": "What is compared", "absent": "no figure"}
COMPARE_KIND = page_kind(
    "compare",
    "Comparisons of occupations",
    opening="<p>Pay, preparation, skills, tasks and exposure on one page: the same data and the same scale for each. In every "
    "table what differs stands first.</p>",
    sections=(
        Section(
            "exposure",
            "Exposure to AI",
            TEMPLATE,
            _rows(EXPOSURE),
            datasets=(of.ONET,),
            wording={
                **_TABLE_WORDS,
                "overlap": "AI task overlap",
                **{study.key: study.label for study in (*OVERLAP_STUDIES, *OTHER_STUDIES)},
                "telework": "Can be done from home",
                "usage": "Observed conversations",
            },
            needs="exposure",
            is_wide=True,
        ),
        Section(
            "pay",
            "Pay and outlook",
            TEMPLATE,
            _rows(PAY),
            datasets=(of.ONET,),
            wording={
                **_TABLE_WORDS,
                "median": "Median pay",
                "p10": "A tenth earn less than",
                "p90": "A tenth earn more than",
                "employment": "Employed",
                "change": "Projected change",
                "openings": "Openings a year",
            },
            needs="pay and outlook",
            is_wide=True,
        ),
        Section(
            "preparation",
            "Preparation",
            TEMPLATE,
            _rows(PREPARATION),
            datasets=(of.ONET,),
            wording={
                **_TABLE_WORDS,
                "job_zone": "Job zone",
                "entry_education": "Typical entry education",
                "related_experience": "Experience in a related occupation",
                "on_the_job_training": "On-the-job training",
                "svp": "Specific vocational preparation",
            },
            needs="preparation",
            is_wide=True,
        ),
        Section(
            "skills",
            "Skills, knowledge and abilities",
            TEMPLATE,
            _elements,
            datasets=(of.ONET,),
            wording={
                "introduction": "Importance from 1 to 5, widest differences first. A dash: the element is rated 3 or "
                "lower, or not at all.",
                "of": "Element",
                "absent": "—",
            },
            needs="ratings",
            is_wide=True,
        ),
        Section(
            "tasks",
            "Most important tasks",
            "occupations/subjects/compared_tasks.html",
            _tasks,
            datasets=(of.ONET,),
            wording={"none": "O*NET lists no task for it."},
            needs="tasks",
            is_wide=True,
        ),
    ),
    tokens=(FigureToken("compared", "Titles of the occupations", lambda page: page.title, datasets=(of.ONET,)),),  # type: ignore[attr-defined]
    caveats=("exposure-is-overlap",),
    sample_subject="27-4011.00 27-4014.00",
    read=lambda edition, key: comparison(edition, key.split()),  # type: ignore[arg-type, return-value]
    subjects=lambda edition: _pairs(edition),
)


def _pairs(edition: Edition) -> Sequence[tuple[str, str]]:
    """Each occupation with the next, for choosers."""
    occupations = subjects_of_kind("occupation", edition)
    return [(f"{one} {other}", f"{title} and {another}") for (one, title), (other, another) in pairwise(occupations)]


def _blank(edition: Edition, key: str) -> Comparison:
    return Comparison((), reader_of(edition))


COMPARE_FORM_KIND = page_kind(
    "compare-form",
    "Choosing occupations to compare",
    opening="<p>Name two to four occupations. Their pay, preparation, skills, tasks and exposure come on one page.</p>",
    sections=(
        Section(
            "choose",
            "Choose occupations",
            "occupations/subjects/compare_form.html",
            _form,
            datasets=(of.ONET,),
            wording={
                "a": "First occupation",
                "b": "Second occupation",
                "c": "Third, if you like",
                "d": "Fourth, if you like",
                "hint": "A title or a code, such as 27-4014.00.",
                "submit": "Compare",
                "unknown": "No occupation goes by this name:",
                "advice": "Look for its title in the list of occupations, then name it here again.",
            },
        ),
    ),
    sample_subject="form",
    read=_blank,  # type: ignore[arg-type]
    subjects=lambda edition: [("form", "The form")],
)
