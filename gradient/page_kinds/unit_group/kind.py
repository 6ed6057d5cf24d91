from citations.models import Edition
from gradient.page_kinds import caveats  # noqa: F401 -- declares them
from gradient.page_kinds.subjects import unit_group_subjects
from gradient.page_kinds.unit_group.layout import default_layout
from gradient.page_kinds.unit_group.sections import SECTIONS
from gradient.page_kinds.unit_group.tokens import TOKENS
from gradient.profiles import UnitGroupProfile, unit_group_profile
from gradient.views.unit_group import preview_unit_group
from singulariki.editorial.registry import PageKind, register_page_kind


def _profile(edition: Edition, code: str) -> UnitGroupProfile | None:
    return unit_group_profile(edition, code)


UNIT_GROUP = register_page_kind(
    PageKind(
        key="unit-group",
        label="International unit groups",
        profile=_profile,
        subjects=unit_group_subjects,
        sample_subject="3521",
        default_layout=default_layout,
        preview=preview_unit_group,
    )
)
for _section in SECTIONS:
    UNIT_GROUP.add_section(_section)
for _token in TOKENS:
    UNIT_GROUP.add_token(_token)
