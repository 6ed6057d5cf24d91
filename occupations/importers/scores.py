"""Turning a study's wide table, one column a score, into one fact per score; and what is plausible of such scores."""

from collections.abc import Collection, Iterable, Mapping

from citations.importing.importer import FactRows
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.judged import Rule
from citations.importing.plausibility.series import Series
from occupations.models import ExposureScore


def plausible_scores(titles: Mapping[str, str], own: Collection[str] = ()) -> tuple[Rule, ...]:
    """What is plausible of any study's scores. `titles`: the classification of each table, by its key, that has codes with
    titles; `own`: codes of the study's own."""
    return (
        Known(ExposureScore, "code", system_column="system", own=own, to_the_end=True),
        *(Titled(table, "code", "title", system) for table, system in titles.items()),
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
