"""Triggers that keep published history unchangeable, whoever writes to the database.

- a ready or retired release keeps its dataset, version, files and fingerprint;
- a ready edition keeps its releases, fingerprint and profiles;
- activations are append-only.

They are installed after every `migrate` (SQLite drops triggers whenever a migration rebuilds a table), so `install` can
be run any number of times. A data migration that must touch guarded rows calls `drop` first and owns that decision.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# name, table, operation, condition over OLD (and NEW for updates), what the error says
GUARDS: list[tuple[str, str, str, str, str]] = [
    (
        "release_update",
        "citations_release",
        "UPDATE",
        "OLD.state IN ('ready', 'retired') AND (NEW.state NOT IN ('ready', 'retired') OR NEW.version <> OLD.version"
        " OR NEW.dataset_id <> OLD.dataset_id OR NEW.fingerprint <> OLD.fingerprint)",
        "a ready release cannot change",
    ),
    (
        "release_delete",
        "citations_release",
        "DELETE",
        "OLD.state IN ('ready', 'retired')",
        "a ready release cannot be deleted",
    ),
    (
        "releasefile_update",
        "citations_releasefile",
        "UPDATE",
        "EXISTS (SELECT 1 FROM citations_release r WHERE r.id = OLD.release_id AND r.state IN ('ready', 'retired'))",
        "the files of a ready release cannot change",
    ),
    (
        "releasefile_delete",
        "citations_releasefile",
        "DELETE",
        "EXISTS (SELECT 1 FROM citations_release r WHERE r.id = OLD.release_id AND r.state IN ('ready', 'retired'))",
        "the files of a ready release cannot be deleted",
    ),
    (
        "edition_update",
        "citations_edition",
        "UPDATE",
        "OLD.state = 'ready' AND (NEW.state <> 'ready' OR NEW.name <> OLD.name OR NEW.fingerprint <> OLD.fingerprint"
        " OR NEW.content_digest <> OLD.content_digest)",
        "a compiled edition cannot change",
    ),
    ("edition_delete", "citations_edition", "DELETE", "OLD.state = 'ready'", "a compiled edition cannot be deleted"),
    (
        "editionrelease_update",
        "citations_editionrelease",
        "UPDATE",
        "EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = OLD.edition_id AND e.state = 'ready')",
        "the releases of a compiled edition cannot change",
    ),
    (
        "editionrelease_delete",
        "citations_editionrelease",
        "DELETE",
        "EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = OLD.edition_id AND e.state = 'ready')",
        "the releases of a compiled edition cannot be removed",
    ),
    (
        "profile_update",
        "citations_profile",
        "UPDATE",
        "EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = OLD.edition_id AND e.state = 'ready')",
        "the profiles of a compiled edition cannot change",
    ),
    (
        "profile_delete",
        "citations_profile",
        "DELETE",
        "EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = OLD.edition_id AND e.state = 'ready')",
        "the profiles of a compiled edition cannot be removed",
    ),
    ("activation_update", "citations_activation", "UPDATE", "1 = 1", "activations are append-only"),
    ("activation_delete", "citations_activation", "DELETE", "1 = 1", "activations are append-only"),
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every guard whose table exists, replacing older definitions."""
    drop(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table, operation, condition, message in GUARDS:
            if table not in tables:
                continue
            for statement in _create(connection.vendor, name, table, operation, condition, message):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every guard."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table, *_ in GUARDS:
            if connection.vendor == "postgresql":
                if table in tables:
                    cursor.execute(f"DROP TRIGGER IF EXISTS guard_{name} ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS guard_{name}")


def _create(vendor: str, name: str, table: str, operation: str, condition: str, message: str) -> list[str]:
    if vendor == "postgresql":
        # A trigger's WHEN may not hold a subquery on PostgreSQL, so the condition is checked in the function.
        return [
            f"CREATE OR REPLACE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION 'singulariki: {message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if operation == 'DELETE' else 'NEW'}; END $$",
            f"CREATE TRIGGER guard_{name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION guard_{name}()",
        ]
    return [
        f"CREATE TRIGGER guard_{name} BEFORE {operation} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'singulariki: {message}'); END"
    ]
