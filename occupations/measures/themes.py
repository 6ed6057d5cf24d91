"""Headings that the reference of measures sets measures of this room under, in its order."""

EXPOSURE = "Exposure studies"
OVERLAP = "AI task overlap"
USAGE = "Observed use"
RATINGS = "Tasks and ratings"
PREPARATION = "Preparation"
PAY = "Pay and employment"
PROJECTIONS = "Projections"
COUNTS = "Counts"
METHOD = "Choices of method"
THEMES = (EXPOSURE, OVERLAP, USAGE, RATINGS, PREPARATION, PAY, PROJECTIONS, COUNTS, METHOD)
