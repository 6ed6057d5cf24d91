"""What people in the occupation do and need, how they get in, and what is related."""

from typing import Any, Literal, cast

from msgspec import UNSET

from citations.figures import Figure, figure
from citations.measures import Measure
from occupations import recipes
from occupations.addresses import compare_path, element_path, study_path, task_path, technology_path
from occupations.measures import counts
from occupations.measures import datasets as of
from occupations.measures import ratings as measures
from occupations.models import EducationShare
from occupations.selectors import ratings
from occupations.selectors.descriptions import TaskFacts
from occupations.subjects.context import Context
from occupations.subjects.fields import Named, TaskLabel, TaskLabels
from occupations.subjects.occupation.compile.ai import used_share
from occupations.subjects.occupation.document import work as parts

# Sections of ratings by importance: name in the document and the API, and where the content model has them.
IMPORTANT = (
    ("work_activities", "4.A."),
    ("knowledge", "2.C."),
    ("essential_skills", "2.A."),
    ("transferable_skills", "2.B."),
    ("abilities", "1.A."),
)
RIASEC, BASIC_INTERESTS, WORK_STYLES, WORK_CONTEXT = "1.B.1.", "1.B.3.", "1.D.", "4.C."


def work(context: Context, code: str) -> dict[str, Any]:
    facts = context.facts
    importance = facts.ratings("IM").get(code, [])
    interests = facts.ratings("OI").get(code, [])
    return {
        **tasks(context, code),
        **{
            name: rows(context, importance, within, measures.IMPORTANCE, above=recipes.IMPORTANT_ABOVE)
            for name, within in IMPORTANT
        },
        **technology(context, code),
        "work_context": rows(context, facts.ratings("CX").get(code, []), WORK_CONTEXT, measures.CONTEXT),
        "interests": rows(context, interests, RIASEC, measures.INTEREST, at_least=recipes.INTEREST_FROM),
        "basic_interests": rows(context, interests, BASIC_INTERESTS, measures.INTEREST, at_least=recipes.INTEREST_FROM),
        "work_styles": _work_styles(context, code),
    }


def tasks(context: Context, code: str) -> dict[str, Any]:
    facts = context.facts
    by_number = {task.task_id: task for task in facts.tasks.get(code, ())}
    order = recipes.tasks_by_importance({number: task.ranked_importance for number, task in by_number.items()})
    rows = [_task(context, code, by_number[number]) for number in order]
    agreement = recipes.label_agreement((row.exposure.human, row.exposure.gpt4) for row in rows if row.exposure)
    return {
        "task_count": figure(counts.ONET_TASK_COUNT, len(by_number) or None),
        "tasks": rows,
        "label_agreement": agreement
        and parts.LabelAgreement(
            share=figure(measures.LABEL_AGREEMENT, agreement[0]), tasks=figure(measures.LABELLED_TASKS, agreement[1])
        ),
        "emerging_tasks": [
            parts.EmergingTask(
                statement=task.statement,
                kind=cast("Literal['new', 'revision']", task.kind),
                revises=task.original_task_id if task.original_task_id in by_number else None,
            )
            for task in facts.emerging_tasks.get(code, ())
        ],
    }


def _task(context: Context, code: str, task: TaskFacts) -> parts.TaskOfOccupation:
    facts = context.facts
    use = facts.task_use.get(task.task_id)
    return parts.TaskOfOccupation(
        id=task.task_id,
        statement=task.statement,
        path=task_path(task.task_id, task.statement),
        type=task.task_type or None,
        importance=importance(task),
        exposure=labels(context, code, task),
        usage=UNSET if use is None else used_share(use),
    )


def importance(task: TaskFacts) -> Figure:
    """How important people in the occupation say the task is."""
    return figure(measures.TASK_IMPORTANCE, task.importance, error=task.standard_error, low_precision=task.low_precision)


def labels(context: Context, code: str, task: TaskFacts) -> TaskLabels | None:
    """How people and GPT-4 rated the task: E0, E1 or E2."""
    rated = context.facts.task_labels.get((code, task.task_id))
    return TaskLabels(*cast("tuple[TaskLabel, TaskLabel]", rated)) if rated else None


def rows(
    context: Context,
    rated: list[ratings.RatedElement],
    within: str,
    measure: Measure,
    *,
    above: float | None = None,
    at_least: float | None = None,
) -> list[parts.RatedElement]:
    """Rated elements of a part of the content model whose value passes the bound, highest first; those that the publisher advises
    against relying on stand after the others, so that none of them leads the list."""
    here = {rating.element_id: rating for rating in rated if rating.element_id.startswith(within)}
    values = {element: rating.value for element, rating in here.items()}
    order = [here[element] for element, _ in recipes.highest_first(values.items(), above=above, at_least=at_least)]
    return [_row(context, rating, measure) for rating in sorted(order, key=lambda rating: rating.low_precision)]


def _row(context: Context, rating: ratings.RatedElement, measure: Measure) -> parts.RatedElement:
    element = rating.element_id
    title = context.facts.elements[element].title if element in context.facts.elements else element
    value = figure(measure, rating.value, error=rating.standard_error, low_precision=rating.low_precision)
    return parts.RatedElement(element, title, element_path(element, title), value)


def _work_styles(context: Context, code: str) -> list[parts.RatedElement]:
    """Qualities with a distinctiveness rank, and how they bear on the work."""
    distinctive = {rating.element_id for rating in context.facts.ratings("DR").get(code, []) if rating.value > 0}
    impact = [rating for rating in context.facts.ratings("WI").get(code, []) if rating.element_id in distinctive]
    return rows(context, impact, WORK_STYLES, measures.WORK_STYLE)


def technology(context: Context, code: str) -> dict[str, Any]:
    """Software, hot and in-demand first; tools; both with their categories."""
    software = [
        parts.Software(
            name=row.example,
            category=row.category_title,
            path=technology_path(row.category_id, row.category_title),
            hot=row.hot,
            in_demand=row.in_demand,
        )
        for row in sorted(
            context.facts.software.get(code, ()),
            key=lambda row: (not row.hot, not row.in_demand, row.example.casefold(), row.example, row.category_id),
        )
    ]
    return {
        "skills_in_demand": [row for row in software if row.in_demand],
        "software": software,
        "tools": [
            parts.Tool(name=row.example, category=row.category_title, path=technology_path(row.category_id, row.category_title))
            for row in context.facts.tools.get(code, ())
        ],
    }


def preparation(context: Context, code: str) -> dict[str, Any]:
    zone = context.facts.zone_of.get(code)
    return {
        "job_zone": None if zone is None else figure(measures.JOB_ZONE, zone),
        "preparation": _zone(context, zone),
        "study": _study(context, code),
        "education": _education(context, code),
        "attainment": _attainment(context, code),
    }


def _zone(context: Context, zone: int | None) -> parts.Preparation | None:
    """What the occupation's zone asks for, in O*NET's words. Zones 1 and 2 share a row from release 30.2 on."""
    if zone is None:
        return None
    zones = context.facts.zones
    row = zones.get(zone) or (zones.get(2) if zone == 1 else None)
    if row is None:
        return None
    return parts.Preparation(
        title=row.title,
        education=row.education,
        experience=row.experience,
        training=row.training,
        examples=row.examples,
        svp=row.svp_range,
    )


def _study(context: Context, code: str) -> list[parts.StudyFamily]:
    """Families of fields of study that lead to the occupation, by title, each with its fields."""
    facts = context.facts
    families: dict[tuple[str, str], list[Named]] = {}
    for field in facts.fields_of_soc.get(facts.soc_codes[code], ()):
        described = facts.study_fields[field]
        row = Named(field, described.title, study_path(field, described.title))
        families.setdefault((described.family_title, described.family_code), []).append(row)
    return [
        parts.StudyFamily(code=family, title=title, path=study_path(family, title), fields=fields)
        for (title, family), fields in sorted(families.items(), key=lambda item: item[0])
    ]


def _education(context: Context, code: str) -> list[parts.Education]:
    """Levels that those asked say are required, highest share first. Together the shares are all of the answers, so those that
    the publisher advises against relying on stand in their place among them."""
    shares = context.facts.education.get(code, {})
    words = context.facts.education_words

    def share_of(category: int, share: float) -> Figure:
        error, low_precision = shares[category].standard_error, shares[category].low_precision
        in_its_unit = None if error is None else round(error / 100, 8)
        return figure(measures.EDUCATION_LEVEL_SHARE, share, error=in_its_unit, low_precision=low_precision)

    return [
        parts.Education(
            code=category,
            level=recipes.short_level(words.get(category, str(category))),
            meaning=words.get(category, ""),
            share=share_of(category, share),
        )
        for category, share in recipes.education_levels({category: row.percent for category, row in shares.items()})
    ]


def _attainment(context: Context, code: str) -> parts.Attainment | None:
    """What workers have learned, of the occupation of the National Employment Matrix that it is, or is part of."""
    facts = context.facts
    under = facts.published_under(of.EP, facts.soc_codes[code], facts.attainment)
    if not under:
        return None
    title = facts.projections[under].title if under in facts.projections else ""
    group = facts.group_of(of.EP, code, under, title)
    return parts.Attainment(
        levels=[
            parts.AttainmentLevel(
                key=cast("parts.AttainedLevel", level),
                level=str(EducationShare.Level(level).label),
                share=figure(measures.ATTAINMENT_SHARE, round(percent / 100, 6), group=group),
            )
            for level, percent in facts.attainment[under].percents.items()
        ],
        is_exact=facts.attainment[under].is_exact,
        published_for=context.published_for(of.EP, code, under, title),
    )


def neighbours(context: Context, code: str) -> dict[str, Any]:
    standings = context.standings
    related = [other for other in context.facts.related.get(code, ()) if other in context.facts.titles]
    placed = recipes.related_placed(related, standings.overlap_percentiles, standings.pay)
    return {
        "related": [
            parts.Related(
                **context.ranked(row.code),
                compare=compare_path(code, row.code),
                median_percentile=context.pay_percentile_figure(row.code),
                median=context.median_figure(row.code),
                hourly_median=context.hourly_median_figure(row.code),
                published_for=context.paid_for(row.code),
                **context.pay_range_figures(row.code),
            )
            for row in placed
        ]
    }
