"""Everything about U.S. occupations that has a page: a folder each, with its document, its compiler, its page and its answer.

Importing this package makes them known: it loads `compile` and `page` of every folder.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from occupations.subjects.kinds import SUBJECTS

for _folder in iter_modules(__path__):
    for _name in (f"{__name__}.{_folder.name}.{_part}" for _part in ("compile", "page")):
        if _folder.ispkg and find_spec(_name):
            import_module(_name)

for _about in sorted(SUBJECTS.values(), key=lambda about: about.rank):
    SUBJECTS[_about.place] = SUBJECTS.pop(_about.place)
