"""Observed conversations with Claude by task and way of working together (Anthropic Economic Index): both generations of the
index's files, in one vocabulary."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import PurePath
from typing import Any

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, RecognisedPart, one_release, register
from citations.importing.issues import Findings
from citations.importing.plausibility.series import Series
from citations.importing.reading import Part, ReadMe
from citations.importing.tables import RowErrors
from occupations.importers.anthropic_economic_index.tables import (
    COLLABORATION,
    COLLABORATION_BY_TASK,
    EARLIER_COLLABORATION,
    EARLIER_TASK_SHARES,
    FIGURES,
    PATTERNS,
    TASK,
    TASK_SHARES,
    THINKING,
    statistic,
    task_and_category,
)
from occupations.models import UsageFigure
from occupations.recipes.exact import exact_product

FIELDS = ("platform", "facet", "task", "category", "statistic", "value")
ASSISTANT = UsageFigure.Platform.ASSISTANT.value


def _long(row) -> Iterator[tuple]:
    if kind := statistic(row):
        yield (row.platform, row.facet, *task_and_category(row), kind, row.value)


def _collaboration_by_task(row) -> Iterator[tuple]:
    """Published as fractions; percents here, as the long format has them."""
    for category in (*PATTERNS, "filtered"):
        share = getattr(row, category.replace(" ", "_"))
        yield ASSISTANT, "onet_task::collaboration", row.task, category, "percent", exact_product(share, 100)


# The figures that a row of each table holds.
OF_TABLE: dict[str, Callable[[Any], Iterable[tuple]]] = {
    FIGURES.key: _long,
    TASK_SHARES.key: lambda row: [(ASSISTANT, TASK, row.task, "", "percent", row.percent)],
    COLLABORATION.key: lambda row: [(ASSISTANT, "collaboration", "", row.interaction, "percent", row.percent)],
    COLLABORATION_BY_TASK.key: _collaboration_by_task,
    THINKING.key: lambda row: [(ASSISTANT, "onet_task::thinking", row.task, "", "fraction", row.fraction)],
}

# The days that each release in long format observed.
RELEASE_OF_DAYS = {
    ("2025-08-04", "2025-08-11"): "2025-09-15",
    ("2025-11-13", "2025-11-20"): "2026-01-15",
    ("2026-02-05", "2026-02-12"): "2026-03-24",
}
FIRST, SECOND = "2025-02-10", "2025-03-27"
ONLY_IN_SECOND = {table.key for table in (COLLABORATION_BY_TASK, THINKING, EARLIER_TASK_SHARES, EARLIER_COLLABORATION)}


@register
class AnthropicEconomicIndex(Importer):
    dataset = DatasetDeclaration(
        slug="anthropic-economic-index",
        title="Anthropic Economic Index",
        short_title="Anthropic Economic Index",
        publisher="Anthropic",
        homepage="https://www.anthropic.com/economic-index",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "dataset",
            "title": "Anthropic Economic Index",
            "author": [{"literal": "Anthropic"}],
            "URL": "https://huggingface.co/datasets/Anthropic/EconomicIndex",
        },
        measures=(
            "What people use one AI assistant for: shares of a sample of conversations with Claude by O*NET task, and how people "
            "and assistant work together in them, as rated by a model that preserves privacy."
        ),
        does_not_measure=(
            "Use of other AI systems, the share of a job or of working time, who the people are or what their jobs are, whether "
            "the result was used, or what could be automated."
        ),
    )
    version = 2
    tables = (
        FIGURES,
        TASK_SHARES,
        EARLIER_TASK_SHARES,
        COLLABORATION,
        EARLIER_COLLABORATION,
        COLLABORATION_BY_TASK,
        THINKING,
    )
    plausible = (Series(UsageFigure, ("value",), by=("platform", "facet", "statistic"), steady=0.4, lost=0.6),)

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """Files in long format name the days they observed; the earlier ones are told by which tables there are."""
        named = {_observed_release(part) for part in parts if part.table is FIGURES} - {""}
        if any(part.table.key in ONLY_IN_SECOND or re.search(r"_v2(?![0-9])", part.part.name) for part in parts):
            named.add(SECOND)
        if any(part.part.name.startswith("onet_task_mappings") for part in parts):
            named.add(FIRST)
        return one_release(named)

    def version_from_path(self, path: PurePath) -> str:
        """The publisher's folders are called release_2025_03_27."""
        days = re.findall(r"release_(20\d\d)_(\d\d)_(\d\d)", str(path))
        return "-".join(days[-1]) if days else ""

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """Releases are named by the day of publication."""
        try:
            return date.fromisoformat(version[:10]).isoformat()
        except ValueError:
            return ""

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        total, tasks = 0.0, 0
        for row in rows(TASK_SHARES.key):
            total, tasks = total + row.percent, tasks + 1
        if tasks and abs(total - 100) > 0.5:
            findings.error(
                "shares-do-not-add-up",
                f"The shares of all tasks make {total:.1f}%, not 100%. The file is not complete; download it again.",
                column=findings.heading(TASK_SHARES.key, "percent"),
            )
        if not tasks and not any(row.facet == TASK and statistic(row) for row in rows(FIGURES.key)):
            findings.error(
                "task-shares-missing",
                "There are no shares by task: neither task_pct_v2.csv (onet_task_mappings.csv of the first release) nor rows of "
                f"the facet {TASK} with geo_id GLOBAL. Upload them together with the other files of the release.",
            )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key in OF_TABLE:
            yield FactRows(UsageFigure, FIELDS, chain.from_iterable(map(OF_TABLE[table_key], rows)))

    def fact_models(self):
        return (UsageFigure,)


def _observed_release(recognised: RecognisedPart) -> str:
    """The release whose days the first row names, or '' for days that are not known here."""
    parse = recognised.match.row_parser()
    for row in recognised.part.rows():
        if row.number > recognised.header_row:
            try:
                first: Any = parse(row.cells)
            except RowErrors:
                return ""
            return RELEASE_OF_DAYS.get((first.date_start, first.date_end), "")
    return ""
