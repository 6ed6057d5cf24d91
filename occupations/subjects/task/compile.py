"""One document per task: what it is, how it is rated and used; one per detailed activity: the tasks that are instances of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Missing
from occupations.addresses import task_api, task_path
from occupations.compiling.context import Context
from occupations.compiling.documents import figure, with_pointers
from occupations.compiling.occupation.usage import collaboration, divided
from occupations.measures import counts
from occupations.measures import exposure as studies
from occupations.measures import ratings as measures
from occupations.measures import usage as usage_measures
from occupations.selectors.descriptions import TaskFacts

KIND, ACTIVITY = "task", "activity"
TASKS_SHOWN = 40
_TITLE_LENGTH = 200
_REPORT_EVERY = 500
_Whose = Mapping[int, tuple[str, TaskFacts]]


@compiler("occupations.tasks", label="tasks", order=60)
def compile_tasks(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each task of the edition's O*NET release."""
    context = Context.of(edition)
    whose = _whose(context)
    doing = _doing(context, whose)
    for done, (number, (code, task)) in enumerate(sorted(whose.items()), 1):
        document = with_pointers(_document(context, code, task, doing, whose))
        yield ProfileDraft(KIND, str(number), task.statement[:_TITLE_LENGTH], document["path"], document)
        if done % _REPORT_EVERY == 0 or done == len(whose):
            edition.progress("Deriving tasks", done, len(whose))


@compiler("occupations.activities", label="work activities", order=60)
def compile_activities(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each detailed work activity that tasks are instances of. It has no page of its own: tasks' pages read it."""
    context = Context.of(edition)
    whose = _whose(context)
    for activity, numbers in sorted(_doing(context, whose).items()):
        known = context.facts.detailed_activities.get(activity)
        title = known.title if known else activity
        document = {
            "id": activity,
            "title": title,
            "tasks": [_named_task(context, number, whose) for number in numbers[:TASKS_SHOWN]],
        }
        yield ProfileDraft(ACTIVITY, activity, title, "", document)


def _whose(context: Context) -> _Whose:
    """Task number → its occupation and the task."""
    return {task.task_id: (code, task) for code, tasks in context.facts.tasks.items() for task in tasks}


def _doing(context: Context, whose: _Whose) -> dict[str, list[int]]:
    """Detailed activity → tasks that are instances of it, most important first."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, activities in context.facts.task_activities.items():
        for activity in activities:
            if number in whose:
                found[activity].append(number)
    for numbers in found.values():
        numbers.sort(key=lambda number: (-(whose[number][1].importance or 0.0), number))
    return found


def _named_task(context: Context, number: int, whose: _Whose) -> dict:
    code, task = whose[number]
    return {
        "id": number,
        "statement": task.statement,
        "path": task_path(number, task.statement),
        "occupation": context.named(code),
    }


def _document(context: Context, code: str, task: TaskFacts, doing: Mapping[str, list[int]], whose: _Whose) -> dict:
    facts = context.facts
    labels = facts.task_labels.get((code, task.task_id))
    wording = facts.wording[task.task_id]
    penetration = facts.task_penetration.get(wording)
    return {
        "id": task.task_id,
        "statement": task.statement,
        "path": task_path(task.task_id, task.statement),
        "api": task_api(task.task_id),
        "type": task.task_type or None,
        "occupation": {**context.named(code), "overlap": context.overlap_figure(code)},
        "importance": figure(
            measures.TASK_IMPORTANCE,
            task.importance,
            missing=Missing.SUPPRESSED if task.suppressed else Missing.NOT_COVERED,
        ),
        "exposure": {"human": labels[0], "gpt4": labels[1]} if labels else None,
        "usage": _usage(context, task, wording),
        "penetration": None if penetration is None else figure(studies.TASK_PENETRATION, penetration),
        "activities": [
            _activity(context, code, activity, doing, whose) for activity in facts.task_activities.get(task.task_id, ())
        ],
    }


def _usage(context: Context, task: TaskFacts, wording: str) -> dict | None:
    seen = context.facts.observed.get(wording)
    if seen is None:
        return None
    return {
        "share": figure(usage_measures.USAGE_SHARE, divided(context, task.task_id, seen)),
        "occupations": figure(counts.TASK_OCCUPATIONS, context.facts.occupations_with_wording[wording]),
        "collaboration": collaboration(seen),
        "autonomy": None if seen.is_thin or seen.autonomy is None else figure(usage_measures.AI_AUTONOMY, seen.autonomy),
        "work_share": None if seen.is_thin or seen.at_work is None else figure(usage_measures.WORK_SHARE, seen.at_work),
        "human_able": None
        if seen.is_thin or seen.human_able is None
        else figure(usage_measures.HUMAN_ABLE_SHARE, seen.human_able),
    }


def _activity(context: Context, code: str, activity: str, doing: Mapping[str, list[int]], whose: _Whose) -> dict:
    """A detailed activity of the task, and how many tasks of other occupations are an instance of it, too."""
    known = context.facts.detailed_activities.get(activity)
    return {
        "id": activity,
        "title": known.title if known else activity,
        "group": context.facts.intermediate_titles.get(known.intermediate_id, "") if known else "",
        "sibling_count": figure(counts.SIBLING_TASKS, sum(whose[number][0] != code for number in doing[activity])),
    }
