"""Data sections of an occupation's page, by theme. Their sentences are wording: editors change them in the layout."""

from occupations.page_kinds.occupation.sections.ending import ENDING
from occupations.page_kinds.occupation.sections.exposure import EXPOSURE
from occupations.page_kinds.occupation.sections.head import HEAD
from occupations.page_kinds.occupation.sections.market import MARKET
from occupations.page_kinds.occupation.sections.neighbours import NEIGHBOURS
from occupations.page_kinds.occupation.sections.preparation import PREPARATION
from occupations.page_kinds.occupation.sections.usage import USAGE
from occupations.page_kinds.occupation.sections.work import WORK

SECTIONS = (*HEAD, *USAGE, *EXPOSURE, *WORK, *PREPARATION, *MARKET, *NEIGHBOURS, *ENDING)

__all__ = ["SECTIONS"]
