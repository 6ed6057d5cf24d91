"""Observed use of an AI assistant, of an `anthropic-economic-index` release: conversations on Claude.ai."""

from collections import defaultdict

from occupations.models import UsageFigure
from occupations.recipes import PATTERNS, ObservedTask

_NO_TASK = "none"
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
        if value is not None and (facet, statistic) in _WANTED and task and task != _NO_TASK:
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


_WANTED = frozenset((facet, statistic) for facet, statistics in _READ for statistic in statistics)
