"""`bulk_load` against the bare driver (COPY or executemany) and against Django's bulk_create."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models

from citations.importing.loading import bulk_load
from tests.benchmarks.measuring import Ratio, seconds

ROWS = 100_000
FIELDS = ("release_id", "occupation", "element", "scale", "value")


class BenchmarkRating(models.Model):
    """A fact table of the usual shape, made for the measurement and dropped after it."""

    release_id = models.IntegerField()
    occupation = models.CharField(max_length=10)
    element = models.CharField(max_length=20)
    scale = models.CharField(max_length=4)
    value = models.FloatField()

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return f"{self.occupation} {self.element}"


def run() -> Iterable[Ratio]:
    facts = [(7, f"{11 + n % 40}-{n % 9000:04d}.00", f"2.A.{n % 50}.{n % 7}", "IM", n % 500 / 100) for n in range(ROWS)]
    with _table():
        ours = seconds(lambda: bulk_load(BenchmarkRating, FIELDS, facts), before=_empty, rounds=3)
        bare = seconds(lambda: _bare(facts), before=_empty, rounds=3)
        orm = seconds(lambda: _bulk_create(facts), before=_empty, rounds=1)
    driver = "COPY" if connection.vendor == "postgresql" else "executemany"
    yield Ratio(f"{ROWS:,} facts on {connection.vendor}", "bulk_load", ours, f"bare {driver}", bare, limit=2.0)
    yield Ratio(f"{ROWS:,} facts on {connection.vendor}", "bulk_create", orm, "bulk_load", ours)


@contextmanager
def _table() -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(BenchmarkRating)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(BenchmarkRating)


def _empty() -> None:
    empty = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
    with connection.cursor() as cursor:
        cursor.execute(f"{empty} {BenchmarkRating._meta.db_table}")


def _bare(facts: list[tuple]) -> None:
    """What the driver can do at best: one statement, one transaction."""
    connection.ensure_connection()
    table, columns = BenchmarkRating._meta.db_table, ", ".join(FIELDS)
    raw = connection.connection
    if connection.vendor == "postgresql":
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for fact in facts:
                copy.write_row(fact)
        return
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO {table} ({columns}) VALUES (?, ?, ?, ?, ?)", facts)
    raw.commit()


def _bulk_create(facts: list[tuple]) -> None:
    BenchmarkRating.objects.bulk_create(
        [BenchmarkRating(**dict(zip(FIELDS, fact, strict=True))) for fact in facts], batch_size=5000
    )
