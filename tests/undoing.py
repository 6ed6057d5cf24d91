"""Committing nothing: what a whole module reads is made in one transaction, which is undone when the module has ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")


@contextmanager
def undone_at_the_end(django_db_blocker, make: Callable[[], T]) -> Iterator[T]:
    """What `make` returns, in a transaction that is rolled back on leaving. Transactions of single tests nest in it."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
    try:
        with django_db_blocker.unblock():
            made = make()
        yield made
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
