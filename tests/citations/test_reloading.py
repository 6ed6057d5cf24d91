"""A release that an older importer read is read anew from its originals, and nothing readers see changes meanwhile."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.choosing import choose_releases
from citations.actions.editions import compile_edition
from citations.actions.issues import release_to_decide_on
from citations.actions.loaded_releases import retire_release
from citations.actions.releases import is_outdated, process_release, reload_release, start_reload
from citations.models import Release
from tests.citations.interrupting import IMPORTED, RELOAD_STEPS, improve_importer, killed_at
from tests.citations.official import attempt, edited, fact_count, facts_of, original_files
from tests.citations.test_interrupting import Broken, killed, stop

READY, RETIRED, REJECTED, FAILED = (Release.State[name] for name in ("READY", "RETIRED", "REJECTED", "FAILED"))


@pytest.fixture
def old(db) -> Release:
    release = attempt(original_files(IMPORTED))
    assert release.state == READY
    return release


@pytest.fixture
def improved(old, monkeypatch) -> Release:
    """A release whose importer has been improved since."""
    improve_importer(monkeypatch.setattr)
    return old


def state_of(release: Release) -> str:
    return Release.objects.values_list("state", flat=True).get(pk=release.pk)


def test_a_release_is_outdated_once_its_importer_has_a_later_version(old, monkeypatch):
    assert not is_outdated(old)
    improve_importer(monkeypatch.setattr)
    assert is_outdated(old)


def test_the_new_release_has_the_files_and_version_of_the_old_one_which_is_retired_with_its_facts(improved):
    before = facts_of(improved)

    new = reload_release(release=improved)

    assert (new.state, state_of(improved)) == (READY, RETIRED)
    assert (new.dataset, new.version, new.fingerprint) == (improved.dataset, improved.version, improved.fingerprint)
    assert (new.replaces, new.retrieved_at) == (improved, improved.retrieved_at)
    assert new.importer_version == improved.importer_version + 1
    kept = {file.sha256: file.content.read() for file in improved.files.all()}
    assert {file.sha256: file.content.read() for file in new.files.all()} == kept
    assert facts_of(new) == facts_of(improved) == before
    assert any(before.values())


def test_new_editions_take_the_new_release_and_old_editions_keep_the_old_one(improved, ilo_release, small_compiler):
    edition = compile_edition(name="before")
    new = reload_release(release=improved)

    assert improved in [member.release for member in edition.members.all()]
    assert choose_releases()[IMPORTED] == new
    after = compile_edition(name="after")
    assert new in [member.release for member in after.members.all()]
    assert after.fingerprint != edition.fingerprint


def test_what_the_present_importer_has_read_is_not_loaded_again(old):
    with pytest.raises(ValueError, match="was read by the present importer"):
        reload_release(release=old)
    retire_release(release=old)
    with pytest.raises(ValueError, match="is retired"):
        reload_release(release=old)


def test_only_a_ready_release_can_be_retired(old):
    rejected = attempt(edited(original_files(IMPORTED), lambda place, rows: rows[:1]))
    assert rejected.state == REJECTED
    with pytest.raises(ValueError, match="is rejected"):
        retire_release(release=rejected)


def test_uploading_the_same_bytes_again_reads_them_with_the_present_importer(improved):
    new = attempt(original_files(IMPORTED))
    assert (new.state, new.replaces, state_of(improved)) == (READY, improved, RETIRED)

    # And once more finds the new one.
    assert attempt(original_files(IMPORTED)) == new


def test_an_improved_importer_that_refuses_the_files_leaves_the_old_release_ready(improved, monkeypatch):
    from citations.importing.importer import IMPORTERS

    monkeypatch.setattr(
        IMPORTERS[IMPORTED], "check", lambda rows, findings: findings.error("finer", "This is found to be wrong now.")
    )
    new = reload_release(release=improved)

    assert (new.state, state_of(improved)) == (REJECTED, READY)
    assert fact_count(new) == 0
    assert start_reload(release=improved) != new


def test_two_people_who_ask_at_once_share_one_replacement(improved):
    first, second = start_reload(release=improved), start_reload(release=improved)
    assert first == second
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            replaces=improved, renewal="read-again", fingerprint=improved.fingerprint, retrieved_at=timezone.now()
        )


def test_a_corrected_file_of_the_same_version_waits_for_a_decision_against_the_new_release(improved):
    new = reload_release(release=improved)
    other = attempt(
        {name: content + b"\n" if name.endswith(".csv") else content for name, content in original_files(IMPORTED).items()}
    )
    assert other.state == Release.State.UNDECIDED
    assert release_to_decide_on(other) == new


@pytest.mark.parametrize("step", RELOAD_STEPS, ids=str)
def test_a_reload_that_fails_leaves_the_old_release_and_can_be_run_again(step, improved, monkeypatch):
    with monkeypatch.context() as patch:
        step.install(stop, patch.setattr)
        with pytest.raises(Broken):
            reload_release(release=improved)

    assert_old_one_stands(improved)
    assert_clean_reload(improved)


@pytest.mark.django_db(transaction=True)
@pytest.mark.drawn(3)
@pytest.mark.parametrize("step", killed_at(RELOAD_STEPS), ids=str)
def test_a_reload_that_is_killed_leaves_the_old_release_and_can_be_run_again(step, improved, valkey_url):
    killed("reload", step, valkey_url)

    assert_old_one_stands(improved)
    assert_clean_reload(improved)


def assert_old_one_stands(old: Release) -> None:
    assert state_of(old) == READY
    assert choose_releases()[IMPORTED] == old
    assert not Release.objects.filter(replaces=old, state__in=Release.LOADED).exists()


def assert_clean_reload(old: Release) -> None:
    new = process_release(release=start_reload(release=old))
    assert (new.state, state_of(old)) == (READY, RETIRED)
    assert facts_of(new) == facts_of(old)
    assert old.replacements.count() == 1


def test_commands_say_that_a_release_was_read_anew(improved, tmp_path):
    paths = []
    for name, content in original_files(IMPORTED).items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    out = StringIO()
    call_command("import_release", *map(str, paths), stdout=out)

    assert "Read anew from its originals" in out.getvalue()
    assert f"Release {improved.pk} is retired" in out.getvalue()


def test_loading_a_folder_reads_outdated_releases_anew(improved, small_compiler, tmp_path):
    for name, content in original_files(IMPORTED).items():
        (tmp_path / name).write_bytes(content)
    out = StringIO()
    call_command("load_releases", str(tmp_path), stdout=out, stderr=out)

    assert f"Reading soc-structure {improved.version} anew" in out.getvalue()
    assert state_of(improved) == RETIRED
    assert choose_releases()[IMPORTED].replaces == improved
