"""Figures and words of a unit group that editors can put into sentences."""

from collections.abc import Callable

from citations.figures import Figure
from gradient.measures import ILO
from gradient.profiles import TaskRow, UnitGroupProfile
from singulariki.editorial.registry import FigureToken

Resolve = Callable[[UnitGroupProfile], Figure | str | None]


def _moved(profile: UnitGroupProfile) -> bool:
    """Whether a change shows at the number of decimals that pages print."""
    return profile.change.text.strip("+−0.") != ""


def _direction(profile: UnitGroupProfile) -> str | None:
    if not _moved(profile):
        return None
    return "rose" if profile.change.text.startswith("+") else "fell"


def _rising(profile: UnitGroupProfile) -> TaskRow | None:
    task = profile.fastest
    return task if task is not None and (task.change.value or 0) > 0 else None


def _token(key: str, label: str, resolve: Resolve, group: str) -> FigureToken:
    return FigureToken(key, label, resolve, group)  # type: ignore[arg-type]


def _text_token(key: str, label: str, resolve: Resolve, group: str) -> FigureToken:
    return FigureToken(key, label, resolve, group, datasets=(ILO,))  # type: ignore[arg-type]


_OCCUPATION, _EXPOSURE, _TASKS, _US = "The unit group", "Exposure", "Its tasks", "United States"

TOKENS: tuple[FigureToken, ...] = (
    _text_token("code", "ISCO-08 code", lambda p: p.code, _OCCUPATION),
    _text_token("major-group", "Major group, with its number", lambda p: p.major.name, _OCCUPATION),
    _text_token("major-group-title", "Major group, title only", lambda p: p.major.title, _OCCUPATION),
    _token("unit-group-count", "Number of unit groups with data", lambda p: p.occupation_count, _OCCUPATION),
    _token("mean-exposure", "Mean task exposure, 2025", lambda p: p.mean, _EXPOSURE),
    _token("mean-exposure-2023", "Mean task exposure, 2023", lambda p: p.mean_previous, _EXPOSURE),
    _token("change", "Change in mean exposure, with its sign", lambda p: p.change, _EXPOSURE),
    _token("change-size", "Change in mean exposure, without sign", lambda p: p.change_size, _EXPOSURE),
    _text_token("rose-or-fell", "“rose” or “fell”; nothing where the mean did not change", _direction, _EXPOSURE),
    _text_token(
        "did-not-change",
        "“did not change”; nothing where the mean rose or fell",
        lambda p: None if p.change.is_missing or _moved(p) else "did not change",
        _EXPOSURE,
    ),
    _token("percentile", "Percentile, as an ordinal (65th)", lambda p: p.percentile, _EXPOSURE),
    _token("share-less-exposed", "Percentile, as a share (65%)", lambda p: p.share_less_exposed, _EXPOSURE),
    _token("exposed-share", "Share of tasks in Gradient 1 to 4", lambda p: p.exposed_share, _EXPOSURE),
    _text_token("typical-band", "Band of the unit group", lambda p: p.band.label, _EXPOSURE),
    _token("task-count", "Number of scored tasks", lambda p: p.task_count, _TASKS),
    _text_token("most-exposed-task", "Most exposed task: its statement", lambda p: p.most_exposed.statement, _TASKS),
    _token("most-exposed-score", "Most exposed task: its score", lambda p: p.most_exposed.score, _TASKS),
    _text_token(
        "fastest-task", "Task moving fastest: its statement", lambda p: p.fastest.statement if p.fastest else None, _TASKS
    ),
    _token("fastest-change", "Task moving fastest: its change", lambda p: p.fastest.change if p.fastest else None, _TASKS),
    _token(
        "fastest-rise",
        "Task moving fastest: its rise; nothing where no task rose",
        lambda p: task.change if (task := _rising(p)) else None,
        _TASKS,
    ),
    _token(
        "smallest-fall",
        "Task that fell least; nothing where a task rose",
        lambda p: p.fastest.change if p.fastest and not _rising(p) else None,
        _TASKS,
    ),
    _token(
        "us-occupation-count",
        "Number of U.S. occupations mapped to it",
        lambda p: p.us_occupation_count if p.us_occupations else None,
        _US,
    ),
)
