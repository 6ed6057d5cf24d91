"""Compilers of U.S. occupations, one module a kind of profile. Importing this package registers them."""

from occupations.compiling import occupation
from occupations.compiling.parts import PARTS, PartOfOccupation, occupation_part

__all__ = ["PARTS", "PartOfOccupation", "occupation", "occupation_part"]
