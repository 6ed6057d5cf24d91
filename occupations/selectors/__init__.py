"""Reads of U.S. facts for compilers. Each takes the primary key of a release and runs one query or two, in an order that every
run repeats."""

from occupations.selectors.crosswalks import edges, major_group_titles, onet_codes_of_soc, reversed_edges, soc_groups
from occupations.selectors.descriptions import occupation_titles
from occupations.selectors.market import national_employment

__all__ = [
    "edges",
    "major_group_titles",
    "national_employment",
    "occupation_titles",
    "onet_codes_of_soc",
    "reversed_edges",
    "soc_groups",
]
