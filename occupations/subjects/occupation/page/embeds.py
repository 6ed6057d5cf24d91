"""Which charts of an occupation can be set into other pages."""

from collections.abc import Callable
from dataclasses import dataclass

from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.sections.market import wages_context
from occupations.subjects.occupation.page.sections.neighbours import quadrant_context
from singulariki.editorial.sharing import Chart


@dataclass(frozen=True)
class ChartOfOccupation(Chart):
    """A chart, and whether an occupation has what it draws."""

    is_drawn: Callable[[OccupationSubject], bool]


CHARTS = (
    ChartOfOccupation(
        "pay", "wages", "occupations/charts/pay.html", 280, lambda subject: bool((wages_context(subject) or {}).get("drawn"))
    ),
    ChartOfOccupation(
        "employment",
        "wages",
        "occupations/charts/employment.html",
        320,
        lambda subject: bool(wages_context(subject) and subject.document.outlook),
    ),
    ChartOfOccupation(
        "quadrant",
        "quadrant",
        "occupations/charts/quadrant_alone.html",
        760,
        lambda subject: bool((quadrant_context(subject) or {}).get("drawn")),
    ),
)


def charts_of(subject: OccupationSubject) -> tuple[ChartOfOccupation, ...]:
    """The charts that can be drawn for an occupation."""
    return tuple(chart for chart in CHARTS if chart.is_drawn(subject))
