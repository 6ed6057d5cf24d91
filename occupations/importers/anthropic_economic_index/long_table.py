"""The long format of the releases since September 2025: one line a figure, for every country and facet."""

from citations.importing.cells import Cell, CellError, as_text, decimal, integer, matching, text
from citations.importing.tables import Column, Table
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
DAY = matching(r"20\d\d-\d\d-\d\d", "a day like 2025-11-13")


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
        Column("date_start", "date_start", DAY),
        Column("date_end", "date_end", DAY),
        Column("platform", "platform_and_product", platform),
        Column("facet", "facet", text(60)),
        Column("level", "level", integer(0, 9)),
        Column("variable", "variable", text(100)),
        Column("cluster_name", "cluster_name", cluster_name, nullable=True),
        Column("value", "value", decimal(), nullable=True),
    ),
    required=False,
    unique=("platform", "facet", "variable", "cluster_name"),
    unique_where=lambda row: bool(statistic(row)),
    part_of_many=True,
)
