"""Pages of occupations: /roles/role-27-4014-00."""

from occupations.page_kinds.occupation.kind import OCCUPATION

__all__ = ["OCCUPATION"]
