"""Figures and words of a unit group that editors can put into sentences."""

from collections.abc import Callable

from citations.figures import Figure
from gradient.bands import BAND_BY_KEY
from gradient.measures import ILO
from gradient.subjects.unit_group.document import UnitGroupDocument
from singulariki.editorial.declaring import figure_token, text_token
from singulariki.editorial.registry import FigureToken

_OCCUPATION, _EXPOSURE, _TASKS, _US = "The unit group", "Exposure", "Its tasks", "United States"


def _made(
    key: str, label: str, make: Callable[[UnitGroupDocument], Figure | str | None], group: str, *datasets: str
) -> FigureToken:
    """A figure or words that are there for some unit groups only."""
    return FigureToken(key, label, lambda subject: make(subject.document), group, datasets=datasets)


def _moved(document: UnitGroupDocument) -> str | None:
    return None if document.direction == "did not change" else document.direction


def _stayed(document: UnitGroupDocument) -> str | None:
    return document.direction if document.direction == "did not change" else None


def _rise(document: UnitGroupDocument) -> Figure | None:
    task = document.fastest
    return task.change if task and (task.change.value or 0) > 0 else None


def _fall(document: UnitGroupDocument) -> Figure | None:
    task = document.fastest
    return task.change if task and (task.change.value or 0) <= 0 else None


TOKENS: tuple[FigureToken, ...] = (
    text_token("code", "ISCO-08 code", "code", ILO, group=_OCCUPATION),
    text_token("major-group", "Major group, with its number", "major_group.name", ILO, group=_OCCUPATION),
    text_token("major-group-title", "Major group, title only", "major_group.title", ILO, group=_OCCUPATION),
    figure_token("unit-group-count", "Number of unit groups with data", "occupation_count", _OCCUPATION),
    figure_token("mean-exposure", "Mean task exposure, 2025", "mean_score", _EXPOSURE),
    figure_token("mean-exposure-2023", "Mean task exposure, 2023", "mean_score_previous", _EXPOSURE),
    figure_token("change", "Change in mean exposure, with its sign", "change", _EXPOSURE),
    figure_token("change-size", "Change in mean exposure, without sign", "change_size", _EXPOSURE),
    _made("rose-or-fell", "“rose” or “fell”; nothing where the mean did not change", _moved, _EXPOSURE, ILO),
    _made("did-not-change", "“did not change”; nothing where the mean rose or fell", _stayed, _EXPOSURE, ILO),
    figure_token("percentile", "Percentile, as an ordinal (65th)", "percentile", _EXPOSURE),
    figure_token("share-less-exposed", "Percentile, as a share (65%)", "share_less_exposed", _EXPOSURE),
    figure_token("exposed-share", "Share of tasks in Gradient 1 to 4", "exposed_share", _EXPOSURE),
    _made("typical-band", "Band of the unit group", lambda document: BAND_BY_KEY[document.band].label, _EXPOSURE, ILO),
    figure_token("task-count", "Number of scored tasks", "task_count", _TASKS),
    text_token("most-exposed-task", "Most exposed task: its statement", "most_exposed.statement", ILO, group=_TASKS),
    figure_token("most-exposed-score", "Most exposed task: its score", "most_exposed.score", _TASKS),
    text_token("fastest-task", "Task moving fastest: its statement", "fastest.statement", ILO, group=_TASKS),
    figure_token("fastest-change", "Task moving fastest: its change", "fastest.change", _TASKS),
    _made("fastest-rise", "Task moving fastest: its rise; nothing where no task rose", _rise, _TASKS),
    _made("smallest-fall", "Task that fell least; nothing where a task rose", _fall, _TASKS),
    _made(
        "us-occupation-count",
        "Number of U.S. occupations mapped to it",
        lambda document: document.us_occupation_count if document.us_occupations else None,
        _US,
    ),
)
