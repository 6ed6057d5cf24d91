"""Observed conversations in the long format of the Anthropic Economic Index, for the sample's own tasks."""

from collections.abc import Iterator, Sequence

from citations.sample_files import Cell, text_rows
from occupations.sample.files.text import FOLDER, comma_separated, sample_of, task_statements

COLUMNS = ("geo_id", "geography", "date_start", "date_end", "platform_and_product", "facet", "level", "variable", "cluster_name",
           "value")  # fmt: skip
WORLD = ("GLOBAL", "global", "2025-11-13", "2025-11-20", "Claude AI (Free and Pro)")
ALL_CONVERSATIONS = 1_000_000
TASK = "onet_task"
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation")
Line = Sequence[Cell]


@sample_of("anthropic-economic-index")
def anthropic_economic_index() -> dict[str, bytes]:
    """The raw file of Claude.ai of the release of 15 January 2026."""
    return {"aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv": comma_separated(COLUMNS, _lines())}


def _line(facet: str, statistic: str, cluster: str, value: Cell) -> Line:
    return (*WORLD, facet, 0, f"{facet.replace('::', '_')}_{statistic}", cluster, value)


def _lines() -> Iterator[Line]:
    heading, *rows = text_rows(FOLDER / "conversations" / "tasks.csv")
    for row in rows:
        yield from _of_a_task(dict(zip(heading, row, strict=True)))
    matched = sum(int(row[1]) for row in rows)
    # The rest is of tasks that the sample does not hold, or of none.
    yield from _share("none", ALL_CONVERSATIONS - matched)


def _share(task: str, conversations: int) -> Iterator[Line]:
    yield _line(TASK, "count", task, conversations)
    yield _line(TASK, "pct", task, round(100 * conversations / ALL_CONVERSATIONS, 6))


def _of_a_task(given: dict[str, str]) -> Iterator[Line]:
    task = task_statements()[int(given["Task ID"])][1].lower()
    yield from _share(task, int(given["Conversations"]))
    shares = {pattern: int(given[pattern]) for pattern in PATTERNS}
    shares["not_classified"] = 100 - sum(shares.values())
    for pattern, percent in shares.items():
        if percent:
            yield _line(f"{TASK}::collaboration", "pct", f"{task}::{pattern}", percent)
    yield _line(f"{TASK}::ai_autonomy", "mean", f"{task}::value", float(given["Autonomy"]))
    yield _line(f"{TASK}::use_case", "pct", f"{task}::work", int(given["At work"]))
    yield _line(f"{TASK}::human_only_ability", "pct", f"{task}::yes", int(given["Alone"]))
