"""Wagtail pages of the subjects of an edition: the only code that writes them outside the admin.

A page class of subjects has a `code`, an `address` and local notes; its pages are children of one parent.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page, Site

from singulariki.editorial.adding_pages import add_children

Progress = Callable[[str, int, int | None], None]
P = TypeVar("P", bound=Page)
BATCH = 250


def ensure_parent(page_class: type[P], *, title: str, slug: str) -> P | None:
    """The one page of this class, made below the home page where it is absent; None before there is a home page."""
    existing = page_class.objects.first()
    if existing is not None:
        return existing
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home: Page | None = site.root_page if site else None
    if home is None or home.depth < 2:
        return None
    # A page of the editors' own may have the slug already; Wagtail then makes up a free one. Readers see neither.
    taken = home.get_children().filter(slug=slug).exists()
    page = home.add_child(instance=page_class(title=title, slug="" if taken else slug))
    page.save_revision().publish()
    return page


def create_subject_pages(
    page_class: type[Page],
    subjects: Sequence[tuple[str, str, str]],
    *,
    parent: Page,
    slug: Callable[[str, str], str],
    progress: Progress,
) -> int:
    """Give every subject (code, title, address) its page below `parent`, and pages of renamed ones their new title and address.

    Pages of subjects that an edition no longer has stay: their notes are editors' work. `slug` makes the page's slug of code
    and title. Returns how many were made.
    """
    known = {page.code: page for page in page_class.objects.only("code", "title", "address", "draft_title")}  # type: ignore[attr-defined]
    for code, title, address in subjects:
        if code in known and (known[code].title, known[code].address) != (title, address):
            rename_subject_page(known[code], title=title, address=address)
    missing = [subject for subject in subjects if subject[0] not in known]
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            add_children(
                parent,
                [
                    page_class(title=title, draft_title=title, slug=slug(code, title), code=code, address=address, local_notes=[])
                    for code, title, address in missing[start : start + BATCH]
                ],
            )
        progress("Creating pages", min(start + BATCH, len(missing)), len(missing))
    return len(missing)


def rename_subject_page(page: Page, *, title: str, address: str) -> None:
    """Follow the edition's title and address; drafts of editors are left as they are."""
    page.title, page.address = title, address  # type: ignore[attr-defined]
    page.save(update_fields=["title", "address"])
