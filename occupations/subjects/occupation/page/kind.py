from functools import partial

from occupations.subjects.occupation.document import read_occupation
from occupations.subjects.occupation.page import caveats  # noqa: F401 -- declares them
from occupations.subjects.occupation.page.draw import draw_occupation
from occupations.subjects.occupation.page.layout import default_layout
from occupations.subjects.occupation.page.sections import SECTIONS
from occupations.subjects.occupation.page.tokens import TOKENS
from singulariki.editorial.declaring import subjects_of_kind
from singulariki.editorial.registry import PageKind, register_page_kind

OCCUPATION = register_page_kind(
    PageKind(
        key="occupation",
        label="U.S. occupations",
        profile=read_occupation,
        subjects=partial(subjects_of_kind, "occupation"),
        sample_subject="27-4014.00",
        default_layout=default_layout,
        draw=draw_occupation,
    )
)
for _section in SECTIONS:
    OCCUPATION.add_section(_section)
for _token in TOKENS:
    OCCUPATION.add_token(_token)
