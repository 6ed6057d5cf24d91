"""Tables of the international side of the encyclopedia."""

from gradient.models.facts import IscoGroup, UnitGroup, UnitGroupTask

__all__ = ["IscoGroup", "UnitGroup", "UnitGroupTask"]
