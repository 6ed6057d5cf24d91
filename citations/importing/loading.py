"""`bulk_load`: the one way facts get into their tables, COPY on PostgreSQL and batched inserts on SQLite."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import connections, models, router, transaction

BATCH = 20_000


def bulk_load(
    model: type[models.Model],
    fields: tuple[str, ...],
    rows: Iterable[tuple],
    *,
    constants: dict[str, object] | None = None,
    batch: int = BATCH,
    on_batch: Callable[[int], None] = lambda loaded: None,
) -> int:
    """Write tuples into a model's table, batch by batch, each batch its own transaction. Returns the number of rows.

    `fields` are model field names in the order of each tuple; `constants` are added to every row (the release). Values
    must be plain database values: no field preparation is run. Nobody may read the rows before a later transaction makes
    them visible; callers see to that. Database errors are raised as Django's (`IntegrityError`, …) and leave earlier
    batches in place, for the caller to sweep.
    """
    constants = constants or {}
    columns = [_column(model, name) for name in (*constants, *fields)]
    prefix = tuple(value.pk if isinstance(value, models.Model) else value for value in constants.values())
    connection = connections[router.db_for_write(model)]
    write = _copy if connection.vendor == "postgresql" else _insert
    quoted = [connection.ops.quote_name(column) for column in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    iterator = iter(rows)
    loaded = 0
    while chunk := list(islice(iterator, batch)):
        with transaction.atomic(using=connection.alias):
            write(connection, table, quoted, prefix, chunk)
        loaded += len(chunk)
        on_batch(loaded)
    return loaded


def refresh_statistics(written: Iterable[type[models.Model]]) -> None:
    """Refresh the query planner's statistics of tables after much was written to them: how many rows, and what their indexed
    columns hold.

    PostgreSQL does so by itself, for all columns, but minutes later; until then it takes a table for empty and joins it row by
    row. SQLite's planner goes by indexes alone.
    """
    for model in written:
        connection = connections[router.db_for_write(model)]
        if connection.vendor == "postgresql":
            quote = connection.ops.quote_name
            columns = ", ".join(quote(_column(model, name)) for name in _indexed(model))
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {quote(model._meta.db_table)} ({columns})")


def _indexed(model: type[models.Model]) -> list[str]:
    """Names of the fields by which a table is looked up and joined."""
    fields = model._meta.concrete_fields
    alone = [field.name for field in fields if field.unique or field.db_index]  # type: ignore[attr-defined]
    together = [name for index in model._meta.indexes for name in index.fields]
    keys = [name for key in model._meta.constraints if isinstance(key, models.UniqueConstraint) for name in key.fields]
    return list(dict.fromkeys((*alone, *together, *keys)))


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field) or field.column is None:
        raise TypeError(f"{model._meta.label}.{name} is no column of its table.")
    return field.column


def _copy(connection, table: str, columns: list[str], prefix: tuple, chunk: list[tuple]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
        for row in chunk:
            copy.write_row(prefix + row)


def _insert(connection, table: str, columns: list[str], prefix: tuple, chunk: list[tuple]) -> None:
    values = ", ".join(["?"] * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 -- names come from the model
    with connection.wrap_database_errors:
        # The driver's own executemany: Django's cursor would rewrite and check each row's placeholders.
        connection.connection.executemany(sql, [prefix + row for row in chunk] if prefix else chunk)
