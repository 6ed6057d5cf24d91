"""The chart of a unit group that can be set into other pages."""

from typing import NamedTuple


class ChartOfUnitGroup(NamedTuple):
    """A chart: its key in the address, the section whose words it uses, its template, the height of its frame in pixels."""

    key: str
    section: str
    template: str
    height: int


CHART = ChartOfUnitGroup("tasks", "tasks-strip", "gradient/charts/tasks_strip_alone.html", 640)
