"""Measures of U.S. occupations, by subject. Importing this package declares them."""

from occupations.measures import counts, datasets, exposure, metrics, projections, ratings, standing, usage, wages
from occupations.measures.wages import EMPLOYMENT

__all__ = [
    "EMPLOYMENT",
    "counts",
    "datasets",
    "exposure",
    "metrics",
    "projections",
    "ratings",
    "standing",
    "usage",
    "wages",
]
