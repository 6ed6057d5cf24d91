"""Showing long work: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from citations.progress import Listener

# Without a terminal a phase is named when it starts, and again after this many seconds.
SECONDS_BETWEEN_LINES = 10.0


class Output(Protocol):
    """What commands write to: Django's OutputWrapper, or any text stream."""

    def write(self, msg: str) -> object: ...
    def isatty(self) -> bool: ...


@contextmanager
def progress_listener(output: Output) -> Iterator[Listener]:
    """A listener that shows (phase, done, total) on `output` for as long as the context lasts."""
    if output.isatty():
        with _bar() as listener:
            yield listener
    else:
        yield _lines(output)


@contextmanager
def _bar() -> Iterator[Listener]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(), transient=True) as progress:
        phases: dict[str, TaskID] = {}

        def listen(phase: str, done: int, total: int | None) -> None:
            if phase not in phases:
                for earlier in phases.values():
                    progress.remove_task(earlier)
                phases.clear()
                phases[phase] = progress.add_task(phase, total=total, count="")
            progress.update(phases[phase], completed=done, total=total, count=_count(done, total))

        yield listen


def _lines(output: Output) -> Listener:
    named, said_at = "", 0.0

    def listen(phase: str, done: int, total: int | None) -> None:
        nonlocal named, said_at
        now = time.monotonic()
        if phase == named and now - said_at < SECONDS_BETWEEN_LINES:
            return
        count = _count(done, total) if phase == named else ""
        named, said_at = phase, now
        output.write(f"  {phase}{f': {count}' if count else ''}\n")

    return listen


def _count(done: int, total: int | None) -> str:
    return f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
