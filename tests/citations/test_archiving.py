"""Facts that no edition needs are archived and restored exactly, what was never loaded is removed; what is needed stays."""

import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from citations import tasks
from citations.actions import archiving
from citations.actions.archiving import archivable, discard_edition, remove_release, start_archiving, start_restoring
from citations.actions.choosing import choose_releases
from citations.actions.editions import compile_edition, request_edition, run_compile, start_edition, start_edition_again
from citations.actions.folders import survey_folder
from citations.actions.loaded_releases import bring_back_release, retire_release, set_aside_release
from citations.actions.publishing import publish_edition
from citations.actions.releases import cancel_release, process_release, start_reload
from citations.actions.uploading import Original, upload_release
from citations.importing.importer import IMPORTERS
from citations.models import Edition, Profile, Release, originals_storage
from gradient.models import UnitGroup
from tests.citations.interrupting import IMPORTED, improve_importer
from tests.citations.official import attempt, fact_count, facts_of, original_files
from tests.citations.test_interrupting import other_bytes

State = Release.State
BROKEN = {"edges.csv": b"soc10,isco08\n1,2\n"}


def archived(release: Release) -> Release:
    return process_release(release=start_archiving(release=release))


def restored(release: Release) -> Release:
    return process_release(release=start_restoring(release=release))


def kept_of(release: Release) -> tuple:
    """What archiving leaves as it is."""
    release.refresh_from_db()
    files = [(file.name, file.sha256, file.content.read()) for file in release.files.all()]
    return release.report, release.fingerprint, release.version, files, list(release.issues.values_list("kind", "message"))


@pytest.fixture
def loaded(db) -> Release:
    release = attempt(original_files(IMPORTED))
    assert release.state == State.READY
    return release


@pytest.mark.django_db
def test_an_issue_whose_place_an_archived_one_has_stays_retired():
    files = original_files("bls-oews")
    first = attempt({"oesm24nat.zip": files.pop("oesm24nat.zip")})
    second = attempt(files)
    assert (second.state, second.issue) == (State.READY, 2)
    first, second = archived(Release.objects.get(pk=first.pk)), archived(second)

    assert restored(first).state == State.RETIRED
    with pytest.raises(ValueError, match=f"release {second.pk} has its place"):
        bring_back_release(release=first)
    assert restored(second).state == State.READY


@pytest.mark.django_db
@pytest.mark.parametrize("dataset", ["onet", "bls-oews", "ilo-genai-gradient", "ibs-crosswalk", IMPORTED])
def test_facts_are_restored_row_for_row_and_all_else_stays(dataset):
    release = attempt(original_files(dataset))
    facts, kept = facts_of(release), kept_of(release)
    assert any(facts.values())

    release = archived(release)
    assert (release.state, fact_count(release)) == (State.ARCHIVED, 0)
    assert kept_of(release) == kept
    assert dataset not in (choose_releases() if Release.objects.filter(state=State.READY).exists() else {})

    release = restored(release)
    assert (release.state, release.archive) == (State.READY, {})
    assert facts_of(release) == facts
    assert kept_of(release) == kept
    assert choose_releases()[dataset] == release


def test_facts_are_removed_in_batches(loaded, monkeypatch):
    monkeypatch.setattr(archiving, "BATCH", 7)
    facts = facts_of(loaded)
    other = attempt(other_bytes(),
                    is_sample=True)  # fmt: skip

    assert fact_count(archived(loaded)) == 0
    assert facts_of(other) == facts


def test_a_release_is_again_what_it_was(loaded):
    set_aside_release(release=loaded, reason="It is wrong.")
    loaded = restored(archived(loaded))
    assert (loaded.state, loaded.set_aside_reason) == (State.SET_ASIDE, "It is wrong.")


def test_beside_another_of_its_version_a_restored_release_is_retired(loaded):
    loaded = archived(loaded)
    other = attempt(other_bytes())
    assert (other.state, other.issue) == (State.READY, 2)
    assert restored(loaded).state == State.RETIRED


def test_what_an_edition_holds_is_not_archived_by_anybody(live, ilo_release):
    with pytest.raises(ValueError, match="edition live holds it"):
        start_archiving(release=ilo_release)
    with pytest.raises(IntegrityError, match="what an edition holds cannot be archived"), transaction.atomic():
        Release.objects.filter(pk=ilo_release.pk).update(state="archiving")
    retire_release(release=ilo_release)
    with pytest.raises(ValueError, match="edition live holds it"):
        start_archiving(release=ilo_release)
    assert ilo_release not in archivable()


@pytest.mark.parametrize(
    "values", [{"state": "archived"}, {"state": "restoring"}, {"archive": {"a": [1, "b"]}}, {"failure": "No."}]
)
def test_the_database_lets_a_loaded_release_be_archived_in_order_only(loaded, values):
    with pytest.raises(IntegrityError, match="singulariki"), transaction.atomic():
        Release.objects.filter(pk=loaded.pk).update(**values)


@pytest.mark.parametrize(
    "write",
    [
        lambda r: Release.objects.filter(pk=r.pk).update(state="ready"),
        lambda r: Release.objects.filter(pk=r.pk).update(report={}),
        lambda r: Release.objects.filter(pk=r.pk).update(state="uploaded"),
        lambda r: Release.objects.filter(pk=r.pk)._raw_delete("default"),
        lambda r: r.files.all()._raw_delete("default"),
        lambda r: r.issues.update(message="All is well."),
    ],
)
def test_an_archived_release_is_guarded_like_a_ready_one(write, ilo_release):
    release = archived(ilo_release)
    with pytest.raises(IntegrityError, match="singulariki"), transaction.atomic():
        write(release)


def test_an_edition_that_was_never_published_can_be_discarded_and_then_needs_nothing(ilo_release, small_compiler):
    edition = compile_edition(name="tried")
    with pytest.raises(ValueError, match="edition tried holds it"):
        start_archiving(release=ilo_release)
    edition = discard_edition(edition=edition)

    assert edition.state == Edition.State.DISCARDED
    assert not Profile.objects.filter(edition=edition).exists()
    assert archived(ilo_release).state == State.ARCHIVED
    for refused in (start_edition_again, discard_edition):
        with pytest.raises(ValueError, match="discarded"):
            refused(edition=edition)
    assert run_compile(edition=edition).state == Edition.State.DISCARDED
    with pytest.raises(ValueError, match="only a compiled edition"):
        publish_edition(edition=edition)


def test_the_same_releases_can_be_compiled_again_after_one_was_discarded(ilo_release, small_compiler):
    edition = discard_edition(edition=compile_edition(name="tried"))
    again, created = request_edition()
    assert created
    assert again != edition


def test_a_published_edition_is_not_discarded_by_anybody(live):
    with pytest.raises(ValueError, match="was published"):
        discard_edition(edition=live)
    with pytest.raises(IntegrityError, match="a compiled edition cannot change"), transaction.atomic():
        Edition.objects.filter(pk=live.pk).update(state="discarded")


def test_an_edition_that_failed_is_not_compiled_again_from_archived_facts(ilo_release, small_compiler):
    edition = start_edition(name="broken")
    Edition.objects.filter(pk=edition.pk).update(state="failed")
    archived(ilo_release)
    for again in (start_edition_again, run_compile):
        with pytest.raises(ValueError, match="are archived"):
            again(edition=edition)


def test_an_edition_is_not_begun_with_what_was_archived_a_moment_ago(ilo_release, monkeypatch):
    chosen = choose_releases()
    archived(ilo_release)
    monkeypatch.setattr("citations.actions.editions.choose_releases", lambda *args, **kwargs: chosen)
    with pytest.raises(ValueError, match="archived since a moment ago"):
        start_edition(name="late")
    assert not Edition.objects.exists()


def test_what_an_importer_reads_otherwise_now_is_not_restored(loaded, monkeypatch):
    loaded = archived(loaded)
    facts = IMPORTERS[IMPORTED].facts

    def fewer(key, rows):
        for each in facts(key, rows):
            yield type(each)(each.model, each.fields, list(each.rows)[1:])

    monkeypatch.setattr(IMPORTERS[IMPORTED], "facts", fewer)
    with pytest.raises(archiving.NotRestored, match="would not be what was archived"):
        restored(loaded)
    loaded.refresh_from_db()
    assert (loaded.state, fact_count(loaded)) == (State.ARCHIVED, 0)
    assert "Nothing was restored" in loaded.failure
    monkeypatch.undo()
    assert restored(loaded).state == State.READY


def test_archived_files_can_be_loaded_anew_by_a_later_importer(loaded, monkeypatch):
    facts = facts_of(loaded)
    loaded = archived(loaded)
    improve_importer(monkeypatch.setattr)
    new = process_release(release=start_reload(release=loaded))

    assert (new.state, new.replaces, facts_of(new)) == (State.READY, loaded, facts)
    assert restored(loaded).state == State.RETIRED
    with pytest.raises(ValueError, match="is retired"):
        start_reload(release=loaded)


@pytest.mark.parametrize("target", ["citations.actions.archiving.digests", "citations.jobs.Job.confirm"])
def test_archiving_that_breaks_off_is_taken_up_again(target, loaded, monkeypatch):
    """At the first digest, and after the last row was removed."""
    facts = facts_of(loaded)
    start_archiving(release=loaded)
    with monkeypatch.context() as patch:
        patch.setattr(target, lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            process_release(release=loaded)
    loaded.refresh_from_db()
    assert loaded.state == State.ARCHIVING
    assert "ZeroDivisionError" in loaded.failure
    tasks.process_release(loaded.pk)
    loaded.refresh_from_db()
    assert loaded.state == State.ARCHIVING  # what failed is left to a person

    assert process_release(release=loaded).state == State.ARCHIVED
    assert facts_of(restored(loaded)) == facts


def test_restoring_can_be_cancelled_and_archiving_cannot(loaded):
    start_archiving(release=loaded)
    with pytest.raises(ValueError, match="cannot be stopped"):
        cancel_release(release=loaded)
    process_release(release=loaded)
    start_restoring(release=loaded)
    cancel_release(release=loaded)
    loaded.refresh_from_db()
    assert loaded.state == State.ARCHIVED
    assert "Cancelled by" in loaded.failure
    assert restored(loaded).state == State.READY


def test_a_folder_with_archived_files_does_not_restore_them(live, loaded, tmp_path):
    archived(loaded)
    for name, content in original_files(IMPORTED).items():
        (tmp_path / name).write_bytes(content)
    survey = survey_folder(tmp_path)
    assert not survey.releases
    assert all(f"archive_releases {loaded.pk} --restore" in skipped.reason for skipped in survey.skipped)
    assert len(survey.skipped) == len(original_files(IMPORTED))


def test_importing_archived_files_restores_them(loaded):
    facts = facts_of(loaded)
    archived(loaded)
    again = attempt(original_files(IMPORTED))
    assert (again, again.state, facts_of(again)) == (loaded, State.READY, facts)


@pytest.mark.django_db
class TestRemoving:
    def test_takes_an_upload_that_was_never_loaded_with_its_files(self):
        release = attempt(BROKEN)
        stored = release.files.get().content.name
        remove_release(release=release)

        assert not Release.objects.filter(pk=release.pk).exists()
        assert not originals_storage().exists(stored)
        assert attempt(BROKEN).state == State.REJECTED

    def test_leaves_originals_that_another_release_has(self, ilo_release):
        file = ilo_release.files.get()
        files = {file.name: file.content.read()} | BROKEN
        rejected = attempt(files)
        assert rejected.state == State.REJECTED
        remove_release(release=rejected)
        assert file.content.storage.exists(file.content.name)
        assert archived(ilo_release)
        assert restored(ilo_release).state == State.READY

    def test_is_refused_for_whatever_was_loaded_or_is_under_way(self, ilo_release):
        waiting, _ = upload_release(files=[Original("edges.csv", io.BytesIO(BROKEN["edges.csv"]))])
        for release in (ilo_release, waiting):
            with pytest.raises(ValueError, match="Only what was never loaded"):
                remove_release(release=release)
        archived(ilo_release)
        with pytest.raises(ValueError, match="Only what was never loaded"):
            remove_release(release=ilo_release)
        cancel_release(release=waiting)
        remove_release(release=waiting)

    def test_at_the_moment_of_an_upload_of_the_same_bytes_loses_nothing(self, monkeypatch):
        from citations.actions import uploading

        rejected = attempt(BROKEN)
        release_of = uploading._release_of

        def removed_meanwhile(*args):
            monkeypatch.setattr(uploading, "_release_of", release_of)
            remove_release(release=rejected)
            return

        monkeypatch.setattr(uploading, "_release_of", removed_meanwhile)
        with pytest.raises(ValueError, match="Upload the files again"):
            attempt(BROKEN)
        assert not Release.objects.exists()
        assert attempt(BROKEN).state == State.REJECTED


def test_the_command_lists_archives_and_restores(live, ilo_release, loaded):
    other = attempt(other_bytes())
    from citations.actions.issues import decide_issue

    other = process_release(release=decide_issue(release=other, how="replaced"))
    facts, count = facts_of(loaded), fact_count(loaded)
    assert count
    out = StringIO()
    call_command("archive_releases", stdout=out)
    assert f"#{loaded.pk} {IMPORTED} {loaded.version} (retired): {count:,} rows" in out.getvalue()
    assert f"#{ilo_release.pk} " not in out.getvalue()

    call_command("archive_releases", "--all", stdout=StringIO())
    assert [fact_count(loaded), fact_count(other) > 0] == [0, True]
    call_command("archive_releases", str(loaded.pk), "--restore", stdout=StringIO())
    assert facts_of(loaded) == facts
    err = StringIO()
    with pytest.raises(CommandError, match=f"#{ilo_release.pk}"):
        call_command("archive_releases", str(ilo_release.pk), stdout=StringIO(), stderr=err)
    assert "edition live holds it" in err.getvalue()
    assert UnitGroup.objects.filter(release=ilo_release).exists()
