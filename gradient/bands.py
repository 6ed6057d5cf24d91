"""The six exposure bands, cool to hot: order and names. What each means in words is editors' wording."""

from typing import Annotated, Literal

from msgspec import Meta

from gradient.models import UnitGroup
from singulariki.charts.scales import Band

# Short names as tables and charts print them; the ILO's own term for the second is "Minimal exposure".
BANDS: tuple[Band, ...] = (
    Band(UnitGroup.Band.NOT_EXPOSED.value, "Not exposed"),
    Band(UnitGroup.Band.MINIMAL.value, "Minimal"),
    Band(UnitGroup.Band.GRADIENT_1.value, "Gradient 1"),
    Band(UnitGroup.Band.GRADIENT_2.value, "Gradient 2"),
    Band(UnitGroup.Band.GRADIENT_3.value, "Gradient 3"),
    Band(UnitGroup.Band.GRADIENT_4.value, "Gradient 4"),
)
BAND_BY_KEY = {band.key: band for band in BANDS}
BandKey = Annotated[
    Literal["not-exposed", "minimal", "gradient-1", "gradient-2", "gradient-3", "gradient-4"],
    Meta(description="Key of an exposure band."),
]
