"""Data sections of an occupation's page, by theme. Their sentences are wording: editors change them in the layout."""

from occupations.subjects.occupation.page.sections.ending import ENDING
from occupations.subjects.occupation.page.sections.exposure import EXPOSURE
from occupations.subjects.occupation.page.sections.head import HEAD
from occupations.subjects.occupation.page.sections.market import MARKET
from occupations.subjects.occupation.page.sections.neighbours import NEIGHBOURS
from occupations.subjects.occupation.page.sections.preparation import PREPARATION
from occupations.subjects.occupation.page.sections.usage import USAGE
from occupations.subjects.occupation.page.sections.work import WORK

SECTIONS = (*HEAD, *USAGE, *EXPOSURE, *WORK, *PREPARATION, *MARKET, *NEIGHBOURS, *ENDING)

__all__ = ["SECTIONS"]
