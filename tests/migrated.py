"""An SQLite database with all migrations applied, made once and copied for each test run: applying them takes long.

It is made anew when a migration or a locked package changes. What follows migrations (`post_migrate`) is not in it: Django sends
that signal in every run, so what it sets a site up with is always that of the code at hand.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation
from django.db.migrations.executor import MigrationExecutor

PACKAGES = ("citations", "occupations", "gradient", "singulariki")
KEPT = Path(settings.BASE_DIR) / "var" / "test-database"


def begin_with_migrated_databases() -> None:
    """Have Django's test databases on SQLite begin as a copy, in which `migrate` finds nothing left to do."""
    create = DatabaseCreation._create_test_db

    def create_and_copy(creation, *arguments, **options):
        name = create(creation, *arguments, **options)
        shutil.copyfile(_migrated_file(), name)
        return name

    DatabaseCreation._create_test_db = create_and_copy


def _migrated_file() -> Path:
    kept = KEPT / f"{_fingerprint()}.sqlite3"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        # Two processes may make it at the same time; either may then take the other's.
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            made = Path(folder) / "made.sqlite3"
            environment = {
                **os.environ,
                "DATABASE_URL": f"sqlite:///{made}",
                "DJANGO_SETTINGS_MODULE": "singulariki.settings.test",
            }
            subprocess.run([sys.executable, "-m", "tests.migrated"], check=True, cwd=settings.BASE_DIR, env=environment)
            made.replace(kept)
        for earlier in set(KEPT.glob("*.sqlite3")) - {kept}:
            earlier.unlink(missing_ok=True)
    return kept


def _fingerprint() -> str:
    """Of every migration of this project, and of the packages that bring the others."""
    root = Path(settings.BASE_DIR)
    ours = sorted(path for package in PACKAGES for path in (root / package).rglob("migrations/*.py"))
    digest = hashlib.sha256()
    for path in (*ours, *sorted((root / "requirements").glob("*.txt")), Path(__file__)):
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    connection.close()


if __name__ == "__main__":
    import django

    django.setup()
    _migrate()
