"""Which of many alike are looked at in this run."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
SEED = os.environ.get("SEED", "2024")


def seeded(what: str) -> random.Random:
    """Chance that falls alike on every run, or as SEED in the environment says. Told, so that a failure can be had again."""
    print(f"{what} drawn by SEED={SEED}")
    return random.Random(f"{SEED} {what}")


def drawn_here(subjects: Sequence[T], what: str) -> list[T]:
    """All on SQLite; on PostgreSQL, whose pages come from the same documents, one in six, other ones for another SEED."""
    if connection.vendor == "sqlite":
        return list(subjects)
    chosen = set(seeded(what).sample(range(len(subjects)), -(-len(subjects) // 6)))
    return [subject for place, subject in enumerate(subjects) if place in chosen]
