"""Measures that studies, projections and observed use publish. Importing this package declares them."""

from occupations.measures_studies import exposure, metrics, projections, usage

__all__ = ["exposure", "metrics", "projections", "usage"]
