"""Everything about U.S. occupations that has a page: a folder each, with its document, its compiler, its page and its answer.

Importing this package makes them known.
"""

from importlib import import_module

# In the order in which readers are offered their lists.
_SUBJECTS = ("family", "cluster", "industry", "task", "technology", "study_field", "element")

for _name in _SUBJECTS:
    import_module(f"{__name__}.{_name}.compile")
    import_module(f"{__name__}.{_name}.page")

for _name in ("occupation", "occupation_list"):
    import_module(f"{__name__}.{_name}.compile")
for _name in ("occupation.page", "occupation_list.page", "occupation_list.quadrant", "comparison.page"):
    import_module(f"{__name__}.{_name}")
