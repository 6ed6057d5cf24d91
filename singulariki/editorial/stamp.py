"""A short string that changes whenever what editors publish changes. Pages carry it in their cache key and ETag."""

import secrets

from django.db import IntegrityError, transaction
from django.db.models import F

from singulariki.editorial.models import EditorialStamp

ROW = 1


def current_stamp() -> str:
    """The stamp as it is now. One query."""
    row = EditorialStamp.objects.filter(pk=ROW).values_list("salt", "count").first()
    return f"{row[0]}-{row[1]}" if row else "0"


def change_stamp() -> None:
    """Give pages a new stamp, in the transaction of the change itself: readers see both or neither.

    The database adds, so two changes at once count twice. Code that writes pages in bulk, past Django's signals, calls this.
    """
    if EditorialStamp.objects.filter(pk=ROW).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            EditorialStamp.objects.create(pk=ROW, salt=secrets.token_hex(4), count=1)
    except IntegrityError:
        EditorialStamp.objects.filter(pk=ROW).update(count=F("count") + 1)
