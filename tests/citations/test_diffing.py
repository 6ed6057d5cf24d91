"""Two releases of a dataset are compared fact by fact, in the database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from citations.diffing import release_diff, release_diff_document
from citations.importing.importer import IMPORTERS
from citations.models import Release
from tests.citations.official import attempt, original_files
from tests.occupations.importers.onet_layouts import SOUND, VIDEO, rated, text_archive, text_tables


@pytest.fixture
def releases(db, tmp_path) -> tuple[Release, Release]:
    """A small O*NET release and the one after it: a task gone, two ratings changed, a title new, a job zone changed."""
    later = text_tables()
    later["Task Statements"] = [row for row in later["Task Statements"] if row[1] != "7722"]
    later["Knowledge"] = [later["Knowledge"][0], rated("2.C.3.a", "IM", "4.70", "27", "0.1000", "4.4000", "4.8000", "n/a")]
    later["Skills"] = [*later["Skills"][:1], rated("2.A.1.b", "IM", "3.50"), *later["Skills"][2:]]
    later["Alternate Titles"] = [*later["Alternate Titles"], [SOUND, "Mastering Engineer", "n/a", "02"]]
    later["Job Zones"] = [later["Job Zones"][0], [SOUND, "3", "08/2026", "Analyst"], [VIDEO, "3", "08/2026", "Analyst"]]
    old = attempt({"old.zip": text_archive(tmp_path / "old.zip").read_bytes()})
    new = attempt(
        {"new.zip": text_archive(tmp_path / "new.zip", later, readme="O*NET 30.3 Database\n", folder="db").read_bytes()}
    )
    assert (old.state, old.version, new.state, new.version) == ("ready", "30.2", "ready", "30.3")
    return old, new


def counts(diff) -> dict[str, tuple[int, int, int]]:
    return {table.label: (table.added, table.removed, table.changed) for table in diff.differing}


def test_only_tables_that_differ_are_named_with_what_was_added_removed_and_changed(releases):
    assert counts(release_diff(*releases)) == {
        "Alternate Titles": (1, 0, 0),
        "Task Statements": (0, 1, 0),
        "Knowledge": (0, 0, 1),
        "Skills": (0, 0, 1),
        "Job Zones": (1, 0, 1),
    }


def test_the_other_way_round_what_was_added_is_removed(releases):
    old, new = releases
    there, back = counts(release_diff(old, new)), counts(release_diff(new, old))
    assert back == {label: (removed, added, changed) for label, (added, removed, changed) in there.items()}


def test_examples_tell_the_key_and_the_columns_that_differ_and_no_others(releases):
    tables = {table.label: table for table in release_diff(*releases).differing}

    knowledge = tables["Knowledge"]
    assert knowledge.columns == {"value": 1, "recommend_suppress": 1}
    (change,) = knowledge.changed_examples
    assert change.key == {"code": SOUND, "element_id": "2.C.3.a", "scale": "IM", "category": 0}
    # Suppressed before, unknown now: a value that is missing differs from one that is there.
    assert (change.before, change.after) == (
        {"value": 4.6, "recommend_suppress": True},
        {"value": 4.7, "recommend_suppress": None},
    )
    assert tables["Task Statements"].removed_examples == [{"code": SOUND, "task_id": 7722}]
    assert tables["Alternate Titles"].added_examples == [
        {"code": SOUND, "kind": "alternate", "title": "Mastering Engineer", "short_title": ""}
    ]
    assert (tables["Job Zones"].held_before, tables["Job Zones"].held_after) == (1, 2)


def test_a_release_does_not_differ_from_itself(releases):
    old, _ = releases
    diff = release_diff(old, old)
    assert diff.is_empty
    assert sum(table.held_before for table in diff.tables) == sum(old.report["facts"].values())


def test_examples_are_as_many_as_asked_for(releases):
    assert not any(table.changed_examples or table.added_examples for table in release_diff(*releases, examples=0).tables)


def test_the_document_is_json_and_the_same_when_asked_again(releases, django_assert_num_queries):
    document = release_diff_document(*releases)
    with django_assert_num_queries(0):
        again = release_diff_document(*releases)

    assert json.loads(json.dumps(document)) == again
    assert (document["dataset"], document["before"]["version"], document["after"]["version"]) == ("onet", "30.2", "30.3")
    assert {table["table"] for table in document["tables"]} == set(counts(release_diff(*releases)))
    assert "Abilities" in document["same"]


def test_releases_of_different_datasets_are_not_compared(releases):
    other = attempt(original_files("soc-structure"))
    with pytest.raises(ValueError, match="not releases of one dataset"):
        release_diff(releases[0], other)


def test_releases_that_are_not_loaded_are_not_compared(releases, tmp_path):
    broken = text_tables()
    broken["Job Zones"] = [broken["Job Zones"][0], [SOUND, "9", "08/2025", "Analyst"]]
    rejected = attempt({"broken.zip": text_archive(tmp_path / "broken.zip", broken, readme="O*NET 30.4 Database\n").read_bytes()})
    with pytest.raises(ValueError, match="is rejected"):
        release_diff(releases[0], rejected)


def test_the_command_tells_tables_columns_and_examples(releases):
    out = StringIO()
    call_command("diff_releases", "onet", "30.2", f"#{releases[1].pk}", stdout=out)

    output = out.getvalue()
    assert "onet 30.2 → 30.3" in output
    assert "Knowledge: 0 added, 0 removed, 1 changed" in output
    assert "value 4.6, recommend_suppress True → value 4.7, recommend_suppress none" in output
    assert "The same: " in output


def test_the_command_prints_json(releases):
    out = StringIO()
    call_command("diff_releases", "onet", "30.2", "30.3", "--json", stdout=out)
    assert json.loads(out.getvalue()) == release_diff(*releases).document()


@pytest.mark.parametrize(("dataset", "version", "said"), [("onett", "30.2", "Known: "), ("onet", "29.0", "Loaded: 30.2")])
def test_the_command_names_what_there_is_where_a_name_is_unknown(releases, dataset, version, said):
    with pytest.raises(CommandError, match=said):
        call_command("diff_releases", dataset, version, "30.3")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite goes by the indexes it finds, not by what tables hold")
def test_the_planner_knows_what_was_loaded(releases):
    """Else PostgreSQL takes the tables for empty, and joins two whole releases row by row: O*NET's titles for many minutes."""
    for model in IMPORTERS["onet"].fact_models():
        held = model._default_manager.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
            assert cursor.fetchone() == (held,), model
