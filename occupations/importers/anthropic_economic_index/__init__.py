"""Observed conversations with Claude by task and way of working together (Anthropic Economic Index): the three generations of
the index's files, in one vocabulary."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import PurePath
from typing import Any

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, NamedOther, RecognisedPart, one_release, register
from citations.importing.issues import Findings, Place
from citations.importing.plausibility.series import Series
from citations.importing.reading import Part, ReadMe, UnreadableFile
from citations.importing.tables import RowErrors, Table
from citations.importing.versions import DAYS
from occupations.importers.anthropic_economic_index.shares import (
    RELEASE_OF_DAYS,
    ROUNDING,
    USUALLY_LISTED,
    Period,
    chronological,
    observed,
    periods_in_words,
)
from occupations.importers.anthropic_economic_index.tables import (
    COLLABORATION,
    COLLABORATION_BY_TASK,
    CROSSING,
    EARLIER_COLLABORATION,
    EARLIER_TASK_SHARES,
    FIGURES,
    METRICS,
    MONTHLY,
    MONTHLY_API,
    OVERALL,
    PATTERNS,
    TASK,
    TASK_SHARES,
    THINKING,
    is_read,
    statistic,
    task_and_category,
)
from occupations.models import UsageFigure
from occupations.recipes.exact import exact_product, exact_sum

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


def _of_latest_period(rows: Iterable) -> Iterator[Any]:
    """The rows of the latest period observed. A release that observes several months is of its last: pages tell how Claude is
    used, not how that changed within a release."""
    latest: Period = ("", "")
    kept: list[Any] = []
    for row in rows:
        period = (row.date_start, row.date_end)
        if chronological(period) > chronological(latest):
            latest, kept = period, []
        if period == latest:
            kept.append(row)
    return iter(kept)


def _monthly(platform: str, rows: Iterable) -> Iterator[tuple]:
    """Rows of the monthly format in the words of the weekly one. It lists a task by its number, and several may have the same
    words: their shares are added, what else is told of them is the mean by share."""
    of_task: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in _of_latest_period(filter(is_read, rows)):
        facet, category, kind = METRICS[row.metric]
        if row.category == OVERALL:
            yield platform, facet, "", category, kind, row.value
        elif row.name and row.value is not None:
            of_task[row.name][row.metric][row.node or ""] = row.value
    for task, metrics in sorted(of_task.items()):
        shares = metrics["pct"]
        for metric, values in metrics.items():
            facet, category, kind = METRICS[metric]
            if metric == "pct":
                yield platform, TASK, task, "", kind, exact_sum(values.values())
            else:
                weights = {node: shares.get(node, 0.0) for node in values}
                if not (total := exact_sum(weights.values())):
                    weights, total = dict.fromkeys(values, 1.0), float(len(values))
                mean = exact_sum(exact_product(values[node], weights[node]) for node in values) / total
                alone = next(iter(values.values()))
                yield platform, f"{TASK}{CROSSING}{facet}", task, category, kind, alone if len(values) == 1 else mean


# The figures that a row of each table holds, and those that the rows of a table hold together.
OF_ROW: dict[str, Callable[[Any], Iterable[tuple]]] = {
    TASK_SHARES.key: lambda row: [(ASSISTANT, TASK, row.task, "", "percent", row.percent)],
    COLLABORATION.key: lambda row: [(ASSISTANT, "collaboration", "", row.interaction, "percent", row.percent)],
    COLLABORATION_BY_TASK.key: _collaboration_by_task,
    THINKING.key: lambda row: [(ASSISTANT, "onet_task::thinking", row.task, "", "fraction", row.fraction)],
}
OF_ROWS: dict[str, Callable[[Iterable], Iterator[tuple]]] = {
    FIGURES.key: lambda rows: chain.from_iterable(map(_long, _of_latest_period(filter(statistic, rows)))),
    MONTHLY.key: partial(_monthly, ASSISTANT),
    MONTHLY_API.key: partial(_monthly, UsageFigure.Platform.API.value),
}

LONG = (FIGURES, MONTHLY, MONTHLY_API)
GENERATIONS = (
    (TASK_SHARES, EARLIER_TASK_SHARES, COLLABORATION, EARLIER_COLLABORATION, COLLABORATION_BY_TASK, THINKING),
    (FIGURES,),
    (MONTHLY, MONTHLY_API),
)
FIRST, SECOND = "2025-02-10", "2025-03-27"
ONLY_IN_SECOND = {table.key for table in (COLLABORATION_BY_TASK, THINKING, EARLIER_TASK_SHARES, EARLIER_COLLABORATION)}


# What the publisher keeps in the same folders.
BESIDE = "Leave it out: pages tell nothing of it."
NAMED_OTHERS = (
    NamedOther(
        label="the enriched file of the Economic Index, which repeats the raw one with other codes of countries",
        advice="It is not read, so that no figure counts twice. Upload the raw file, aei_raw_claude_ai_….csv.",
        headings=("geo_id", "facet", "cluster_name", "geo_name"),
    ),
    NamedOther(label="the Economic Index's tree of requests", advice=BESIDE, names=r"request_hierarchy_tree[^/]*\.json$"),
    NamedOther(
        label="the Economic Index's table of clusters of requests", advice=BESIDE, headings=("cluster_name_0", "percent_records")
    ),
    NamedOther(
        label="a table of wages or employment that the Economic Index was compared with",
        advice=f"{BESIDE} Wages and employment come from the Bureau of Labor Statistics.",
        headings=("SOCcode", "MedianSalary"),
    ),
    NamedOther(
        label="a table of wages or employment that the Economic Index was compared with",
        advice=f"{BESIDE} Wages and employment come from the Bureau of Labor Statistics.",
        headings=("bls_distribution",),
    ),
    NamedOther(
        label="a table of countries (codes, people or product) that the Economic Index was enriched with",
        advice=BESIDE,
        headings=("iso_alpha_3",),
    ),
)


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
    versions = DAYS
    named_others = NAMED_OTHERS
    tables = (*LONG, *GENERATIONS[0])
    plausible = (Series(UsageFigure, ("value",), by=("platform", "facet", "statistic"), steady=0.4, lost=0.6),)

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """Files by the month are named by the day of the release; else those in long format name the days they observed, of
        which the first ones tell. The earlier ones are told by which tables there are."""
        named = {_named_release(part) or _observed_release(part) for part in parts if part.table in LONG} - {""}
        if any(part.table.key in ONLY_IN_SECOND or re.search(r"_v2(?![0-9])", part.part.name) for part in parts):
            named.add(SECOND)
        if any(part.part.name.startswith("onet_task_mappings") for part in parts):
            named.add(FIRST)
        return one_release(named)

    def version_from_path(self, path: PurePath) -> str:
        """The publisher's folders are called release_2025_03_27."""
        days = re.findall(r"release_(20\d\d)_(\d\d)_(\d\d)", str(path))
        return "-".join(days[-1]) if days else ""

    def missed(self, found: Collection[str]) -> Sequence[Table]:
        """Only tables of the generation of files that the release is of."""
        of_release = [generation for generation in GENERATIONS if any(table.key in found for table in generation)]
        return [table for table in super().missed(found) if not of_release or any(table in each for each in of_release)]

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
            why = (
                "They are fractions, and the publisher's are percents: upload its own file."
                if abs(total - 1) <= 0.005
                else "The file is not complete; download it again."
            )
            findings.error(
                "shares-do-not-add-up",
                f"The shares of all tasks make {total:.1f}%, not 100%. {why}",
                column=findings.heading(TASK_SHARES.key, "percent"),
            )
        is_long = self._check_long(rows, findings)
        if not tasks and not is_long:
            findings.error(
                "task-shares-missing",
                "There are no shares by task: neither task_pct_v2.csv (onet_task_mappings.csv of the first release) nor a file "
                "in long format (aei_…). Upload them together with the other files of the release.",
            )

    def _check_long(self, rows: Callable[[str], Iterator], findings: Findings) -> bool:
        """Whether there are files in long format; one finding says what is missing of them."""
        found = observed(rows)
        gaps = {platform: list(seen.gaps()) for platform, seen in found.items()}
        if missing := {platform: said for platform, said in gaps.items() if said}:
            said = "; ".join(
                f"of {UsageFigure.Platform(platform).label}, {', '.join(said)}" for platform, said in missing.items()
            )
            seen = found[next(iter(missing))]
            if any(found[platform].listed > 100 + ROUNDING[found[platform].table] for platform in missing):
                cause = "Rows stand in it twice, or its figures are in another unit."
            else:
                cause = "The file was probably cut off at the end of a line, while it was downloaded or by whoever passed it on."
            findings.error(
                "shares-do-not-add-up",
                f"The release is not whole: {said}. {cause} Download it again, compare its size with the one that the publisher "
                "shows, and upload the whole file.",
                at=Place(findings.place(seen.table, seen.first).file),
            )
        elif len({seen.latest for seen in found.values()}) > 1:
            findings.error(
                "releases-mixed",
                f"The files observe different days: {periods_in_words(list(found.values()))}. Upload the files of one release.",
            )
        elif any(len(seen.periods) > 1 for seen in found.values()):
            findings.note(
                "latest-period",
                f"The release observes several periods: {periods_in_words(list(found.values()))}. The figures of the last "
                "one are those that pages tell.",
            )
        for platform, seen in found.items():
            if not missing and seen.listed < 100 - ROUNDING[seen.table]:
                tell = findings.note if seen.listed >= USUALLY_LISTED else findings.warning
                tell(
                    "tasks-unlisted",
                    f"The tasks listed of {UsageFigure.Platform(platform).label} make {seen.listed:.1f}% of its conversations. "
                    "The publisher leaves out tasks with few conversations, and those that match none.",
                )
        return bool(found)

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key in OF_ROWS:
            yield FactRows(UsageFigure, FIELDS, OF_ROWS[table_key](rows))
        elif table_key in OF_ROW:
            yield FactRows(UsageFigure, FIELDS, chain.from_iterable(map(OF_ROW[table_key], rows)))

    def fact_models(self):
        return (UsageFigure,)


def _named_release(recognised: RecognisedPart) -> str:
    """The day of the release in the name that the publisher gives a file by the month, or ''."""
    day = re.search(r"^aei_.*_(20\d\d-\d\d-\d\d)(?!\d|_to_)", recognised.part.name)
    return day[1] if day and recognised.table is not FIGURES else ""


def _observed_release(recognised: RecognisedPart) -> str:
    """The release whose days the first row names, or '' for days that are not known here."""
    parse = recognised.match.row_parser(is_text=recognised.part.delimited)
    try:
        row = next((row for row in recognised.part.rows() if row.number > recognised.header_row), None)
        first: Any = parse(row.cells) if row else None
    except (RowErrors, UnreadableFile):
        # The check of its rows says what is wrong.
        return ""
    return RELEASE_OF_DAYS.get((first.date_start, first.date_end), "") if first else ""
