"""A whole O*NET release, from upload to ready, against the bare driver writing the same rows into the same indexed tables."""

import io
import resource
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, models, transaction
from django.utils import timezone

from citations import guards
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.importer import IMPORTERS
from citations.models import Release
from tests.benchmarks.measuring import Ratio, alternately

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "onet" / "db_30_2_text.zip"
LIMITS = {"postgresql": 2.5, "sqlite": 3.0}
ROUNDS = 3
# Rows a statement of the bare yardstick, where the driver has no COPY.
BATCH = 20_000

Rows = dict[type[models.Model], tuple[list[str], list[tuple]]]


def run() -> Iterable[Ratio]:
    """Nothing where the real release is not beside the checkout."""
    if not REAL.is_file():
        print(f"{REAL.name} is not beside this checkout (../shared/data), so loading a whole release was not measured.")
        return
    name, content = REAL.name, REAL.read_bytes()
    with _unguarded():
        release = _load(name, content)
        # Before the yardstick's rows are held in memory.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = _rows_of(release)
        _empty()
        ours, bare = alternately(lambda: _load(name, content), lambda: _bare(rows, release.pk), before=_empty, rounds=ROUNDS)
        _empty()
    count = sum(len(held) for _, held in rows.values())
    driver = "COPY" if connection.vendor == "postgresql" else "executemany"
    what = f"{name}, {count:,} facts on {connection.vendor}, peak memory {peak:,.0f} MB"
    yield Ratio(what, "import_release", ours, f"bare {driver}", bare, limit=LIMITS[connection.vendor])


def _load(name: str, content: bytes) -> Release:
    release, _ = import_release(files=[Original(name, io.BytesIO(content))])
    if release.state != Release.State.READY:
        sys.exit(f"{name} was not loaded: {release.failure or list(release.issues.all()[:3])}")
    return release


def _rows_of(release: Release) -> Rows:
    """What was loaded, in the order it was loaded in, ready for the driver."""
    rows: Rows = {}
    for model in IMPORTERS["onet"].fact_models():
        columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {model._meta.db_table} ORDER BY id")
            rows[model] = columns, cursor.fetchall()
    return rows


def _bare(rows: Rows, release_id: int) -> None:
    """What the driver can do at best: one statement a table, one transaction."""
    Release.objects.create(pk=release_id, fingerprint="bare", retrieved_at=timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        for model, (columns, held) in rows.items():
            table = model._meta.db_table
            if connection.vendor == "postgresql":
                with cursor.cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in held:
                        copy.write_row(row)
            else:
                sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
                for start in range(0, len(held), BATCH):
                    connection.connection.executemany(sql, held[start : start + BATCH])


def _empty() -> None:
    """No facts and no releases, and tables as they are after migrating."""
    with connection.cursor() as cursor:
        for model in IMPORTERS["onet"].fact_models():
            table = model._meta.db_table
            cursor.execute(f"TRUNCATE {table}" if connection.vendor == "postgresql" else f"DELETE FROM {table}")
    Release.objects.all().delete()


@contextmanager
def _unguarded() -> Iterator[None]:
    """Facts of ready releases cannot be removed; here they are, again and again."""
    guards.drop(connection)
    try:
        yield
    finally:
        guards.install(connection)
