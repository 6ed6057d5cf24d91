"""Scores of studies, labels of tasks, and observed use of an AI assistant."""

from collections import defaultdict

from occupations.models import CodeSystem, EarlierTask, ExposureScore, TaskLabel, TaskPenetration, UsageFigure
from occupations.recipes import PATTERNS, ObservedTask
from occupations.recipes.exact import exact_sum


def scores(release_id: int, measure: str, system: str = "") -> dict[str, float]:
    """Code → score of one measure; of one classification where the study publishes in several."""
    rows = ExposureScore.objects.filter(release_id=release_id, measure=measure)
    if system:
        rows = rows.filter(system=CodeSystem(system))
    return dict(rows.order_by("code").values_list("code", "value"))


def task_labels(release_id: int) -> dict[tuple[str, int], tuple[str, str]]:
    """(O*NET-SOC code, task number) → labels of exposure (by people, by GPT-4)."""
    rows = TaskLabel.objects.filter(release_id=release_id).values_list("code", "task_id", "human", "gpt4")
    return {(code, task): (human, gpt4) for code, task, human, gpt4 in rows.iterator()}


def task_penetration(release_id: int) -> dict[str, float]:
    """Normalised task statement → share that observed use covers."""
    return dict(TaskPenetration.objects.filter(release_id=release_id).values_list("task", "value"))


# In the place of a task: conversations that match none, and those that were not classified.
_NO_TASK = ("none", "not_classified")
_TASK = "onet_task"
_READ = (
    (_TASK, ("percent", "count")),
    (f"{_TASK}::collaboration", ("percent",)),
    (f"{_TASK}::use_case", ("percent",)),
    (f"{_TASK}::human_only_ability", ("percent",)),
    (f"{_TASK}::ai_autonomy", ("mean",)),
)


def observed_tasks(release_id: int) -> dict[str, ObservedTask]:
    """Normalised task statement → what was observed of it. Conversations that match no task are not in it."""
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = UsageFigure.objects.filter(
        release_id=release_id, platform=UsageFigure.Platform.ASSISTANT, facet__in=[facet for facet, _ in _READ]
    ).exclude(value=None)
    for facet, statistic, task, category, value in rows.values_list("facet", "statistic", "task", "category", "value").iterator():
        if value is not None and (facet, statistic) in _WANTED and task and task not in _NO_TASK:
            found[facet, statistic][task][category] = value
    shares = found[_TASK, "percent"]
    patterns = found[f"{_TASK}::collaboration", "percent"]
    return {
        task: ObservedTask(
            share=shares[task][""],
            conversations=found[_TASK, "count"].get(task, {}).get(""),
            patterns={name: patterns[task].get(name, 0.0) for name in PATTERNS} if task in patterns else {},
            autonomy=found[f"{_TASK}::ai_autonomy", "mean"].get(task, {}).get(""),
            at_work=found[f"{_TASK}::use_case", "percent"].get(task, {}).get("work"),
            human_able=found[f"{_TASK}::human_only_ability", "percent"].get(task, {}).get("yes"),
        )
        for task in sorted(shares)
    }


def share_without_task(release_id: int) -> float | None:
    """Percent of all conversations that match no task or were not classified, or None where the release does not say."""
    rows = UsageFigure.objects.filter(
        release_id=release_id, platform=UsageFigure.Platform.ASSISTANT, facet=_TASK, statistic="percent", task__in=_NO_TASK
    ).exclude(value=None)
    shares = [value for value in rows.values_list("value", flat=True) if value is not None]
    return exact_sum(shares) if shares else None


def earlier_tasks(release_id: int) -> dict[str, list[int]]:
    """Digest of an earlier wording → numbers of the tasks that had it, in order."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for digest, number in EarlierTask.objects.filter(release_id=release_id).order_by("task_id").values_list("digest", "task_id"):
        numbers[digest].append(number)
    return dict(numbers)


def earlier_codes(release_id: int) -> dict[str, list[str]]:
    """Digest of an earlier wording → O*NET-SOC 2010 codes of the occupations that had a task of it, in order."""
    codes: dict[str, list[str]] = defaultdict(list)
    for digest, code in EarlierTask.objects.filter(release_id=release_id).order_by("code").values_list("digest", "code"):
        codes[digest].append(code)
    return {digest: list(dict.fromkeys(found)) for digest, found in codes.items()}


_WANTED = frozenset((facet, statistic) for facet, statistics in _READ for statistic in statistics)
