from citations.models import Edition
from occupations.page_kinds.occupation import caveats  # noqa: F401 -- declares them
from occupations.page_kinds.occupation.layout import default_layout
from occupations.page_kinds.occupation.sections import SECTIONS
from occupations.page_kinds.occupation.subjects import occupation_subjects
from occupations.page_kinds.occupation.tokens import TOKENS
from occupations.profiles.occupation import OccupationProfile, occupation_profile
from occupations.views.occupation import preview_occupation
from singulariki.editorial.registry import PageKind, register_page_kind


def _profile(edition: Edition, code: str) -> OccupationProfile | None:
    return occupation_profile(edition, code)


OCCUPATION = register_page_kind(
    PageKind(
        key="occupation",
        label="U.S. occupations",
        profile=_profile,
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
