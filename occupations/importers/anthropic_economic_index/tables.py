"""The tables of three generations of files: those of February and March 2025, one file a question, one line a task or way of
working together; the long format by the week since September 2025, one line a figure, for every country and facet; and the long
format by the month since June 2026, of other columns and names."""

import re
from dataclasses import replace

from citations.importing.cells import Cell, CellError, CommonCause, as_text, choice, decimal, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import task_text
from occupations.models import UsageFigure
from occupations.models.exposure import normalised_statement

TASK = "onet_task"
CROSSING = "::"
WHOLE_WORLD = "GLOBAL"
# What pages tell: how often, in which way of working together, for what use, with what success, how independently, and whether a
# person could have done it alone. The rest of the file (countries, kinds of request, durations, years of schooling) stays unread.
CATEGORICAL = ("collaboration", "use_case", "task_success", "human_only_ability")
NUMERIC = ("ai_autonomy",)
FACETS = frozenset({TASK, *CATEGORICAL, *NUMERIC, *(f"{TASK}{CROSSING}{facet}" for facet in (*CATEGORICAL, *NUMERIC))})
STATISTICS = {
    "count": "count",
    "pct": "percent",
    "mean": "mean",
    "mean_ci_lower": "mean_ci_lower",
    "mean_ci_upper": "mean_ci_upper",
    "median": "median",
}
PERCENT = decimal(0, 100)
FRACTION = decimal(0, 1)
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation")
REWRITTEN = CommonCause(
    "dates-rewritten",
    "Days are written otherwise than the publisher writes them (2025-11-13)",
    "A spreadsheet program does that when it saves the file, and may have cut off rows, too. Download the file again and upload "
    "it without opening it in another program.",
)


def day(cell: Cell) -> str:
    """A day as the publisher writes it. Days are text, so that those of many rows are one."""
    words = as_text(cell)
    if not re.fullmatch(r"20\d\d-\d\d-\d\d", words):
        raise CellError("a day like 2025-11-13", REWRITTEN if any(map(str.isdigit, words)) else None)
    return words


def platform(cell: Cell) -> str:
    """Which product the conversations were held with; the names vary with the plans counted."""
    words = as_text(cell)
    if words.casefold().startswith("claude"):
        return UsageFigure.Platform.ASSISTANT.value
    if words.casefold() == "1p api":
        return UsageFigure.Platform.API.value
    raise CellError("'Claude AI (…)' or '1P API'")


_name = text(600)


def cluster_name(cell: Cell) -> str:
    """Task, category or both, normalised as task statements are."""
    return normalised_statement(str(_name(cell)))


def statistic(row) -> str:
    """What the row's value is, or '' where the row is not read: another place than the world, another facet or statistic."""
    if row.geo_id != WHOLE_WORLD or row.facet not in FACETS or row.level != 0:
        return ""
    prefix = row.facet.replace(CROSSING, "_") + "_"
    return STATISTICS.get(row.variable.removeprefix(prefix), "") if row.variable.startswith(prefix) else ""


def task_and_category(row) -> tuple[str, str]:
    """What the row's cluster name holds. A crossing's is '<task>::<category>'; of a number's, the category says only 'value'."""
    name = row.cluster_name or ""
    if row.facet == TASK:
        return name, ""
    if CROSSING not in row.facet:
        return "", name
    task, found, category = name.rpartition(CROSSING)
    if not found:
        return name, ""
    return task, "" if row.facet.rpartition(CROSSING)[2] in NUMERIC else category


FIGURES = Table(
    key="figures",
    label="Figures in long format (aei_raw_…)",
    columns=(
        Column("geo_id", "geo_id", text(20), nullable=True),
        Column("geography", "geography", text(20)),
        Column("date_start", "date_start", day),
        Column("date_end", "date_end", day),
        Column("platform", "platform_and_product", platform),
        Column("facet", "facet", text(60)),
        Column("level", "level", integer(0, 9)),
        Column("variable", "variable", text(100)),
        Column("cluster_name", "cluster_name", cluster_name, nullable=True),
        Column("value", "value", decimal(), nullable=True),
    ),
    required=False,
    unique=("platform", "facet", "variable", "cluster_name", "date_end"),
    unique_where=lambda row: bool(statistic(row)),
    part_of_many=True,
)

# Of the monthly format: whose figures are read, by the level where they are finest.
OVERALL, ONET = "overall", "onet"
# Metrics that pages tell, each with the facet, category and statistic that the weekly format has for the same.
METRICS = {
    "pct": ("", "", "percent"),
    "ai_autonomy_mean": ("ai_autonomy", "", "mean"),
    "human_only_ability_pct": ("human_only_ability", "yes", "percent"),
    **{f"use_case_{use}_pct": ("use_case", use, "percent") for use in ("work", "personal", "coursework")},
    **{
        f"collaboration_{pattern.replace(' ', '_')}_pct": ("collaboration", pattern, "percent") for pattern in (*PATTERNS, "none")
    },
}


def is_read(row) -> bool:
    """Whether the row of the monthly format is one that pages tell: of the whole world, and of all conversations or of a task."""
    if row.geo_id != WHOLE_WORLD or row.level != 0 or row.metric not in METRICS:
        return False
    return row.category == ONET or (row.category == OVERALL and row.metric != "pct")


def _is_of_api(name: str, row: object) -> bool:
    """Nothing in the file says which product the conversations were held with; its name does."""
    return bool(re.search(r"(?<![a-z])api(?![a-z])", name, re.IGNORECASE))


def _is_of_assistant(name: str, row: object) -> bool:
    return not _is_of_api(name, row)


MONTHLY = Table(
    key="monthly",
    label="Figures by the month, Claude.ai (aei_claude_ai_…)",
    columns=(
        Column("date_start", "date_start", day),
        Column("date_end", "date_end", day),
        Column("geo_id", "geo_id", text(20)),
        Column("geography", "geo_level", text(20)),
        Column("category", "category_name", text(60)),
        Column("level", "hierarchy_level", integer(0, 9)),
        Column("metric", "metric_id", text(100)),
        Column("value", "value", decimal(), nullable=True),
        Column("name", "node_name", cluster_name, nullable=True),
        Column("node", "node_external_id", text(100), nullable=True),
    ),
    required=False,
    unique=("category", "metric", "node", "name", "date_end"),
    unique_where=is_read,
    part_of_many=True,
    accepts=_is_of_assistant,
)

MONTHLY_API = replace(
    MONTHLY, key="monthly_api", label="Figures by the month, Anthropic's own API (aei_1p_api_…)", accepts=_is_of_api
)

INTERACTIONS = choice({name: name for name in (*PATTERNS, "none")})


def _is_earlier(name: str, row: object) -> bool:
    """Files of March 2025 that repeat the release before are named so; nothing in them tells."""
    return bool(re.search(r"_v1(?![0-9])", name))


def _is_current(name: str, row: object) -> bool:
    return not _is_earlier(name, row)


TASK_SHARES = Table(
    key="task_shares",
    label="Share of conversations by task (onet_task_mappings, task_pct_v2)",
    columns=(Column("task", "task_name", task_text), Column("percent", "pct", PERCENT)),
    required=False,
    unique=("task",),
    accepts=_is_current,
)

EARLIER_TASK_SHARES = replace(
    TASK_SHARES,
    key="earlier_task_shares",
    label="Shares of the release before, repeated (task_pct_v1)",
    accepts=_is_earlier,
)

COLLABORATION = Table(
    key="collaboration",
    label="Ways of working together (automation_vs_augmentation)",
    columns=(Column("interaction", "interaction_type", INTERACTIONS), Column("percent", "pct", PERCENT)),
    required=False,
    unique=("interaction",),
    accepts=_is_current,
)

EARLIER_COLLABORATION = replace(
    COLLABORATION,
    key="earlier_collaboration",
    label="Ways of working together of the release before, repeated (automation_vs_augmentation_v1)",
    accepts=_is_earlier,
)


def fractions_add_up(row) -> tuple[str, str] | None:
    """The ways of working together on a task, with those withheld, make up all of its conversations."""
    total = sum(row[1:])
    return ("filtered", f"fractions of a task that add up to 1; these make {total:.3f}") if abs(total - 1) > 0.001 else None


COLLABORATION_BY_TASK = Table(
    key="collaboration_by_task",
    label="Ways of working together by task (automation_vs_augmentation_by_task)",
    columns=(
        Column("task", "task_name", task_text),
        *(Column(name.replace(" ", "_"), name.replace(" ", "_"), FRACTION) for name in PATTERNS),
        Column("filtered", "filtered", FRACTION),
    ),
    required=False,
    unique=("task",),
    references=(Reference(("task",), TASK_SHARES.key, ("task",)),),
    cross_check=fractions_add_up,
)

THINKING = Table(
    key="thinking",
    label="Use of extended thinking by task (task_thinking_fractions)",
    columns=(
        Column("task", "task_name", task_text),
        Column("fraction", "thinking_fraction", FRACTION, nullable=True),
    ),
    required=False,
    unique=("task",),
    references=(Reference(("task",), TASK_SHARES.key, ("task",)),),
)
