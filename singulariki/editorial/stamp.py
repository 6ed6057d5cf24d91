"""A short string that changes whenever something changes that editors wrote and a public page may show. Pages carry it in their
cache key and ETag."""

import secrets
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from singulariki.editorial.models import Caveat, EditorialStamp, Layout, SiteWords

ROW = 1
_KEPT = "_editorial_stamp"


def current_stamp() -> str:
    """The stamp as it is now. One query."""
    return EditorialStamp.objects.filter(pk=ROW).values_list("value", flat=True).first() or "0"


def stamp_of(request: HttpRequest | None) -> str:
    """The stamp as a request found it first, so that all of its page is of one. One query a request."""
    if request is None:
        return current_stamp()
    kept: dict = request.__dict__
    if _KEPT not in kept:
        kept[_KEPT] = current_stamp()
    return kept[_KEPT]


def change_stamp() -> None:
    """Give pages a new stamp, in the transaction of the change itself: readers see both or neither.

    Random rather than counted, so that a database put back from a backup never comes to a stamp it had before with other
    words. Code that writes pages in bulk, past Django's signals, calls this.
    """
    value = secrets.token_hex(8)
    if not EditorialStamp.objects.filter(pk=ROW).update(value=value):
        EditorialStamp.objects.update_or_create(pk=ROW, defaults={"value": value})


PUBLIC: tuple[type[Model], ...] = (
    *(Page, PageViewRestriction, Layout, Caveat, SiteWords, Site, Redirect, AbstractImage, AbstractDocument),
)
# What saving a draft, locking or scheduling writes to a row: nothing that readers see.
UNSEEN = frozenset(
    {
        *("latest_revision", "latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes"),
        *("locked", "locked_at", "locked_by", "locked_by_id", "go_live_at", "expire_at"),
    }
)


def _after_save(sender: type[Model], instance: Model, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if not isinstance(instance, PUBLIC):
        return
    if update_fields is not None and set(update_fields) <= UNSEEN:
        return
    change_stamp()


def _after_delete(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, PUBLIC):
        change_stamp()


def _after_move(sender: type[Page], **kwargs: Any) -> None:
    change_stamp()


def connect() -> None:
    post_save.connect(_after_save, dispatch_uid="editorial.stamp.save")
    post_delete.connect(_after_delete, dispatch_uid="editorial.stamp.delete")
    post_page_move.connect(_after_move, dispatch_uid="editorial.stamp.move")
