"""Tasks: /tasks/8823-direct-or-coordinate-…"""

from collections.abc import Mapping

from occupations.measures import datasets as of
from occupations.page_kinds.around.kinds import page_kind
from occupations.page_kinds.around.tokens import figure_token, text_token
from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import FigureToken, Section


def _standing(profile: SubjectProfile) -> Mapping:
    parts = profile.parts
    labels = parts["exposure"] or {}
    return {
        "occupation": parts["occupation"],
        "importance": parts["importance"],
        "labels": [(by, labels[by].lower()) for by in ("human", "gpt4") if by in labels],
        "penetration": parts["penetration"],
        "type": parts["type"],
    }


def _use(profile: SubjectProfile) -> Mapping | None:
    usage = profile.parts["usage"]
    if usage is None:
        return None
    together = usage["collaboration"]
    return {
        "usage": usage,
        "patterns": [(row["key"].replace(" ", "_"), row["share"]) for row in together["patterns"]] if together else [],
        "others": [usage[name] for name in ("human_able", "work_share", "autonomy") if usage[name] is not None],
    }


def _similar(profile: SubjectProfile) -> Mapping | None:
    """Its activities, whether it is alone in them, and where not all tasks elsewhere are listed (`is_cut`)."""
    activities = [
        {**activity, "is_alone": not count, "is_cut": count > len(activity["siblings"]) > 0}
        for activity in profile.parts["activities"]
        for count in [activity["sibling_count"].value]
    ]
    return {"activities": activities} if activities else None


SECTIONS = (
    Section(
        "task",
        "How it is rated",
        "occupations/around/task_standing.html",
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
        "occupations/around/task_use.html",
        _use,
        datasets=(of.AEI,),
        wording={
            "introduction": "Conversations with one AI assistant that were matched with the words of this task. Shares are of "
            "conversations, not of working time, and not of what could be automated.",
            "shared": "The words belong to {wording-count} occupations; the share is divided among them.",
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
        "occupations/around/task_similar.html",
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

TASK = page_kind(
    "task",
    "Tasks",
    opening="<p>One of the tasks that O*NET lists for {occupation}.</p>",
    sections=SECTIONS,
    tokens=(
        text_token("occupation", "Occupation", "occupation", "title", datasets=(of.ONET,)),
        figure_token("importance", "Importance", "importance"),
        figure_token("usage-share", "Share of observed conversations", "usage", "share"),
        FigureToken(
            "wording-count",
            "Occupations with a task of these words, where there are several",
            lambda profile: _shared(profile),  # type: ignore[arg-type]
        ),
    ),
    caveats=("exposure-is-overlap",),
)


def _shared(profile: SubjectProfile):
    usage = profile.parts["usage"]
    return usage["occupations"] if usage and usage["occupations"].value > 1 else None
