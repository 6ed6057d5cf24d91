"""Compiling, publishing and rolling back from the command line."""

import json

import pytest
from django.core.management import CommandError

from citations.models import Edition, Profile
from citations.selectors import live_edition
from tests.occupations.files import ONET_TABLES, READ_ME, oews_national, onet_text


@pytest.fixture
def imported(run, tmp_path) -> None:
    """O*NET 30.1 and 30.2, OEWS of May 2024 and May 2025."""
    run("import_release", onet_text(tmp_path / "new.zip"))
    older = {name: ONET_TABLES[name] for name in ("Occupation Data", "Task Statements")}
    run("import_release", onet_text(tmp_path / "old.zip", older, readme=READ_ME.replace("30.2", "30.1")))
    for release in ("May 2024", "May 2025"):
        run("import_release", oews_national(tmp_path / f"{release}.xlsx", release=release))


def holds(name: str) -> dict[str, str]:
    members = Edition.objects.get(name=name).members.select_related("dataset", "release")
    return {member.dataset.slug: member.release.version for member in members}


def test_an_edition_takes_the_newest_release_of_each_dataset(run, imported) -> None:
    output = run("compile_edition", "--name", "first")

    assert holds("first") == {"bls-oews": "May 2025", "onet": "30.2"}
    assert "Edition first: ready, 2 profiles" in output
    assert "manage.py publish_edition first" in output


def test_a_pin_takes_an_older_release(run, imported) -> None:
    run("compile_edition", "--name", "pinned", "--pin", "bls-oews=May 2024", "--pin", "onet=30.1")

    assert holds("pinned") == {"bls-oews": "May 2024", "onet": "30.1"}


@pytest.mark.parametrize(
    ("pin", "answer"),
    [
        ("onet=12", "onet has no ready release called '12'. Ready: 30.1, 30.2"),
        ("census=2020", "No dataset is called 'census'"),
        ("onet", "not of the form DATASET=VERSION"),
    ],
)
def test_a_pin_that_cannot_be_met_is_refused(run, imported, pin, answer) -> None:
    with pytest.raises(CommandError, match=answer):
        run("compile_edition", "--pin", pin)

    assert not Edition.objects.exists()


def test_a_dataset_cannot_be_pinned_twice(run, imported) -> None:
    with pytest.raises(CommandError, match="pinned to two versions"):
        run("compile_edition", "--pin", "onet=30.1", "--pin", "onet=30.2")


def test_without_a_release_there_is_nothing_to_compile(run) -> None:
    with pytest.raises(CommandError, match="Import releases first"):
        run("compile_edition")


def test_a_compiled_edition_is_seen_only_once_it_is_published(run, imported) -> None:
    run("compile_edition", "--name", "first")
    assert live_edition() is None

    assert "Edition first is live." in run("publish_edition", "first")
    assert live_edition().name == "first"
    profile = Profile.objects.get(edition=live_edition(), key="27-4014.00")
    assert json.loads(profile.document) == {"shape": 1, "title": "Sound Engineering Technicians", "employment": 13050}


def test_rolling_back_puts_the_edition_before_back_and_keeps_the_reason(run, imported) -> None:
    run("compile_edition", "--name", "first")
    run("compile_edition", "--name", "second", "--pin", "onet=30.1")
    run("publish_edition", "first")
    run("publish_edition", "second", "--reason", "the older titles")

    output = run("rollback_edition", "--reason", "the older titles were wrong")

    assert output == "Edition first is live again, in place of second.\n"
    assert live_edition().name == "first"


def test_what_cannot_be_published_or_rolled_back_is_told(run, imported) -> None:
    with pytest.raises(CommandError, match=r"No edition is called 'none'\. Compiled editions: none; use compile_edition"):
        run("publish_edition", "none")
    with pytest.raises(CommandError, match="no earlier edition"):
        run("rollback_edition", "--reason", "because it is wrong")
    with pytest.raises(CommandError, match="--reason"):
        run("rollback_edition")
    run("compile_edition", "--name", "first")
    run("publish_edition", "first")
    with pytest.raises(CommandError, match="live already"):
        run("publish_edition", "first")


def test_a_name_can_be_given_once(run, imported) -> None:
    run("compile_edition", "--name", "first")

    with pytest.raises(CommandError, match="called 'first' already"):
        run("compile_edition", "--name", "first")


def test_an_edition_that_holds_a_release_set_aside_is_published_or_gone_back_to_only_by_one_who_says_so(run, imported) -> None:
    run("compile_edition", "--name", "first")
    run("publish_edition", "first")
    run("set_aside_release", "bls-oews", "May 2025", "--reason", "Wages are ten times too small.")
    run("compile_edition", "--name", "second")
    assert holds("second") == {"bls-oews": "May 2024", "onet": "30.2"}
    run("publish_edition", "second")

    for command in (("publish_edition", "first"), ("rollback_edition", "--reason", "Back to it")):
        with pytest.raises(CommandError, match=r"ten times too small\..*--although-set-aside"):
            run(*command)
    assert live_edition().name == "second"
    run("rollback_edition", "--reason", "Back to it", "--although-set-aside")
    assert live_edition().name == "first"


def test_what_is_live_stays_unless_pinned_and_the_reason_is_said(run, imported, tmp_path) -> None:
    run("compile_edition", "--name", "first")
    run("publish_edition", "first")
    run("import_release", oews_national(tmp_path / "newest.xlsx", release="May 2026"))

    output = run("compile_edition", "--name", "second")
    assert "bls-oews May 2025: live now; May 2026 is newer, to be chosen by --pin" in output
    assert holds("second")["bls-oews"] == "May 2025"
    assert "bls-oews May 2026: as asked for" in run("compile_edition", "--name", "third", "--pin", "bls-oews=May 2026")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("onet", "12", "--reason", "It is wrong"), "onet has no loaded release called '12'. Loaded: 30.1"),
        (("onet", "30.1", "--reason", " "), "Say it in a sentence"),
        (("onet", "30.1", "--bring-back"), "is ready, not set aside"),
    ],
)
def test_setting_aside_what_cannot_be_is_refused(run, imported, arguments, answer) -> None:
    with pytest.raises(CommandError, match=answer):
        run("set_aside_release", *arguments)
