"""Everything about U.S. occupations that has a page: a folder each, with its document, its compiler, its page and its answer.

Importing this package makes them known, in the order in which readers are offered their lists.
"""

# ruff: noqa: F401, I001 -- the order of imports is that of the lists
from occupations.subjects.family import compile, page
from occupations.subjects.cluster import compile, page
from occupations.subjects.industry import compile, page
from occupations.subjects.task import compile, page
from occupations.subjects.technology import compile, page
from occupations.subjects.study_field import compile, page
from occupations.subjects.element import compile, page
