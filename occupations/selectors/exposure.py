"""Scores of studies, and labels of tasks."""

from occupations.models import CodeSystem, ExposureScore, TaskLabel, TaskPenetration


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
