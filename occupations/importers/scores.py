"""Turning a study's wide table, one column a score, into one fact per score."""

from collections.abc import Iterable, Mapping

from citations.importing.importer import FactRows
from citations.importing.plausibility.codes import Known
from citations.importing.plausibility.series import Series
from occupations.models import ExposureScore

# What is plausible of any study's scores.
PLAUSIBLE_SCORES = (
    Known(ExposureScore, "code", system_column="system", unlisted=0.05, to_the_end=True),
    Series(ExposureScore, ("value",), by=("measure",)),
)


def exposure_scores(rows: Iterable, *, system: str, measures: Mapping[str, str]) -> FactRows:
    """Facts of a table whose rows have a `code`: `measures` names the measure of each score column. Empty cells give no fact."""
    scores = (
        (measure, system, row.code, value)
        for row in rows
        for column, measure in measures.items()
        if (value := getattr(row, column)) is not None
    )
    return FactRows(ExposureScore, ("measure", "system", "code", "value"), scores)
