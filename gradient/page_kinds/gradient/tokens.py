"""Figures and words of the whole gradient that editors can put into sentences."""

from gradient.bands import BANDS
from gradient.listing import GradientListing
from gradient.measures import ILO
from singulariki.editorial.registry import FigureToken


def _band_count(place: int):
    return lambda listing: listing.index.bands[place].unit_groups


def _major(listing: GradientListing) -> str | None:
    return listing.only.name if listing.only else None


_GROUP = "The gradient"
TOKENS: tuple[FigureToken, ...] = (
    FigureToken("unit-group-count", "Number of unit groups", lambda p: p.index.unit_group_count, _GROUP),  # type: ignore[attr-defined]
    FigureToken("scored-tasks", "Number of scored tasks", lambda p: p.index.scored_tasks, _GROUP),  # type: ignore[attr-defined]
    FigureToken("major-group", "Major group; nothing on the whole gradient", _major, _GROUP, datasets=(ILO,)),  # type: ignore[arg-type]
    FigureToken(
        "whole-gradient",
        "“the whole gradient”; nothing on pages of a major group",
        lambda p: None if p.only else "the whole gradient",  # type: ignore[attr-defined]
        _GROUP,
        datasets=(ILO,),
    ),
    *(
        FigureToken(f"count-{band.key}", f"Unit groups in the band {band.label}", _band_count(place), "Bands")
        for place, band in enumerate(BANDS)
    ),
)
