"""Kinds of pages around the occupations: what their links lead to, the lists they are found in, and comparisons."""

from occupations.page_kinds.around import compare, directories, element, groups, industry, roles, study, task, technology

__all__ = ["compare", "directories", "element", "groups", "industry", "roles", "study", "task", "technology"]
