"""What the room offers to editors: its kinds of pages, with sections, figure tokens and the layouts they start with."""

from occupations.page_kinds import around
from occupations.page_kinds.occupation import OCCUPATION

__all__ = ["OCCUPATION", "around"]
