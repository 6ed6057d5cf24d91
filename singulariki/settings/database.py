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
# A server that has gone without a word is given up on in seconds, not in the two hours of the system's own patience.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}


def databases(url: str) -> dict:
    """DATABASES for a URL; an empty one means SQLite in the var folder."""
    if not url:
        folder = Path(VAR_DIR.value)
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'singulariki.sqlite3'}"
    configuration = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    usual = SQLITE_OPTIONS if configuration["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
    configuration["OPTIONS"] = {**usual, **configuration.get("OPTIONS", {})}
    return {"default": configuration}


DATABASES = databases(DATABASE_URL.value)
