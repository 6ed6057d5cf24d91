"""Profiles of the gradient: what pages, the API and the picture of all unit groups show, compiled once per edition."""

from gradient.profiles.index import GradientIndex, IndexRow, index_of
from gradient.profiles.unit_group import (
    BandRow,
    MajorGroup,
    Neighbour,
    TaskRow,
    UnitGroupProfile,
    UsOccupationRow,
    unit_group_profile,
)

__all__ = [
    "BandRow",
    "GradientIndex",
    "IndexRow",
    "MajorGroup",
    "Neighbour",
    "TaskRow",
    "UnitGroupProfile",
    "UsOccupationRow",
    "index_of",
    "unit_group_profile",
]
