"""A short string that changes whenever what editors publish changes. Pages carry it in their cache key and ETag."""

import secrets

from django.http import HttpRequest

from singulariki.editorial.models import EditorialStamp

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
