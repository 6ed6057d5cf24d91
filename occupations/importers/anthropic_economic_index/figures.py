"""The rows of each table as usage figures: one vocabulary for both generations of files."""

from collections.abc import Iterable, Iterator

from occupations.importers.anthropic_economic_index.long_table import FIGURES, TASK, statistic, task_and_category
from occupations.importers.anthropic_economic_index.short_tables import (
    COLLABORATION,
    COLLABORATION_BY_TASK,
    PATTERNS,
    TASK_SHARES,
    THINKING,
)
from occupations.models import UsageFigure

FIELDS = ("platform", "facet", "task", "category", "statistic", "value")
ASSISTANT = UsageFigure.Platform.ASSISTANT.value


def _task_shares(rows: Iterable) -> Iterator[tuple]:
    for row in rows:
        yield ASSISTANT, TASK, row.task, "", "percent", row.percent


def _collaboration(rows: Iterable) -> Iterator[tuple]:
    for row in rows:
        yield ASSISTANT, "collaboration", "", row.interaction, "percent", row.percent


def _collaboration_by_task(rows: Iterable) -> Iterator[tuple]:
    """Published as fractions; percents here, as the long format has them."""
    columns = [(name, name.replace(" ", "_")) for name in PATTERNS] + [("filtered", "filtered")]
    for row in rows:
        for category, column in columns:
            yield ASSISTANT, "onet_task::collaboration", row.task, category, "percent", getattr(row, column) * 100


def _thinking(rows: Iterable) -> Iterator[tuple]:
    for row in rows:
        yield ASSISTANT, "onet_task::thinking", row.task, "", "fraction", row.fraction


def _long(rows: Iterable) -> Iterator[tuple]:
    for row in rows:
        if kind := statistic(row):
            yield (row.platform, row.facet, *task_and_category(row), kind, row.value)


OF_TABLE = {
    FIGURES.key: _long,
    TASK_SHARES.key: _task_shares,
    COLLABORATION.key: _collaboration,
    COLLABORATION_BY_TASK.key: _collaboration_by_task,
    THINKING.key: _thinking,
}
