from citations.models import Edition
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page import caveats  # noqa: F401 -- declares them
from occupations.subjects.occupation.page.layout import default_layout
from occupations.subjects.occupation.page.sections import SECTIONS
from occupations.subjects.occupation.page.subjects import occupation_subjects
from occupations.subjects.occupation.page.tokens import TOKENS
from occupations.views.occupation import preview_occupation
from singulariki.editorial.registry import PageKind, register_page_kind


def _profile(edition: Edition, code: str) -> OccupationSubject | None:
    return occupation_profile(edition, code)


OCCUPATION = register_page_kind(
    PageKind(
        key="occupation",
        label="U.S. occupations",
        subject=_profile,
        subjects=occupation_subjects,
        sample_subject="27-4014.00",
        default_layout=default_layout,
        preview=preview_occupation,
    )
)
for _section in SECTIONS:
    OCCUPATION.add_section(_section)
for _token in TOKENS:
    OCCUPATION.add_token(_token)
