"""Pages for new occupations: the only code that writes them outside the admin."""

from collections.abc import Callable, Mapping
from typing import Any

from citations.after_migrate import is_migrated
from citations.compiling import after_compile
from citations.models import Edition, EditionRelease, Profile
from citations.selectors import live_edition
from occupations.measures.datasets import ONET
from occupations.models import JobTitle
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
        OccupationPage,
        rows,
        also=job_titles(edition),
        parent=parent,
        slug=lambda code, title: code.replace(".", "-"),
        progress=progress,
    )


def job_titles(edition: Edition) -> Mapping[str, list[str]]:
    """O*NET-SOC code → all job titles that the edition's release of O*NET gives it. One query."""
    onet = EditionRelease.objects.filter(edition=edition, dataset__slug=ONET).values("release_id")
    found: dict[str, list[str]] = {}
    for code, title in JobTitle.objects.filter(release_id__in=onet).values_list("code", "title"):
        found.setdefault(code, []).append(title)
    return found


def find_older_pages(using: str, **kwargs: Any) -> None:
    """After `migrate`: have the admin find pages that were made before it looked for more than their titles."""
    bring_up_to_date(OccupationPage, create_missing_pages, using)


def bring_up_to_date(page_class: Any, create: Callable[..., int], using: str) -> None:
    """Call `create`, which writes pages of an edition, with the live one where pages of the class lack what it writes now."""
    if (
        using == "default"
        and is_migrated(using)
        and page_class.objects.filter(found_by="").exists()
        and (edition := live_edition())
    ):
        create(edition, lambda *_: None)
