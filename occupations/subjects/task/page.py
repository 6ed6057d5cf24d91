"""Tasks: /tasks/8823-direct-or-coordinate-…"""

from collections.abc import Mapping
from typing import Any

from citations.api.answers import answer_class
from citations.figures import Figure
from citations.models import Edition, EditionRelease, Profile
from citations.preview.names import never_seen
from occupations.addresses import TASKS_API
from occupations.measures import datasets as of
from occupations.models import TaskStatement
from occupations.subjects.kinds import Directory, SubjectApi, SubjectKind
from occupations.subjects.pages import figure_token, subject_pages, text_token
from occupations.subjects.task.document import ActivityDocument, TaskDocument, with_siblings
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.subjects import Subject

TASK_API = SubjectApi(
    path=TASKS_API,
    answer=answer_class("OccupationTask", TaskDocument, "A task with all that its page shows."),
    operation=("task", "list_tasks"),
    pattern=r"^\d{1,9}$",
    datasets=(of.ONET, of.ELOUNDOU),
    about=(
        "One task of a U.S. occupation: how it is rated and used, and similar tasks elsewhere.",
        "All tasks of U.S. occupations, by number.",
    ),
)


def _standing(subject: Subject[TaskDocument]) -> Mapping[str, Any]:
    task = subject.document
    labels = [("human", task.exposure.human.lower()), ("gpt4", task.exposure.gpt4.lower())] if task.exposure else []
    return {"task": task, "labels": labels, "is_studied": subject.holds(of.ELOUNDOU)}


def _use(subject: Subject[TaskDocument]) -> Mapping[str, Any] | None:
    usage = subject.document.usage
    if usage is None:
        return None
    patterns = usage.collaboration.patterns if usage.collaboration else []
    return {
        "usage": usage,
        "earlier": [f"by_{how}" for how in usage.placed if how != "words"],
        "patterns": [(pattern.key.replace(" ", "_"), pattern.share) for pattern in patterns],
        "others": [
            figure for figure in (usage.conversations, usage.human_able, usage.work_share, usage.autonomy) if figure is not None
        ],
    }


def _similar(subject: Subject[TaskDocument]) -> Mapping[str, Any] | None:
    """Its activities, whether it is alone in them, and where not all tasks elsewhere are listed (`is_cut`)."""
    activities = [
        {"activity": activity, "is_alone": not count, "is_cut": count > len(activity.siblings) > 0}
        for activity in subject.document.activities
        for count in [activity.sibling_count.value or 0]
    ]
    return {"activities": activities} if activities else None


def _shared(subject: Subject[TaskDocument]) -> Figure | None:
    usage = subject.document.usage
    return usage.occupations if usage and (usage.occupations.value or 0) > 1 else None


def _owners(edition: Edition) -> dict[str, tuple[str, str]]:
    """Task → title and job family of its occupation. Two queries."""
    kinds = Profile.objects.filter(edition=edition, kind__in=("occupation", "family")).values_list("kind", "key", "title")
    titles = {(kind, key): title for kind, key, title in kinds}
    release = EditionRelease.objects.filter(edition=edition, dataset__slug=of.ONET).values("release_id")
    tasks = TaskStatement.objects.filter(release_id__in=release).values_list("task_id", "code")
    return {
        str(task): (titles.get(("occupation", code), ""), titles.get(("family", f"{code[:2]}-0000"), "")) for task, code in tasks
    }


SECTIONS = (
    Section(
        "task",
        "How it is rated",
        "occupations/subjects/task_standing.html",
        _standing,
        datasets=(of.ONET,),
        wording={
            "occupation": "Occupation",
            "type": "Kind of task",
            "human": "Exposure, labelled by people",
            "gpt4": "Exposure, labelled by GPT-4",
            "e0": "E0: not exposed to a language model",
            "e1": "E1: a language model alone can at least halve the time",
            "e2": "E2: software built on a language model can at least halve the time",
            "none": "The study has no label for this task.",
            "exposure": "Exposure label",
        },
    ),
    Section(
        "observed-use",
        "Observed use of AI",
        "occupations/subjects/task_use.html",
        _use,
        datasets=(of.AEI,),
        wording={
            "introduction": "Conversations with one AI assistant that were matched with this task. Shares are of "
            "conversations, not of working time, and not of what could be automated.",
            "shared": "The words belong to {wording-count} occupations; the share is divided among them.",
            "by_number": "They were matched with an earlier wording of the task, which has kept its number in O*NET.",
            "by_pair": "They were matched with an earlier wording of the task, which an editor found to be the same.",
            "patterns": "How people work with the assistant on it",
            "directive": "Handed over",
            "feedback_loop": "Handed over, with feedback on errors",
            "task_iteration": "Worked on in turns",
            "learning": "Explained or taught",
            "validation": "Checked",
        },
        needs="observed use",
        caveats=("usage-is-a-sample",),
    ),
    Section(
        "similar-tasks",
        "Similar tasks elsewhere",
        "occupations/subjects/task_similar.html",
        _similar,
        datasets=(of.ONET,),
        wording={
            "introduction": "O*NET sorts tasks into detailed work activities, which tasks of several occupations can share.",
            "total": "Tasks of other occupations in this activity:",
            "most": "The most important ones:",
            "alone": "No other occupation has a task in this activity.",
        },
        needs="detailed work activities",
    ),
)

TASKS = subject_pages(
    SubjectKind(
        TaskDocument,
        "Tasks",
        place="tasks",
        address=r"(\d{1,9})(?:-.*)?",
        directory=Directory(
            "Tasks",
            "<p>What people do at work, in O*NET's statements: every task of every occupation that O*NET has surveyed.</p>",
            "Task",
            (of.ONET,),
            has_codes=False,
            belongs=_owners,
            wording={
                "find": "Words of the task",
                "occupation": "Occupation",
                "group": "Job family",
                "any_group": "All job families",
            },
        ),
        search=("Tasks", 6),
        rank=4,
        system="O*NET task",
        above=lambda task: [{"title": task.occupation.title, "url": task.occupation.path}],
        completed=with_siblings,
        api=TASK_API,
    ),
    opening="<p>One of the tasks that O*NET lists for {occupation}.</p>",
    sections=SECTIONS,
    tokens=(
        text_token("occupation", "Occupation", "occupation.title", of.ONET),
        figure_token("importance", "Importance", "importance"),
        figure_token("usage-share", "Share of observed conversations", "usage.share"),
        FigureToken("wording-count", "Occupations with a task of these words, where there are several", _shared),
    ),
    caveats=("exposure-is-overlap",),
    parts={
        "occupation": "",
        "exposure": "How it is rated: exposure",
        "usage": "Observed use of AI",
        "activities": "Similar tasks elsewhere",
    },
)
# Tasks of one activity, of which pages of tasks show some.
never_seen(ActivityDocument.kind)
