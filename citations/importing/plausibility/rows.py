"""What a row says about itself: percentiles rise, a mean of pay lies above its median."""

from dataclasses import dataclass
from itertools import pairwise

from django.db import models

from citations.importing.facts import columns_of
from citations.importing.plausibility.judged import Cause, Judged, quoted, words

FEWEST = 20
# Share of the rows that may be out of order: publishers' own slips.
OUT_OF_ORDER = 0.005

ORDER = Cause(
    "columns-out-of-order",
    "Figures that rise from one column to the next do not:",
    "Columns may stand under each other's headings, or be shifted apart. Download the publisher's file again.",
    hidden_by=("columns-swapped",),
)
LEANING = Cause(
    "mean-below-median",
    "Means lie above medians in figures of this kind, and here they do not:",
    "The two columns may stand under each other's headings. Download the publisher's file again.",
    hidden_by=("columns-swapped",),
)


@dataclass(frozen=True)
class Ordered:
    """The figures of a row rise, or stay, from each of the columns to the next."""

    model: type[models.Model]
    columns: tuple[str, ...]

    def judge(self, judged: Judged) -> None:
        for lower, upper in pairwise(self.columns):
            compare_columns(judged, self.model, lower, upper, ORDER, OUT_OF_ORDER)


@dataclass(frozen=True)
class Leaning:
    """In most rows the figure of one column, such as the mean, is no less than that of another, such as the median."""

    model: type[models.Model]
    lower: str
    upper: str
    most: float = 0.5

    def judge(self, judged: Judged) -> None:
        compare_columns(judged, self.model, self.lower, self.upper, LEANING, self.most)


def compare_columns(judged: Judged, model: type[models.Model], lower: str, upper: str, cause: Cause, most: float) -> None:
    """Note where more than a share of the rows have less in the upper column than in the lower."""
    name = quoted(model)
    low, high = name(lower), name(upper)
    test = f"FROM {name('')} WHERE release_id = %s AND {low} IS NOT NULL AND {high} IS NOT NULL"
    sums = ", ".join(f"SUM(CASE WHEN {high} {sign} {low} THEN 1 ELSE 0 END)" for sign in ("<>", "<"))
    ((both, uneven, wrong),) = judged.rows(model, f"SELECT COUNT(*), {sums} {test}", [judged.release.pk])
    # Rows without any spread, such as those above the top code, are no evidence of which way figures lean.
    uneven = both if cause is ORDER else uneven or 0
    if uneven < FEWEST or (wrong or 0) <= most * uneven:
        return
    key = [f.name for f in columns_of(model)[0]]
    code = next((column for column in key if column.endswith("code")), key[0])
    example = f"SELECT {name(code)}, {low}, {high} {test} AND {high} < {low} ORDER BY id LIMIT 1"
    ((subject, less, more),) = judged.rows(model, example, [judged.release.pk])
    judged.note(
        cause,
        f"in {wrong:,} of {uneven:,} rows {words(upper)} is below {words(lower)} ({subject}: {more:g} and {less:g})",
    )


@dataclass(frozen=True)
class OrderedLines:
    """Of the facts that differ in one column only, such as the measure, the figure rises or stays from each of its values to the
    next."""

    model: type[models.Model]
    value: str
    by: str
    lines: tuple[str, ...]

    def judge(self, judged: Judged) -> None:
        name = quoted(self.model)
        key = [f.name for f in columns_of(self.model)[0] if f.name != self.by]
        same = " AND ".join(f"a.{name(column)} = b.{name(column)}" for column in key)
        value, by = name(self.value), name(self.by)
        for lower, upper in pairwise(self.lines):
            joined = (
                f"FROM {name('')} a JOIN {name('')} b ON {same} AND b.release_id = a.release_id "
                f"WHERE a.release_id = %s AND a.{by} = %s AND b.{by} = %s"
            )
            counts = f"SELECT COUNT(*), SUM(CASE WHEN b.{value} < a.{value} - 1e-9 THEN 1 ELSE 0 END) {joined}"
            ((both, wrong),) = judged.rows(self.model, counts, [judged.release.pk, lower, upper])
            if both >= FEWEST and (wrong or 0) > OUT_OF_ORDER * both:
                judged.note(ORDER, f"in {wrong:,} of {both:,} rows {upper} is below {lower}")
