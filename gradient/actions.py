"""Pages for new unit groups: the only code that writes them outside the admin."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from citations.compiling import after_compile
from citations.models import Edition, Profile
from gradient.models.pages import GradientIndexPage, UnitGroupPage
from gradient.profiles.unit_group import KIND

BATCH = 50


@after_compile
def create_missing_pages(edition: Edition, progress: Callable[[str, int, int | None], None]) -> int:
    """Give every unit group of an edition its Wagtail page, and pages of renamed ones their new title and address.

    Pages of unit groups that an edition no longer has stay: their notes are editors' work. Returns how many were made.
    """
    rows = list(Profile.objects.filter(edition=edition, kind=KIND).order_by("key").values_list("key", "title", "path"))
    if not rows:
        return 0
    parent = ensure_gradient_page()
    if parent is None:
        return 0
    known = {page.code: page for page in UnitGroupPage.objects.only("code", "title", "address", "draft_title")}
    for code, title, path in rows:
        if code in known and (known[code].title, known[code].address) != (title, path):
            rename_page(known[code], title=title, address=path)
    missing = [row for row in rows if row[0] not in known]
    for start in range(0, len(missing), BATCH):
        with transaction.atomic(), disable_reference_index_auto_update():
            for code, title, path in missing[start : start + BATCH]:
                parent.add_child(
                    instance=UnitGroupPage(title=title, draft_title=title, slug=code, code=code, address=path, local_notes=[])
                )
        progress("Creating pages", min(start + BATCH, len(missing)), len(missing))
    return len(missing)


def ensure_gradient_page() -> GradientIndexPage | None:
    """The parent of all unit-group pages, made below the home page where it is absent; None before there is a home page."""
    existing = GradientIndexPage.objects.first()
    if existing is not None:
        return existing
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home: Page | None = site.root_page if site else None
    if home is None or home.depth < 2:
        return None
    return home.add_child(instance=GradientIndexPage(title="The gradient", slug="gradient"))


def rename_page(page: UnitGroupPage, *, title: str, address: str) -> None:
    """Follow the edition's title and address; drafts of editors are left as they are."""
    page.title, page.address = title, address
    page.save(update_fields=["title", "address"])
