"""Compilers of U.S. occupations, one module a kind of profile. Importing this package registers them."""

from occupations.compiling import elements, groups, index, industries, occupation, study, tasks, technology
from occupations.compiling.parts import PARTS, PartOfOccupation, occupation_part

__all__ = [
    "PARTS",
    "PartOfOccupation",
    "elements",
    "groups",
    "index",
    "industries",
    "occupation",
    "occupation_part",
    "study",
    "tasks",
    "technology",
]
