"""Measures of U.S. occupations, by subject. Importing this package declares them."""

# ruff: noqa: F401 -- others import them from here
from occupations.measures import counts, datasets, exposure, method, projections, ratings, standing, usage, wages
from occupations.measures.wages import EMPLOYMENT
