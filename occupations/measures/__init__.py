"""Measures of U.S. occupations, by subject. Importing this package declares them."""

from occupations.measures import counts, datasets, ratings, standing, wages
from occupations.measures.wages import EMPLOYMENT

__all__ = ["EMPLOYMENT", "counts", "datasets", "ratings", "standing", "wages"]
