"""How people use an AI assistant for the occupation's tasks, as observed; and the map drawn from it."""

from collections.abc import Mapping
from typing import Any, cast

from citations.figures import figure
from occupations.addresses import task_path
from occupations.measures import counts
from occupations.measures import usage as measures
from occupations.recipes import (
    HANDED_OVER,
    PATTERNS,
    WORKED_TOGETHER,
    ObservedTask,
    collaboration_of_task,
    usage_divided,
    usage_mean,
    weighted_patterns,
    work_map,
)
from occupations.selectors.descriptions import TaskFacts
from occupations.subjects.context import Context
from occupations.subjects.fields import Collaboration, Pattern, WayOfWorking
from occupations.subjects.occupation.document.ai import HumanTask, MappedTask, Usage, UsedTask, WorkMap


def usage(context: Context, code: str) -> dict[str, Any]:
    """`work_map` and `usage`; both None where the edition's release observed none of the occupation's tasks."""
    tasks = {task.task_id: task for task in context.facts.tasks.get(code, ())}
    observed = {
        number: seen for number in tasks if (seen := context.facts.observed.get(context.facts.wording[number])) is not None
    }
    if not observed:
        return {"work_map": None, "usage": None}
    weights = {number: divided(context, number, seen) for number, seen in observed.items()}
    return {
        "work_map": _map(tasks, observed, weights),
        "usage": Usage(
            tasks=[
                _task(context, tasks[number], observed[number], weights[number])
                for number in sorted(observed, key=lambda number: (-weights[number], number))
            ],
            **_of_occupation(observed, weights),
        ),
    }


def divided(context: Context, number: int, seen: ObservedTask) -> float:
    """The occupation's part of a task's share."""
    return usage_divided(seen.share, context.facts.occupations_with_wording[context.facts.wording[number]])


def collaboration(seen: ObservedTask) -> Collaboration | None:
    """The task's ways of working together, or None where nothing was classified or too few conversations were."""
    way = None if seen.is_thin else collaboration_of_task(seen.patterns)
    if way is None:
        return None
    return _collaboration(way.most_common, way.handed_over, way.worked_together, seen.patterns)


def _collaboration(most_common: str, handed_over: float, together: float, shares: Mapping[str, float]) -> Collaboration:
    return Collaboration(
        most_common=cast("WayOfWorking", most_common),
        automation=figure(measures.AUTOMATION_SHARE, handed_over),
        augmentation=figure(measures.AUGMENTATION_SHARE, together),
        patterns=[
            Pattern(cast("WayOfWorking", way), figure(measures.COLLABORATION_SHARE, shares[way]))
            for way in PATTERNS
            if shares.get(way)
        ],
    )


def _reference(task: TaskFacts) -> dict[str, Any]:
    return {"id": task.task_id, "statement": task.statement, "path": task_path(task.task_id, task.statement)}


def _task(context: Context, task: TaskFacts, seen: ObservedTask, weight: float) -> UsedTask:
    shared = context.facts.occupations_with_wording[context.facts.wording[task.task_id]]
    human_able = None if seen.is_thin else seen.human_able
    return UsedTask(
        **_reference(task),
        share=figure(measures.USAGE_SHARE, weight),
        occupations=figure(counts.TASK_OCCUPATIONS, shared),
        collaboration=collaboration(seen),
        human_able=None if human_able is None else figure(measures.HUMAN_ABLE_SHARE, human_able),
    )


def _of_occupation(observed: dict[int, ObservedTask], weights: dict[int, float]) -> dict[str, Any]:
    """Figures over all observed tasks; tasks below the floor count towards none but the total."""
    counted = [number for number in observed if not observed[number].is_thin]
    patterns = weighted_patterns([(weights[number], observed[number].patterns) for number in counted])
    autonomy = usage_mean((weights[number], observed[number].autonomy) for number in counted)
    at_work = usage_mean((weights[number], observed[number].at_work) for number in counted)
    total = sum(sorted(weights.values()))
    together = None
    if patterns is not None:
        together = _collaboration(
            max(PATTERNS, key=lambda pattern: patterns[pattern]),
            sum(patterns[name] for name in HANDED_OVER),
            sum(patterns[name] for name in WORKED_TOGETHER),
            patterns,
        )
    return {
        "share": figure(measures.USAGE_SHARE, total),
        "collaboration": together,
        "autonomy": None if autonomy is None else figure(measures.AI_AUTONOMY, autonomy),
        "work_share": None if at_work is None else figure(measures.WORK_SHARE, at_work),
    }


def _map(tasks: dict[int, TaskFacts], observed: dict[int, ObservedTask], weights: dict[int, float]) -> WorkMap:
    drawn = work_map(observed)

    def mapped(number: int) -> dict[str, Any]:
        return {**_reference(tasks[number]), "share": figure(measures.USAGE_SHARE, weights[number])}

    return WorkMap(
        often_handed=[MappedTask(**mapped(number)) for number in drawn.handed_over],
        copilot=[MappedTask(**mapped(number)) for number in drawn.worked_together],
        human_able=[
            HumanTask(**mapped(number), human_able=figure(measures.HUMAN_ABLE_SHARE, observed[number].human_able))
            for number in drawn.human_able
        ],
    )
