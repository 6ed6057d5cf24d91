"""Employment Projections of the U.S. Bureau of Labor Statistics."""
