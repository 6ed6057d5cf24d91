"""Triggers that keep published history unchangeable, whoever writes to the database.

- a ready, set-aside or retired release keeps all that was found and loaded: its row, files, findings and facts. It may still be
  retired, or set aside and brought back, and why it was set aside changes with that alone; a date of publication that its files
  do not name, where they came from and a note on the licence may be given and corrected; a steward may acknowledge what differs
  in it;
- facts may be removed of what no compiled edition holds, as the release is archived, and are read again as it is restored;
- a ready edition keeps its row, releases and profiles, unless it is discarded before it was ever published;
- only a ready edition can be published, and activations are append-only, with what they changed for readers.

They are installed after every `migrate` (SQLite drops triggers whenever a migration rebuilds a table, and cannot rebuild one
while they are there), so `install` can be run any number of times. A data migration that must touch guarded rows calls `drop`
first and owns that decision.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from citations.importing.importer import IMPORTERS
from citations.models import Edition, Release

LOADED = f"({', '.join(repr(str(state)) for state in Release.LOADED)})"
# Facts apart, these are history too.
HISTORY = f"({', '.join(repr(str(state)) for state in (*Release.LOADED, *Release.ARCHIVAL))})"
ARCHIVAL = f"({', '.join(repr(str(state)) for state in Release.ARCHIVAL)})"
PREFIX = "guard_"

# What of a settled release may still change: its state, what is said of when it was published, where it came from and its licence
# (no part of its files or facts), when what differs in it was acknowledged, and who did that, uploaded it, overruled a stop or
# set it aside (an account may go).
PEOPLE = {"uploaded_by_id", "set_aside_by_id", "overruled_by_id", "acknowledged_by_id"}
CHANGEABLE = {"id", "state", "published_on", "source_url", "licence_note", "acknowledged_at", *PEOPLE}
# Written when a release is set aside, emptied when it is brought back.
WITH_STATE = {"set_aside_reason", "set_aside_at"}
# Written while its facts are archived or restored.
WHILE_ARCHIVED = {"archive", "failure"}
# Of a compiled edition: who made it, once that account is deleted.
CHANGEABLE_OF_EDITION = {"id", "created_by_id"}


@dataclass(frozen=True)
class Guard:
    """One trigger. `condition` is over OLD (and NEW for updates and inserts); `message` ends what the error says."""

    name: str
    table: str
    operation: str
    condition: str
    message: str


def _changed(columns: set[str]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in sorted(columns))


def _columns(model, except_for: set[str]) -> set[str]:
    return {field.column for field in model._meta.concrete_fields} - except_for


def _of_settled_release(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM citations_release r WHERE r.id = {row}.release_id AND r.state IN {LOADED})"  # noqa: S608


def _of_history(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM citations_release r WHERE r.id = {row}.release_id AND r.state IN {HISTORY})"  # noqa: S608


def _of_ready_edition(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = {row}.edition_id AND e.state = 'ready')"  # noqa: S608


def _owned(table: str, owner: str, condition, what: str, *, inserts: bool = True) -> list[Guard]:
    """Guards of rows that belong to a release or edition: none may change or go, and (where asked) none be added."""
    short = table.replace("citations_", "")
    guards = [
        Guard(
            f"{short}_update", table, "UPDATE", f"{condition('OLD')} OR {condition('NEW')}", f"{what} of {owner} cannot change"
        ),
        Guard(f"{short}_delete", table, "DELETE", condition("OLD"), f"{what} of {owner} cannot be removed"),
    ]
    if inserts:
        guards.append(Guard(f"{short}_insert", table, "INSERT", condition("NEW"), f"{what} of {owner} cannot be added to"))
    return guards


def guards() -> list[Guard]:
    """Every guard. Facts are not checked as they are added: only the loader adds them, and in bulk."""
    kept = _changed(_columns(Release, CHANGEABLE | WITH_STATE | WHILE_ARCHIVED))
    reworded = f"NEW.state IS NOT DISTINCT FROM OLD.state AND ({_changed(WITH_STATE)})"
    loaded = f"OLD.state IN {LOADED} AND NEW.state NOT IN {LOADED} AND NEW.state <> 'archiving'"
    archived = (
        f"OLD.state IN {ARCHIVAL} AND NEW.state <> OLD.state AND NOT ((OLD.state = 'restoring' AND NEW.state IN {LOADED}) OR "
        "(OLD.state IN ('archiving', 'restoring') AND NEW.state = 'archived') OR "
        "(OLD.state = 'archived' AND NEW.state = 'restoring'))"
    )
    noted = f"OLD.state IN {LOADED} AND NEW.state IN {LOADED} AND ({_changed(WHILE_ARCHIVED)})"
    release = f"OLD.state IN {HISTORY} AND ({kept} OR {reworded} OR ({loaded}) OR ({archived}) OR ({noted}))"
    held = (
        f"OLD.state IN {LOADED} AND NEW.state = 'archiving' AND EXISTS (SELECT 1 FROM citations_editionrelease m JOIN "  # noqa: S608
        "citations_edition e ON e.id = m.edition_id WHERE m.release_id = OLD.id AND e.state IN ('compiling', 'ready'))"
    )
    published = "EXISTS (SELECT 1 FROM citations_activation a WHERE a.to_edition_id = OLD.id)"
    discarded = f"NEW.state <> 'ready' AND (NEW.state <> 'discarded' OR {published})"
    edition = f"OLD.state = 'ready' AND ({discarded} OR {_changed(_columns(Edition, CHANGEABLE_OF_EDITION | {'state'}))})"
    unready = "NOT EXISTS (SELECT 1 FROM citations_edition e WHERE e.id = NEW.to_edition_id AND e.state = 'ready')"
    facts = sorted({model._meta.db_table for importer in IMPORTERS.values() for model in importer.fact_models()})
    return [
        Guard("release_update", "citations_release", "UPDATE", release, "a ready release cannot change"),
        Guard("release_archive", "citations_release", "UPDATE", held, "what an edition holds cannot be archived"),
        Guard("release_delete", "citations_release", "DELETE", f"OLD.state IN {HISTORY}", "a ready release cannot be deleted"),
        *_owned("citations_releasefile", "a ready release", _of_history, "the files"),
        *_owned("citations_validationissue", "a ready release", _of_history, "the findings"),
        *(
            guard
            for table in facts
            for guard in _owned(table, "a ready release", _of_settled_release, "the facts", inserts=False)
        ),
        Guard("edition_update", "citations_edition", "UPDATE", edition, "a compiled edition cannot change"),
        Guard("edition_delete", "citations_edition", "DELETE", "OLD.state = 'ready'", "a compiled edition cannot be deleted"),
        *_owned("citations_editionrelease", "a compiled edition", _of_ready_edition, "the releases"),
        *_owned("citations_profile", "a compiled edition", _of_ready_edition, "the profiles"),
        Guard("activation_insert", "citations_activation", "INSERT", unready, "only a compiled edition can be published"),
        Guard("activation_update", "citations_activation", "UPDATE", "1 = 1", "activations are append-only"),
        Guard("activation_delete", "citations_activation", "DELETE", "1 = 1", "activations are append-only"),
        Guard("changes_update", "citations_activationchanges", "UPDATE", "1 = 1", "what a publication changed is kept as it is"),
        Guard("changes_delete", "citations_activationchanges", "DELETE", "1 = 1", "what a publication changed is kept as it is"),
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every guard whose table exists, replacing older definitions."""
    drop(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in guards():
            if guard.table in tables:
                for statement in _create(connection.vendor, guard):
                    cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every guard, of this and of earlier versions."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND starts_with(tgname, %s)",
                [PREFIX],
            )
        else:
            cursor.execute(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = %s", [PREFIX]
            )
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}" if connection.vendor == "postgresql" else f"DROP TRIGGER {name}")


def _create(vendor: str, guard: Guard) -> list[str]:
    name = f"{PREFIX}{guard.name}"
    if vendor == "postgresql":
        # A trigger's WHEN may not hold a subquery on PostgreSQL, so the condition is checked in the function.
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {guard.condition} THEN "
            f"RAISE EXCEPTION 'singulariki: {guard.message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if guard.operation == 'DELETE' else 'NEW'}; END $$",
            f"CREATE TRIGGER {name} BEFORE {guard.operation} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    # SQLite took up the standard's words for this late.
    condition = guard.condition.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
    return [
        f"CREATE TRIGGER {name} BEFORE {guard.operation} ON {guard.table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'singulariki: {guard.message}'); END"
    ]
