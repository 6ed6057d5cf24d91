"""Comparisons: /compare/role-27-4011-00/role-27-4014-00, and the form at /compare/."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from citations.models import Edition
from citations.preview.names import never_seen
from citations.reading import reader_of
from occupations.addresses import COMPARE, compare_path, occupation_code
from occupations.measures import datasets as of
from occupations.studies import OTHER_STUDIES, OVERLAP_STUDIES
from occupations.subjects.comparison import rows
from occupations.subjects.comparison.document import LowerRatings
from occupations.subjects.comparison.rows import Comparison
from occupations.subjects.pages import page_kind
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.subjects import subjects_of_kind

CHOICES = ("a", "b", "c", "d")
TASKS_SHOWN = 5
_WORDS = {"of": "What is compared", "absent": "no figure", "carried": "from an older code, over a crosswalk"}


def _table(key: str, label: str, read: Callable, needs: str, wording: Mapping[str, str]) -> Section:
    """A section that sets beside each other what `read` finds of the occupations."""

    def context(page: Comparison) -> Mapping | None:
        rows = read(page)
        return {"rows": rows, "occupations": page.occupations, "prefix": page.prefix} if rows else None

    return Section(key, label, "occupations/subjects/compared.html", context, (of.ONET,), wording, needs, is_wide=True)


def _tasks(page: Comparison) -> Mapping | None:
    columns = [{"title": one.title, "tasks": one.document.tasks[:TASKS_SHOWN]} for one in page.occupations]
    return {"columns": columns, "prefix": page.prefix} if any(column["tasks"] for column in columns) else None


def _form(page: Comparison) -> Mapping:
    return {
        "fields": [{"name": name, "value": page.chosen.get(name, "")} for name in CHOICES],
        "unknown": page.unknown,
        "prefix": page.prefix,
    }


def _pairs(edition: Edition) -> Sequence[tuple[str, str]]:
    """Each occupation with the next, for choosers."""
    occupations = subjects_of_kind("occupation", edition)
    return [(f"{one} {other}", f"{title} and {another}") for (one, title), (other, another) in pairwise(occupations)]


def _compared_at(path: str) -> str | None:
    """The key of a comparison: the codes in its address."""
    try:
        codes = [occupation_code(slug) for slug in path.removeprefix(COMPARE).split("/")]
        return " ".join(codes) if path == compare_path(*codes) else None
    except ValueError:
        return None


COMPARE_KIND = page_kind(
    "compare",
    "Comparisons of occupations",
    opening="<p>Pay, preparation, skills, tasks and exposure on one page: the same data and the same scale for each. In every "
    "table what differs stands first.</p>",
    sections=(
        _table(
            "exposure",
            "Exposure to AI",
            partial(rows.compared, reads=rows.EXPOSURE),
            "exposure",
            {
                **_WORDS,
                "overlap": "AI task overlap",
                "overlap_mean": "Mean of the studies' percentiles",
                "overlap_parts": "Studies that score it",
                "overlap_spread": "Spread of these studies, points",
                **{study.key: study.label for study in (*OVERLAP_STUDIES, *OTHER_STUDIES)},
                "telework": "Can be done from home",
                "usage": "Observed conversations",
            },
        ),
        _table(
            "pay",
            "Pay and outlook",
            partial(rows.compared, reads=rows.PAY),
            "pay and outlook",
            {
                **_WORDS,
                "median": "Median pay",
                "p10": "A tenth earn less than",
                "p90": "A tenth earn more than",
                "employment": "Employed",
                "change": "Projected change",
                "openings": "Openings a year",
            },
        ),
        _table(
            "preparation",
            "Preparation",
            partial(rows.compared, reads=rows.PREPARATION),
            "preparation",
            {
                **_WORDS,
                "job_zone": "Job zone",
                "entry_education": "Typical entry education",
                "related_experience": "Experience in a related occupation",
                "on_the_job_training": "On-the-job training",
                "svp": "Specific vocational preparation",
            },
        ),
        _table(
            "skills",
            "Skills, knowledge and abilities",
            rows.compared_elements,
            "ratings",
            {
                "introduction": "Importance from 1 to 5, of elements that are rated above 3 in one of the occupations at least; "
                "widest differences first. A dash: the element is not rated.",
                "of": "Element",
                "absent": "—",
            },
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
    read=lambda edition, key: rows.comparison(edition, key.split()),  # type: ignore[arg-type, return-value]
    subjects=_pairs,
    at=_compared_at,
    kicker="Comparison",
)

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
    read=lambda edition, key: Comparison((), reader_of(edition)),
    subjects=lambda edition: [("form", "The form")],
    at={COMPARE: "form"}.get,
)
# Ratings of 3 and less, which comparisons print beside the higher ones of occupations' pages.
never_seen(LowerRatings.kind)
