"""Pages for new occupations: the only code that writes them outside the admin."""

from collections.abc import Callable

from citations.compiling import after_compile
from citations.models import Edition, Profile
from occupations.models.pages import OccupationPage, RolesPage
from occupations.subjects.occupation.document import OccupationDocument
from singulariki.editorial.subject_pages import create_subject_pages, ensure_parent


@after_compile
def create_missing_pages(edition: Edition, progress: Callable[[str, int, int | None], None]) -> int:
    """Give every occupation of an edition its Wagtail page, and pages of renamed ones their new title. Returns how many were
    made."""
    rows = list(
        Profile.objects.filter(edition=edition, kind=OccupationDocument.kind).order_by("key").values_list("key", "title", "path")
    )
    parent = ensure_parent(RolesPage, title="Roles", slug="roles") if rows else None
    if parent is None:
        return 0
    return create_subject_pages(
        OccupationPage, rows, parent=parent, slug=lambda code, title: code.replace(".", "-"), progress=progress
    )
