"""What is made once a process is put back row by row, and made anew where it cannot be."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, transaction

from citations.models import Release
from gradient.models import UnitGroup
from gradient.sample import SAMPLE_FILES
from tests.citations.official import attempt
from tests.remembered import made_once, rows_of

pytestmark = pytest.mark.django_db
Made = tuple[Release, dict[str, set]]


@pytest.fixture
def once() -> Callable[..., Made]:
    """once(undone): the release, and all rows of the database then; `undone` leaves nothing of them."""
    name = f"for a test {uuid4()}"
    calls: list[str] = []

    def make() -> Release:
        calls.append(name)
        return attempt(SAMPLE_FILES["ibs-crosswalk"]())

    def run(*, undone: bool = False) -> Made:
        with transaction.atomic():
            release = made_once(name, make)
            tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
            rows = {table: set(rows_of(table)) for table in tables}
            transaction.set_rollback(undone)
        return release, rows

    run.calls = calls
    return run


def test_it_is_put_back_with_every_row_that_it_had(once):
    first, then = once(undone=True)
    assert not Release.objects.exists()

    again, now = once()

    assert (again, now) == (first, then)
    assert len(once.calls) == 1


def test_it_is_made_anew_where_an_original_is_gone(once):
    first, _ = once(undone=True)
    again, _ = once(undone=True)
    with transaction.atomic():
        file = once()[0].files.get()
        storage, name = file.content.storage, file.content.name
        transaction.set_rollback(True)
    storage.delete(name)

    release, _ = once()

    assert again == first
    assert release.state == Release.State.READY
    assert release.files.get().content.storage.exists(name)
    assert len(once.calls) == 2


def test_it_is_made_where_releases_are_here_already(once):
    once(undone=True)
    attempt(SAMPLE_FILES["ilo-genai-gradient"]())

    once()

    assert UnitGroup.objects.exists()
    assert Release.objects.count() == len(once.calls) == 2
