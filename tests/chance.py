"""Which of many alike are looked at in this run."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
FEW = 200
SEED = os.environ.get("SEED", "2024")


def seeded(what: str) -> random.Random:
    """Chance that falls alike on every run, or as SEED in the environment says. Told, so that a failure can be had again."""
    print(f"{what} drawn by SEED={SEED}")
    return random.Random(f"{SEED} {what}")


def drawn_here(subjects: Sequence[T], what: str) -> list[T]:
    """Of few, all; of more than `FEW`, one in three; on PostgreSQL, whose pages come from the same documents, a sixth of these.
    Other ones for another SEED, all for SEED=all."""
    one_in = (3 if len(subjects) > FEW else 1) * (1 if connection.vendor == "sqlite" else 6) if SEED != "all" else 1
    chosen = set(seeded(what).sample(range(len(subjects)), -(-len(subjects) // one_in)))
    return [subject for place, subject in enumerate(subjects) if place in chosen]
