from citations.models import Edition
from gradient.listing import GradientListing
from gradient.page_kinds.gradient.layout import default_layout
from gradient.page_kinds.gradient.sections import SECTIONS
from gradient.page_kinds.gradient.tokens import TOKENS
from gradient.page_kinds.subjects import gradient_subjects
from gradient.views.gradient import listing_of, preview_gradient
from singulariki.editorial.registry import PageKind, register_page_kind


def _profile(edition: Edition, key: str) -> GradientListing | None:
    return listing_of(edition, key)


GRADIENT_KIND = register_page_kind(
    PageKind(
        key="gradient",
        label="The gradient and its major groups",
        profile=_profile,
        subjects=gradient_subjects,
        sample_subject="all",
        default_layout=default_layout,
        preview=preview_gradient,
    )
)
for _section in SECTIONS:
    GRADIENT_KIND.add_section(_section)
for _token in TOKENS:
    GRADIENT_KIND.add_token(_token)
