"""Pages of occupations: /roles/role-27-4014-00."""

from occupations.subjects.occupation.page.kind import OCCUPATION

__all__ = ["OCCUPATION"]
