"""Tables of the international side of the encyclopedia."""

from gradient.models.facts import IscoGroup, UnitGroup, UnitGroupTask
from gradient.models.pages import GradientIndexPage, UnitGroupPage

__all__ = ["GradientIndexPage", "IscoGroup", "UnitGroup", "UnitGroupPage", "UnitGroupTask"]
