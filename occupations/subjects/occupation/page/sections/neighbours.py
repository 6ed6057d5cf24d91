"""Related occupations: on one picture, side by side, and where else the evidence leads."""

from collections.abc import Mapping

from msgspec.structs import asdict

from occupations.measures.datasets import ONET
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.sections.declaring import section

COMPARED = 6


def is_placed(overlap, pay) -> bool:
    """Whether an occupation has both percentiles, so that it can be drawn."""
    return not (overlap is None or pay is None or overlap.is_missing or pay.is_missing)


def quadrant_context(subject: OccupationSubject) -> Mapping | None:
    """Related occupations, numbered; `drawn` those that have a place, where the occupation itself has one."""
    document = subject.document
    related = document.related
    if not related:
        return None
    numbered = [{**asdict(row), "number": number} for number, row in enumerate(related, 1)]
    own = (
        document.overlap.percentile if document.overlap else None,
        document.wages.median_percentile if document.wages else None,
    )
    drawn = [row for row in numbered if is_placed(row["overlap"], row["median_percentile"])]
    return {
        "rows": numbered,
        "own": {"overlap": own[0], "median_percentile": own[1]} if is_placed(*own) else None,
        "drawn": drawn if is_placed(*own) else [],
    }


def _comparisons(subject: OccupationSubject) -> Mapping | None:
    related = subject.document.related[:COMPARED]
    return {"rows": related} if related else None


def _options(subject: OccupationSubject) -> Mapping:
    """Links into the evidence, each where there is something to see: (key of its words, address, what it names)."""
    document = subject.document
    links = []
    if document.tasks:
        first = document.tasks[0]
        links.append(("any_task" if first.importance.is_missing else "task", first.path, first.statement))
    if document.related:
        links.append(("compare", document.related[0].compare, document.related[0].title))
    if document.essential_skills or document.knowledge:
        element = (document.essential_skills or document.knowledge)[0]
        links.append(("element", element.path, element.name))
    if document.study:
        links.append(("study", document.study[0].path, document.study[0].title))
    if document.industries:
        links.append(("industry", document.industries[0].path, document.industries[0].title))
    if document.family:
        links.append(("family", document.family.path, document.family.title))
    return {"links": [{"key": key, "path": path, "title": title} for key, path, title in links]}


NEIGHBOURS = (
    section(
        "quadrant",
        "Exposure quadrant",
        quadrant_context,
        datasets=(ONET,),
        needs="related occupations",
        wording={
            "title": "AI task-overlap percentile and median-pay percentile",
            "description": "{title} is at the {overlap} percentile of AI task overlap and the {pay-percentile} percentile of "
            "median pay. It and its related occupations, each as a dot: further right means more AI task "
            "overlap, further up means higher median pay. The table below holds the same numbers.",
            "x_axis": "AI task-overlap percentile",
            "y_axis": "Median-pay percentile",
            "upper_left": "Lower overlap · higher pay",
            "upper_right": "Higher overlap · higher pay",
            "lower_left": "Lower overlap · lower pay",
            "lower_right": "Higher overlap · lower pay",
            "caption": "AI task-overlap percentile (horizontal) vs. median-pay percentile (vertical), across all scored "
            "occupations. This occupation is highlighted; related occupations are plotted alongside it. Overlap measures "
            "shared tasks with AI, not automation.",
            "unplaced": "{title}: one of the two percentiles is missing, so there is no dot for it. Related occupations:",
            "occupation_heading": "Related occupation",
            "table_title": "Related occupations, nearest first",
        },
        is_wide=True,
    ),
    section(
        "comparisons",
        "Comparisons",
        _comparisons,
        datasets=(ONET,),
        needs="occupations to compare it with",
        wording={
            "introduction": "Side-by-side comparisons place two occupations’ pay, preparation, skills, and AI exposure on the "
            "same page: same data, same scale, no forecast.",
            "with": "Compare with",
        },
    ),
    section(
        "what-you-can-do",
        "What you can do with this",
        _options,
        wording={
            "introduction": "Options the data surfaces for {title}: not advice or a forecast. Each is a real cross-link you "
            "can follow into the evidence.",
            "task": "Look at its most important task",
            "any_task": "Look at one of its tasks",
            "compare": "Compare it with its nearest occupation",
            "element": "See how what it needs most varies across all occupations",
            "study": "See which occupations a field of study leads to",
            "industry": "See what else the industry with most of its workers employs",
            "family": "Browse its job family",
            "methodology": "Read what each measure does and does not mean",
            "methodology_title": "Methodology",
        },
    ),
)
