"""Which charts of an occupation can be set into other pages."""

from collections.abc import Callable
from dataclasses import dataclass

from occupations.page_kinds.occupation.sections.market import wages_context
from occupations.page_kinds.occupation.sections.neighbours import quadrant_context
from occupations.profiles.occupation import OccupationProfile
from singulariki.editorial.embeds import Chart


@dataclass(frozen=True)
class ChartOfOccupation(Chart):
    """A chart, and whether an occupation has what it draws."""

    is_drawn: Callable[[OccupationProfile], bool]


CHARTS = (
    ChartOfOccupation(
        "pay", "wages", "occupations/charts/pay.html", 280, lambda profile: bool((wages_context(profile) or {}).get("drawn"))
    ),
    ChartOfOccupation(
        "employment",
        "wages",
        "occupations/charts/employment.html",
        320,
        lambda profile: bool(wages_context(profile) and profile.parts["outlook"]),
    ),
    ChartOfOccupation(
        "quadrant",
        "quadrant",
        "occupations/charts/quadrant_alone.html",
        760,
        lambda profile: bool((quadrant_context(profile) or {}).get("drawn")),
    ),
)


def charts_of(profile: OccupationProfile) -> tuple[ChartOfOccupation, ...]:
    """The charts that can be drawn for an occupation."""
    return tuple(chart for chart in CHARTS if chart.is_drawn(profile))
