"""SQLite in WAL mode for a newcomer, PostgreSQL through DATABASE_URL. The same code runs on both."""

from pathlib import Path

import dj_database_url

from singulariki.settings.environment import DATABASE_URL, VAR_DIR

SQLITE_OPTIONS = {
    # Take the write lock when a transaction begins, so that two writers wait for each other instead of failing midway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
}


def databases(url: str) -> dict:
    """DATABASES for a URL; an empty one means SQLite in the var folder."""
    if not url:
        folder = Path(VAR_DIR.value)
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'singulariki.sqlite3'}"
    configuration = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if configuration["ENGINE"].endswith("sqlite3"):
        configuration["OPTIONS"] = {**SQLITE_OPTIONS, **configuration.get("OPTIONS", {})}
    return {"default": configuration}


DATABASES = databases(DATABASE_URL.value)
