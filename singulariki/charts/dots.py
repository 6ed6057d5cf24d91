"""Dots: the strip, one for each task score with the earlier score, and the scatter, one for each subject of an edition on two
percentiles: a square of four fields, each dot a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.charts.scales import NOMINAL_WIDTH, ChartText, LinearScale, Tick, axis_ticks, lanes, rounded

RADIUS = 5.0
LANE = 16.0
TOP = 26.0
LABEL_ROOM = 34.0


@dataclass(frozen=True)
class TaskScore:
    """A task's score now and before, both on the chart's domain; `text` is the score as printed, `description` the hover text."""

    description: str
    score: float
    text: str
    before: float | None = None


@dataclass(frozen=True)
class StripDot:
    """Geometry of one task: `x` and `before_x` in percent, `y` in pixels. `label` only on the lowest and highest, beside the dot
    itself: on the side ("start" or "end") where the hollow dot is not, so that it is not read as the earlier score."""

    x: str
    y: str
    before_x: str | None
    description: str
    label: str
    label_x: str
    label_side: str


@dataclass(frozen=True)
class Strip:
    """A drawn strip. `height` and all y are pixels; x are percent."""

    text: ChartText
    height: str
    radius: str
    axis_y: str
    tick_y: str
    mean_x: str
    mean_label: str
    mean_anchor: str
    mean_offset: str
    ticks: list[Tick]
    dots: list[StripDot]


def strip(
    tasks: Sequence[TaskScore],
    *,
    mean: float,
    mean_label: str,
    text: ChartText,
    domain: tuple[float, float] = (0.0, 1.0),
) -> Strip:
    """Lays out task scores on one axis, overlapping spans in lanes of their own.

    `mean` is on the same domain; `mean_label` is printed at its line ("mean 0.35"). Raises ValueError for no tasks.
    """
    if not tasks:
        raise ValueError("A strip needs at least one task score.")
    scale = LinearScale(domain)
    lowest = min(range(len(tasks)), key=lambda i: (tasks[i].score, i))
    highest = max(range(len(tasks)), key=lambda i: (tasks[i].score, -i))
    spans = []
    sides = {index: _label_side(tasks[index], scale, usual) for index, usual in ((lowest, "start"), (highest, "end"))}
    for index, task in enumerate(tasks):
        left, right = _span(task, scale)
        if sides.get(index) == "end":
            right += LABEL_ROOM
        elif sides.get(index) == "start":
            left -= LABEL_ROOM
        spans.append((left - RADIUS, right + RADIUS))
    places = lanes(spans, gap=3.0)
    axis_y = TOP + (max(places) + 1) * LANE + 2
    dots = []
    for index, task in enumerate(tasks):
        left, right = _span(task, scale)
        side = sides.get(index, "end")
        edge = (right if side == "end" else left) / NOMINAL_WIDTH * 100
        dots.append(
            StripDot(
                x=rounded(scale(task.score)),
                y=rounded(TOP + places[index] * LANE + LANE / 2),
                before_x=None if task.before is None else rounded(scale(task.before)),
                description=task.description,
                label=task.text if index in (lowest, highest) else "",
                label_x=rounded(edge),
                label_side=side,
            )
        )
    mean_x = scale(mean)
    return Strip(
        text=text,
        height=rounded(axis_y + 24),
        radius=rounded(RADIUS),
        axis_y=rounded(axis_y),
        tick_y=rounded(axis_y + 18),
        mean_x=rounded(mean_x),
        mean_label=mean_label,
        mean_anchor="end" if mean_x > 70 else "start",
        mean_offset="-6" if mean_x > 70 else "6",
        ticks=axis_ticks(scale),
        dots=dots,
    )


def _label_side(task: TaskScore, scale: LinearScale, usual: str) -> str:
    """The side of a task's label: beside its dot, away from the hollow one, or as `usual`; within the picture in any case."""
    left, right = _span(task, scale)
    side = usual if task.before is None or task.before == task.score else "end" if task.before < task.score else "start"
    if side == "start" and left < LABEL_ROOM + RADIUS:
        return "end"
    return "start" if side == "end" and right > NOMINAL_WIDTH - LABEL_ROOM - RADIUS else side


def _span(task: TaskScore, scale: LinearScale) -> tuple[float, float]:
    """The nominal pixels from a task's leftmost to its rightmost mark."""
    marks = [task.score] if task.before is None else [task.score, task.before]
    pixels = [scale(mark) / 100 * NOMINAL_WIDTH for mark in marks]
    return min(pixels), max(pixels)


SIDE = 420.0
_EDGE = 14.0


@dataclass(frozen=True)
class ScatterPoint:
    """A subject at (x, y), both percentiles from 0 to 100; `description` is what a pointer resting on it reads."""

    x: float
    y: float
    description: str
    url: str


@dataclass(frozen=True)
class ScatterDot:
    """A drawn point: `x` in percent of the width, `y` in pixels."""

    x: str
    y: str
    description: str
    url: str


@dataclass(frozen=True)
class Scatter:
    """A drawn square. Its fields are named clockwise from the upper left."""

    text: ChartText
    dots: list[ScatterDot]
    fields: tuple[str, str, str, str]
    x_label: str
    y_label: str

    middle_y = f"{SIDE / 2:g}"
    bottom_y = f"{SIDE:g}"
    upper_label_y = "-8"
    lower_label_y = f"{SIDE + 18:g}"
    axis_label_y = f"{SIDE + 44:g}"
    height = f"{SIDE + 76:g}"


def scatter(
    points: Sequence[ScatterPoint], *, text: ChartText, fields: tuple[str, str, str, str], x_label: str, y_label: str
) -> Scatter:
    """Points on 0 to 100 both ways, higher values up and to the right, in the order given."""
    across = LinearScale((0, 100), (1.0, 99.0))
    up = LinearScale((0, 100), (SIDE - _EDGE, _EDGE))
    dots = [ScatterDot(rounded(across(point.x)), rounded(up(point.y)), point.description, point.url) for point in points]
    return Scatter(text, dots, fields, x_label, y_label)
