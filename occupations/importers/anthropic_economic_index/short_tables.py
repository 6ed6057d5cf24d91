"""The tables of the releases of February and March 2025: one file a question, one line a task or way of working together."""

import re

from citations.importing.cells import choice, decimal
from citations.importing.tables import Column, Reference, Table
from occupations.importers.task_texts import task_text

PERCENT = decimal(0, 100)
FRACTION = decimal(0, 1)
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation")
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

EARLIER_TASK_SHARES = Table(
    key="earlier_task_shares",
    label="Shares of the release before, repeated (task_pct_v1)",
    columns=TASK_SHARES.columns,
    required=False,
    unique=("task",),
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

EARLIER_COLLABORATION = Table(
    key="earlier_collaboration",
    label="Ways of working together of the release before, repeated (automation_vs_augmentation_v1)",
    columns=COLLABORATION.columns,
    required=False,
    unique=("interaction",),
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
