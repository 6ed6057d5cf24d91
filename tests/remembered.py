"""What takes seconds to make is made once a process, and its rows are put back by SQL wherever it is wanted again.

Put back is what the first time added to the tables, with its keys and dates, in the transaction at hand: signals and what follows
a commit do not run. Where that cannot be, because a row of the same key is there, one that it changed is another now, or an
original is gone from storage, it is made anew.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, models, transaction
from wagtail.models import Site

from citations.models import Activation, ActivationChanges, Edition, Release, ReleaseFile
from singulariki.delivery import page_cache
from tests.baseline import SEARCH_INDEX

M = TypeVar("M", bound=models.Model)
# Rows of these make others unchangeable, so they come after all others; and a publication after its edition.
LAST = [model._meta.db_table for model in (Release, Edition, Activation, ActivationChanges)]


@dataclass
class Table:
    """What was added to a table, and what was there and is not any more, as rows of the driver's: lines of a COPY, or tuples."""

    name: str
    added: list
    gone: list


_remembered: dict[tuple[str, str], tuple[type[models.Model], object, list[Table]]] = {}


def made_once(name: str, make: Callable[[], M]) -> M:
    """What `make` returns, made at the first call of this name, and put back at later ones. It is made each time outside a
    transaction, where it would be committed, and where releases are here already, on which it may depend."""
    if not connection.in_atomic_block or Release.objects.exists():
        return make()
    key = (name, str(connection.settings_dict["NAME"]))
    if key in _remembered:
        model, pk, tables = _remembered[key]
        try:
            with transaction.atomic():
                _put_back(tables)
        except (DatabaseError, _CannotPutBackError):
            return make()
        return model._base_manager.get(pk=pk)
    names = [
        name for name in connection.introspection.django_table_names(only_existing=True) if not name.startswith(SEARCH_INDEX)
    ]
    before = {table: rows_of(table) for table in names}
    made = make()
    tables = []
    for table in names:
        were, are = set(before[table]), rows_of(table)
        if added := [row for row in are if row not in were]:
            tables.append(Table(table, added, list(were.difference(are))))
    _remembered[key] = type(made), made.pk, tables
    return made


class _CannotPutBackError(Exception):
    """The database or the storage is not as it was when the rows were made."""


def _put_back(tables: Iterable[Table]) -> None:
    for table in sorted(tables, key=lambda one: LAST.index(one.name) if one.name in LAST else -1):
        if table.gone:
            if not set(table.gone).issubset(rows_of(table.name)):
                raise _CannotPutBackError
            _remove(table)
        _insert(table)
    if not all(file.content.storage.exists(file.content.name) for file in ReleaseFile.objects.all()):
        raise _CannotPutBackError
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    page_cache.clear()


def rows_of(table: str) -> list:
    """All rows of a table as its driver gives them; of PostgreSQL the lines of a COPY."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                return b"".join(copy).splitlines(keepends=True)
        cursor.execute(f'SELECT * FROM "{table}"')
        return cursor.fetchall()


def _insert(table: Table) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.cursor.copy(f'COPY "{table.name}" FROM STDIN') as copy:
                copy.write(b"".join(table.added))
            return
        places = ", ".join("?" * len(table.added[0]))
        with connection.wrap_database_errors:
            connection.connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.added)


def _remove(table: Table) -> None:
    with connection.cursor() as cursor:
        column = connection.introspection.get_primary_key_column(cursor, table.name)
        names = [described.name for described in connection.introspection.get_table_description(cursor, table.name)]
        at = names.index(column)
        for row in table.gone:
            pk = row.split(b"\t")[at].decode().rstrip("\n") if isinstance(row, bytes) else row[at]
            cursor.execute(f'DELETE FROM "{table.name}" WHERE "{column}" = %s', [pk])
