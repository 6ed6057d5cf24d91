"""Timing two ways of doing the same thing."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.template import engines

REFERENCE_ROWS = 450


def in_milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def in_kilobytes(size: float) -> str:
    return f"{size / 1000:,.1f} kB"


@dataclass(frozen=True)
class Ratio:
    """How many times as long `subject` takes as `yardstick`, or how many times as large it is where bytes are `printed`. `limit`
    is what we hold ourselves to, where we do."""

    what: str
    subject: str
    subject_takes: float
    yardstick: str
    yardstick_takes: float
    limit: float | None = None
    printed: Callable[[float], str] = in_milliseconds

    @property
    def value(self) -> float:
        return self.subject_takes / self.yardstick_takes

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f", at most {self.limit:g} wanted: {'holds' if self.holds else 'BROKEN'}"
        return (
            f"{self.what}: {self.value:.2f} ({self.subject} {self.printed(self.subject_takes)}, "
            f"{self.yardstick} {self.printed(self.yardstick_takes)}{limit})"
        )


def seconds(action: Callable[[], object], *, before: Callable[[], object] = lambda: None, rounds: int = 5) -> float:
    """Median time of `action` in seconds; `before` runs untimed ahead of each round. One more round warms up."""
    times = []
    for _ in range(rounds + 1):
        before()
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def reference_render() -> Callable[[], object]:
    """A fixed template to be rendered by Django: 10 ms of CPU on the machine where the limits of pages were set."""
    row = "<tr><td>{{ n }}</td><td>{{ n|floatformat:1 }}</td></tr>"
    template = engines["django"].from_string(f"{{% for n in rows %}}{row}{{% endfor %}}")
    rows = [n / 7 for n in range(REFERENCE_ROWS)]
    return lambda: template.render({"rows": rows})


def alternately(
    first: Callable[[], object],
    second: Callable[[], object],
    *,
    before: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Median times of two actions in seconds, taken in turns, so that a busy minute of the machine falls on both. `before`
    runs untimed ahead of each."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for action, taken in zip((first, second), times, strict=True):
            before()
            begun = clock()
            action()
            taken.append(clock() - begun)
    return statistics.median(times[0]), statistics.median(times[1])
