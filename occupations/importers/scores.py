"""Turning a study's wide table, one column a score, into one fact per score."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import models

from citations.importing.importer import Aspects, FactRows
from citations.measures import MEASURES
from occupations.models import ActivityScore, ExposureScore


def _measure_label(key: object) -> str:
    measure = MEASURES.by_key.get(str(key))
    return measure.label if measure else str(key)


# Differences between releases are told measure by measure.
BY_MEASURE: Mapping[type[models.Model], Aspects] = {
    model: Aspects("measure", _measure_label) for model in (ExposureScore, ActivityScore)
}


def exposure_scores(rows: Iterable, *, system: str, measures: Mapping[str, str]) -> FactRows:
    """Facts of a table whose rows have a `code`: `measures` names the measure of each score column. Empty cells give no fact."""
    return FactRows(ExposureScore, ("measure", "system", "code", "value"), _scores(rows, system, measures))


def _scores(rows: Iterable, system: str, measures: Mapping[str, str]) -> Iterator[tuple]:
    for row in rows:
        for column, measure in measures.items():
            value = getattr(row, column)
            if value is not None:
                yield measure, system, row.code, value


def activity_scores(rows: Iterable, *, measures: Mapping[str, str]) -> FactRows:
    """Facts of a table whose rows have an `activity_id` and a `title`. Empty cells stay, as NULL."""
    return FactRows(
        ActivityScore,
        ("measure", "activity_id", "title", "value"),
        ((measure, row.activity_id, row.title, getattr(row, column)) for row in rows for column, measure in measures.items()),
    )
