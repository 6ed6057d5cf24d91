"""Breaking work off at a given step: by an error in this process, or by SIGKILL in a process of its own.

As a program: `python -m tests.citations.interrupting import|reload|compile TARGET before|after COUNT` does the work and kills
itself before or after the COUNT-th call of the function at TARGET (a dotted path).
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module

from django.db import connection


@dataclass(frozen=True)
class Step:
    """The moment before or after the `count`-th call of the function that stands at `target`, or each of them."""

    target: str
    when: str
    count: int = 1
    every: bool = False

    def __str__(self) -> str:
        return f"{self.when} {self.target.rsplit('.', 1)[1]} {self.count}"

    def install(self, stop: Callable[[], None], put: Callable[[object, str, object], None] = setattr) -> None:
        """Have `stop` called at this step."""
        module_name, name = self.target.rsplit(".", 1)
        module = import_module(module_name)
        original = getattr(module, name)
        calls = 0

        @wraps(original)
        def counted(*args, **kwargs):
            nonlocal calls
            calls += 1
            due = self.every or calls == self.count
            if self.when == "before" and due:
                stop()
            result = original(*args, **kwargs)
            if self.when == "after" and due:
                stop()
            return result

        put(module, name, counted)


ACTIONS = "citations.actions"
IMPORT_STEPS = [
    Step(f"{ACTIONS}.uploading.store_original", "after"),
    Step(f"{ACTIONS}.releases.sweep", "after"),
    Step(f"{ACTIONS}.checking.check", "after"),
    Step(f"{ACTIONS}.releases.check_release", "after"),
    Step(f"{ACTIONS}.checking.bulk_load", "before"),
    Step(f"{ACTIONS}.checking.bulk_load", "after"),
    Step(f"{ACTIONS}.checking.bulk_load", "after", 3),
    Step(f"{ACTIONS}.checking.audit", "before"),
    Step(f"{ACTIONS}.checking.audit", "after"),
]
RELOAD_STEPS = [
    Step(f"{ACTIONS}.releases.audit", "before"),
    Step(f"{ACTIONS}.releases.start_reload", "after"),
    Step(f"{ACTIONS}.releases.check_release", "after"),
    Step(f"{ACTIONS}.checking.bulk_load", "after"),
    Step(f"{ACTIONS}.held_releases.retire_release", "before"),
    Step(f"{ACTIONS}.held_releases.retire_release", "after"),
    Step(f"{ACTIONS}.checking.audit", "after"),
]
EDITIONS = "citations.actions.editions"
COMPILE_STEPS = [
    Step(f"{EDITIONS}.start_edition", "after"),
    Step(f"{EDITIONS}.edition_references", "before"),
    Step(f"{EDITIONS}.bulk_load", "before"),
    Step(f"{EDITIONS}.bulk_load", "after"),
    Step(f"{EDITIONS}.preview_while_compiling", "before"),
    Step(f"{EDITIONS}.preview_while_compiling", "after"),
    Step(f"{EDITIONS}.audit", "before", 2),
    Step(f"{EDITIONS}.audit", "after", 2),
]
# What is imported, and loaded again, while something else is live.
IMPORTED = "soc-structure"


def killed_at(steps: list[Step]) -> list[Step]:
    """The steps at which a process is really killed: each costs seconds, so every other one on SQLite, on PostgreSQL the rest."""
    return steps[::2] if connection.vendor == "sqlite" else steps[1::2]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def improve_importer(put: Callable[[object, str, object], None] = setattr) -> None:
    """As if the importer of `IMPORTED` had been improved since its release was loaded."""
    from citations.importing.importer import IMPORTERS

    put(IMPORTERS[IMPORTED], "version", IMPORTERS[IMPORTED].version + 1)


def main(work: str, target: str, when: str, count: str) -> None:
    import django

    django.setup()
    from citations.actions import editions
    from tests.citations import official, small_compiler

    Step(target, when, int(count)).install(die)
    if work == "reload":
        improve_importer()
    if work in ("import", "reload"):
        official.attempt(official.original_files(IMPORTED))
    else:
        editions.COMPILERS, editions.AFTER_COMPILE = small_compiler.only(), []
        editions.compile_edition(name="broken-off")


if __name__ == "__main__":
    main(*sys.argv[1:])
