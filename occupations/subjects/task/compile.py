"""One document per task: what it is, how it is rated and used; one per detailed activity: the tasks that are instances of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import task_api, task_path
from occupations.measures import counts
from occupations.measures import exposure as studies
from occupations.measures import usage as measures
from occupations.selectors.descriptions import TaskFacts
from occupations.subjects.context import Context, if_known
from occupations.subjects.occupation.compile.ai import collaboration, used_share
from occupations.subjects.occupation.compile.work import importance, labels
from occupations.subjects.task import document as parts

TASKS_KEPT = 40
_TITLE_LENGTH = 200
_REPORT_EVERY = 500
_Owned = Mapping[int, tuple[str, TaskFacts]]
_Instances = Mapping[str, list[int]]


@compiler("occupations.tasks", label="tasks", order=60)
def compile_tasks(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each task of the edition's O*NET release."""
    context = Context.of(edition)
    owned = _owned(context)
    instances = _instances(context, owned)
    for done, (number, (code, task)) in enumerate(sorted(owned.items()), 1):
        document = _document(context, code, task, instances, owned)
        yield ProfileDraft(str(number), task.statement[:_TITLE_LENGTH], document.path, document)
        if done % _REPORT_EVERY == 0 or done == len(owned):
            edition.progress("Deriving tasks", done, len(owned))


@compiler("occupations.activities", label="work activities", order=60)
def compile_activities(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each detailed work activity that tasks are instances of."""
    context = Context.of(edition)
    owned = _owned(context)
    for activity, numbers in sorted(_instances(context, owned).items()):
        facts = context.facts.detailed_activities.get(activity)
        title = facts.title if facts else activity
        tasks = [_sibling(context, number, owned) for number in numbers[:TASKS_KEPT]]
        yield ProfileDraft(activity, title, "", parts.ActivityDocument(id=activity, title=title, tasks=tasks))


def _owned(context: Context) -> _Owned:
    """Task number → its occupation and the task."""
    return {task.task_id: (code, task) for code, tasks in context.facts.tasks.items() for task in tasks}


def _instances(context: Context, owned: _Owned) -> _Instances:
    """Detailed activity → tasks that are instances of it, most important first."""
    by_activity: dict[str, list[int]] = defaultdict(list)
    for number, activities in context.facts.task_activities.items():
        for activity in activities:
            if number in owned:
                by_activity[activity].append(number)
    for numbers in by_activity.values():
        numbers.sort(key=lambda number: (-(owned[number][1].ranked_importance or 0.0), number))
    return by_activity


def _sibling(context: Context, number: int, owned: _Owned) -> parts.SiblingTask:
    code, task = owned[number]
    path = task_path(number, task.statement)
    return parts.SiblingTask(id=number, statement=task.statement, path=path, occupation=context.named(code))


def _document(context: Context, code: str, task: TaskFacts, instances: _Instances, owned: _Owned) -> parts.TaskDocument:
    facts = context.facts
    wording = facts.wording[task.task_id]
    return parts.TaskDocument(
        id=task.task_id,
        title=task.statement,
        path=task_path(task.task_id, task.statement),
        api=task_api(task.task_id),
        type=task.task_type or None,
        occupation=parts.TaskOwner(**context.ranked(code)),
        importance=importance(task),
        exposure=labels(context, code, task),
        usage=_usage(context, task),
        penetration=if_known(studies.TASK_PENETRATION, facts.task_penetration.get(wording)),
        activities=[
            _activity(context, code, activity, instances, owned) for activity in facts.task_activities.get(task.task_id, ())
        ],
    )


def _usage(context: Context, task: TaskFacts) -> parts.TaskUsage | None:
    use = context.facts.task_use.get(task.task_id)
    if use is None:
        return None
    seen = use.seen
    return parts.TaskUsage(
        share=used_share(use),
        occupations=figure(counts.TASK_OCCUPATIONS, use.occupations),
        collaboration=collaboration(seen),
        autonomy=None if seen.is_thin else if_known(measures.AI_AUTONOMY, seen.autonomy),
        work_share=None if seen.is_thin else if_known(measures.WORK_SHARE, seen.at_work),
        human_able=None if seen.is_thin else if_known(measures.HUMAN_ABLE_SHARE, seen.human_able),
        conversations=if_known(measures.CONVERSATIONS, seen.conversations),
        placed=sorted(use.ways),
    )


def _activity(context: Context, code: str, activity: str, instances: _Instances, owned: _Owned) -> parts.TaskActivity:
    """A detailed activity of the task, and how many tasks of other occupations are an instance of it, too."""
    facts = context.facts.detailed_activities.get(activity)
    return parts.TaskActivity(
        id=activity,
        title=facts.title if facts else activity,
        group=context.facts.intermediate_titles.get(facts.intermediate_id, "") if facts else "",
        sibling_count=figure(counts.SIBLING_TASKS, sum(owned[number][0] != code for number in instances[activity])),
    )
