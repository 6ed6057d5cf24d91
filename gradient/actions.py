"""Pages for new unit groups: the only code that writes them outside the admin."""

from collections.abc import Callable

from citations.compiling import after_compile
from citations.models import Edition, Profile
from gradient.models.pages import GradientIndexPage, UnitGroupPage
from gradient.profiles.unit_group import KIND
from singulariki.editorial.subject_pages import create_subject_pages, ensure_parent


@after_compile
def create_missing_pages(edition: Edition, progress: Callable[[str, int, int | None], None]) -> int:
    """Give every unit group of an edition its Wagtail page, and pages of renamed ones their new title and address. Returns how
    many were made."""
    rows = list(Profile.objects.filter(edition=edition, kind=KIND).order_by("key").values_list("key", "title", "path"))
    parent = ensure_gradient_page() if rows else None
    if parent is None:
        return 0
    return create_subject_pages(UnitGroupPage, rows, parent=parent, slug=lambda code, title: code, progress=progress)


def ensure_gradient_page() -> GradientIndexPage | None:
    """The parent of all unit-group pages, made below the home page where it is absent; None before there is a home page."""
    return ensure_parent(GradientIndexPage, title="The gradient", slug="gradient")
