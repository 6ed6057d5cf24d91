"""Wagtail pages of the subjects of an edition: the only code that writes them outside the admin.

A page class of subjects has a `code`, an `address` and local notes; its pages are children of one parent. Their rows are
written in bulk, where Wagtail's own way takes twenty queries a page. What that way does besides (signals, log entries) has
no meaning for pages that no person made; the admin's search is informed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    also: Mapping[str, Iterable[str]] | None = None,
    parent: Page,
    slug: Callable[[str, str], str],
    progress: Progress,
) -> int:
    """Give every subject (code, title, address) its page below `parent`, and pages of renamed ones their new title and address.

    Pages of subjects that an edition no longer has stay: their notes are editors' work. `slug` makes the page's slug of code
    and title; `also` has further titles by code, by which the admin finds the page. Returns how many were made.
    """
    existing = {page.code: page for page in page_class.objects.only("code", "title", "address", "draft_title", "found_by")}  # type: ignore[attr-defined]
    words = {code: found_by(code, (also or {}).get(code, ())) for code, _, _ in subjects}
    for code, title, address in subjects:
        if code in existing and (existing[code].title, existing[code].address) != (title, address):
            rename_subject_page(existing[code], title=title, address=address)
    _find_by(
        page_class, {page.pk: words[code] for code, page in existing.items() if words.get(code, page.found_by) != page.found_by}
    )  # type: ignore[attr-defined]
    missing = [subject for subject in subjects if subject[0] not in existing]
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            add_children(
                parent,
                [
                    page_class(
                        title=title,
                        draft_title=title,
                        slug=slug(code, title),
                        code=code,
                        address=address,
                        found_by=words[code],
                        local_notes=[],
                    )
                    for code, title, address in missing[start : start + BATCH]
                ],
            )
        progress("Creating pages", min(start + BATCH, len(missing)), len(missing))
    return len(missing)


_CODE = re.compile(r"(\d{2})-(\d{4})(\.\d{2})?")


def found_by(code: str, titles: Iterable[str] = ()) -> str:
    """What the admin's search finds a page by beside its title: its code however it is typed, and further titles.

    PostgreSQL takes the end of 27-4014.00 for a negative number and Audio/Video for a file, so each stands in parts, too.
    """
    words = [code]
    if match := _CODE.fullmatch(code):
        major, minor, detail = match[1], match[2], match[3] or ""
        words += [major, minor, f"{minor}{detail}", f"{major}{minor}", f"{major}{minor}{detail[1:]}"]
    for title in sorted(set(titles)):
        plain = " ".join(re.split(r"[\W_]+", title)).strip()
        words += [title, plain] if re.search(r"[^\s\w(),]", title) else [title]
    return " ".join(words)


def _find_by(page_class: type[Page], words: Mapping[int, str]) -> None:
    """Have pages found by these words, by their keys: one statement for a batch of them, and none where none changed."""
    keys = sorted(words)
    for start in range(0, len(keys), BATCH):
        pages: list = list(page_class.objects.filter(pk__in=keys[start : start + BATCH]))
        for page in pages:
            page.found_by = words[page.pk]
        with transaction.atomic():
            page_class.objects.bulk_update(pages, ["found_by"])
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(page_class, pages)


def rename_subject_page(page: Page, *, title: str, address: str) -> None:
    """Follow the edition's title and address; drafts of editors are left as they are."""
    page.title, page.address = title, address  # type: ignore[attr-defined]
    page.save(update_fields=["title", "address"])
