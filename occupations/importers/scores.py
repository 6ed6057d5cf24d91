"""Turning a study's wide table, one column a score, into one fact per score."""

from collections.abc import Iterable, Mapping

from citations.importing.importer import FactRows
from occupations.models import ExposureScore


def exposure_scores(rows: Iterable, *, system: str, measures: Mapping[str, str]) -> FactRows:
    """Facts of a table whose rows have a `code`: `measures` names the measure of each score column. Empty cells give no fact."""
    scores = (
        (measure, system, row.code, value)
        for row in rows
        for column, measure in measures.items()
        if (value := getattr(row, column)) is not None
    )
    return FactRows(ExposureScore, ("measure", "system", "code", "value"), scores)
