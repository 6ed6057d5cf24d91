"""Pages of unit groups: /gradient/3521-….html."""

from gradient.page_kinds.unit_group.kind import UNIT_GROUP

__all__ = ["UNIT_GROUP"]
