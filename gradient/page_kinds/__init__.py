"""What the gradient offers to editors: its kinds of pages, with sections, figure tokens and the layouts they start with."""

from gradient.page_kinds.gradient import GRADIENT_KIND
from gradient.page_kinds.occupation import GRADIENT_PLACE
from gradient.page_kinds.unit_group import UNIT_GROUP

__all__ = ["GRADIENT_KIND", "GRADIENT_PLACE", "UNIT_GROUP"]
