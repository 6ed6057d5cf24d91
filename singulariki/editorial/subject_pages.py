"""Wagtail pages of the subjects of an edition: the only code that writes them outside the admin.

A page class of subjects has a `code`, an `address` and local notes; its pages are children of one parent. Their rows are
written in bulk, where Wagtail's own way takes twenty queries a page. What that way does besides (signals, log entries) has
no meaning for pages that no person made; the admin's search is informed.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backends


def add_children(parent: Page, pages: Sequence[Page]) -> None:
    """Insert unsaved pages of one class, live, as the last children of `parent`, whose row is brought up to date. Call it in a
    transaction. Their slugs must be free below the parent."""
    if not pages:
        return
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    rows = [_base_row(parent, page, step + number) for number, page in enumerate(pages, 1)]
    Page.objects.bulk_create(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))
    for page, row in zip(pages, rows, strict=True):
        _take_over(page, row)
    _insert_own_table(pages)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(type(pages[0]), list(pages))


def _base_row(parent: Page, page: Page, step: int) -> Page:
    """The page's row in the table that all pages share."""
    return Page(
        path=Page._get_path(parent.path, parent.depth + 1, step),
        depth=parent.depth + 1,
        numchild=0,
        title=page.title,
        draft_title=page.title,
        slug=page.slug,
        url_path=f"{parent.url_path}{page.slug}/",
        content_type=ContentType.objects.get_for_model(type(page)),
        locale_id=parent.locale_id,
        live=True,
    )


def _take_over(page: Page, row: Page) -> None:
    for field in Page._meta.concrete_fields:
        setattr(page, field.attname, getattr(row, field.attname))
    page.page_ptr_id = row.pk  # type: ignore[attr-defined]
    page._state.adding = False


def _insert_own_table(pages: Sequence[Page]) -> None:
    """Rows of the table that only pages of this class have; Django does not insert those in bulk."""
    options = type(pages[0])._meta
    fields = options.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(options.db_table)} ({columns}) VALUES ({values})",  # noqa: S608 -- names of our own models
            [[field.get_db_prep_save(getattr(page, field.attname), connection) for field in fields] for page in pages],
        )


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
    existing = {page.code: page for page in page_class.objects.only("code", "title", "address", "draft_title")}  # type: ignore[attr-defined]
    for code, title, address in subjects:
        if code in existing and (existing[code].title, existing[code].address) != (title, address):
            rename_subject_page(existing[code], title=title, address=address)
    missing = [subject for subject in subjects if subject[0] not in existing]
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
