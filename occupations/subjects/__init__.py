"""Everything about U.S. occupations that has a page: a folder each, with its document, its compiler, its page and its answer.

Importing this package makes them known.
"""

from importlib import import_module

# In the order in which readers are offered their lists.
_SUBJECTS = ("family", "cluster", "industry", "task", "technology", "study_field", "element")
_OTHERS = ("occupation.compile", "occupation.page", "occupation_list.compile", "occupation_list.page", "occupation_list.quadrant")

for _name in (*(f"{subject}.{part}" for subject in _SUBJECTS for part in ("compile", "page")), *_OTHERS, "comparison.page"):
    import_module(f"{__name__}.{_name}")
