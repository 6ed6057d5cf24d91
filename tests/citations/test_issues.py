"""A publisher issues a version again: it completes or replaces the release that is here, as a new issue."""

import io
import threading
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from citations.actions import issues
from citations.actions.choosing import choose_releases, release_choices
from citations.actions.editions import compile_edition
from citations.actions.issues import decide_issue
from citations.actions.loaded_releases import bring_back_release, set_aside_release
from citations.actions.publishing import publish_edition
from citations.actions.releases import cancel_release, process_release, reload_release, start_release_again, start_reload
from citations.actions.uploading import Original, upload_release
from citations.diffing import release_diff
from citations.models import Release
from citations.selectors import edition_references
from tests.citations.interrupting import improve_importer
from tests.citations.official import attempt, edited, fact_count, facts_of, original_files

State, Renewal = Release.State, Release.Renewal
OEWS = "bls-oews"
SOC = "soc-structure"
TABLE = "soc_2010_to_2018_crosswalk.xlsx"


def national() -> dict[str, bytes]:
    return {"oesm24nat.zip": original_files(OEWS)["oesm24nat.zip"]}


def sectors() -> dict[str, bytes]:
    return {"natsector_M2024_dl.xlsx": original_files(OEWS)["natsector_M2024_dl.xlsx"]}


def corrected_table() -> dict[str, bytes]:
    """One of the four tables of the classification, without its last row."""
    return edited({TABLE: original_files(SOC)[TABLE]}, lambda place, rows: rows[:-1])


def state_of(release: Release) -> str:
    return Release.objects.values_list("state", flat=True).get(pk=release.pk)


def files_of(release: Release) -> dict[str, bytes]:
    return {file.name: file.content.read() for file in release.files.all()}


@pytest.fixture
def first(db) -> Release:
    release = attempt(national())
    assert release.state == State.READY, [str(issue) for issue in release.issues.all()]
    return release


@pytest.fixture
def whole(db) -> Release:
    release = attempt(original_files(SOC))
    assert release.state == State.READY
    return release


def test_files_with_other_tables_complete_the_release_as_its_next_issue(first):
    second = attempt(sectors())

    assert second.state == State.READY, [str(issue) for issue in second.issues.all()]
    assert (second.issue, second.renewal, second.replaces, state_of(first)) == (2, Renewal.COMPLETED, first, State.RETIRED)
    assert str(second).endswith("May 2024 (issue 2)")
    assert files_of(second) == national() | sectors()
    together = attempt(national() | sectors(), is_sample=True)
    assert facts_of(second) == facts_of(together)
    assert second.fingerprint == together.fingerprint
    assert fact_count(first) < fact_count(second)
    assert release_diff(first, second).differing[0].removed == 0


def test_a_third_issue_completes_the_second(first):
    attempt(sectors())
    third = attempt({name: content for name, content in original_files(OEWS).items() if name.startswith("nat5d")})

    assert (third.state, third.issue) == (State.READY, 3)
    assert facts_of(third) == facts_of(attempt(original_files(OEWS), is_sample=True))


def test_all_files_together_complete_it_too(first):
    second = attempt(national() | sectors())

    assert (second.state, second.issue, second.renewal) == (State.READY, 2, Renewal.COMPLETED)
    assert files_of(second) == national() | sectors()


def test_files_that_a_release_was_completed_with_point_to_it(first):
    second = attempt(sectors())
    for files in (sectors(), national() | sectors()):
        assert upload_release(files=[Original(n, io.BytesIO(c)) for n, c in files.items()])[0] == second
    assert upload_release(files=[Original(n, io.BytesIO(c)) for n, c in national().items()])[0] == first


def test_a_completion_that_is_broken_is_rejected_with_its_own_fault_alone_and_the_first_issue_stays(first):
    broken = edited(sectors(), lambda place, rows: [*rows[:1], ["XX", *rows[1][1:]], *rows[2:]] if len(rows) > 9 else None)
    second = attempt(broken)

    assert (second.state, state_of(first)) == (State.REJECTED, State.READY)
    assert {issue.file for issue in second.issues.filter(severity="error")} == {"natsector_M2024_dl.xlsx"}
    assert files_of(second) == broken
    assert attempt(sectors()).issue == 2


def test_files_with_the_same_tables_wait_for_a_decision(whole):
    new = attempt(corrected_table())

    assert (new.state, state_of(whole), fact_count(new)) == (State.UNDECIDED, State.READY, 0)
    assert {key: len(labels) for key, labels in new.report["again"].items()} == {"both": 1, "added": 0, "missing": 3}
    assert process_release(release=new).state == State.UNDECIDED


def test_broken_files_of_a_version_that_is_here_are_rejected_without_asking(whole):
    broken = edited(corrected_table(), lambda place, rows: [*rows[:-1], ["no code", *rows[-1][1:]]])
    new = attempt(broken)

    assert (new.state, state_of(whole)) == (State.REJECTED, State.READY)
    assert {issue.file for issue in new.issues.filter(severity="error")} == {TABLE}
    assert process_release(release=decide_issue(release=new, how=Renewal.REPLACED)).state == State.REJECTED


def test_the_tables_that_are_here_once_more_count_and_the_others_are_kept(whole):
    new = process_release(release=decide_issue(release=attempt(corrected_table()), how=Renewal.COMPLETED))

    assert (new.state, new.issue, state_of(whole)) == (State.READY, 2, State.RETIRED), list(new.issues.all())
    assert facts_of(new) == facts_of(attempt(original_files(SOC) | corrected_table(), is_sample=True))
    assert fact_count(new) == fact_count(whole) - 1
    assert files_of(new) == original_files(SOC) | corrected_table()


def test_of_an_archive_that_holds_a_corrected_table_the_others_are_kept(db):
    """The archive stays part of the release, and which file counts for the table is part of what the release is."""
    [archive] = original_files("onet").values()
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        statements = members.read(next(name for name in members.namelist() if name.endswith("Task Statements.txt")))
    corrected = statements.replace(b".\t", b"!\t")
    assert corrected != statements
    attempt({"db_30_2_text.zip": archive})
    new, _ = upload_release(files=[Original("Task Statements.txt", io.BytesIO(corrected))], version="30.2")
    new = process_release(release=new)
    assert new.state == State.UNDECIDED, list(new.issues.all())
    new = process_release(release=decide_issue(release=new, how=Renewal.COMPLETED))

    assert new.state == State.READY, list(new.issues.all())
    assert files_of(new) == {"db_30_2_text.zip": archive, "Task Statements.txt": corrected}
    assert {file.name: file.layer for file in new.files.all()} == {"db_30_2_text.zip": 0, "Task Statements.txt": 1}
    facts, before = facts_of(new), facts_of(new.replaces)
    assert {name for name in facts if facts[name] != before[name]} == {"occupations.TaskStatement"}


def test_reading_a_layered_release_again_gives_the_same_layers(whole, monkeypatch):
    new = process_release(release=decide_issue(release=attempt(corrected_table()), how=Renewal.COMPLETED))
    improve_importer(monkeypatch.setattr)
    again = reload_release(release=new)

    assert (again.state, again.issue, again.renewal) == (State.READY, 2, Renewal.READ_AGAIN)
    assert facts_of(again) == facts_of(new)
    assert again.fingerprint == new.fingerprint


def test_replacing_takes_the_new_files_alone(first):
    changed = edited(national(), lambda place, rows: rows[:-1] if place[2].startswith("national") else None)
    new = attempt(changed)
    assert new.state == State.UNDECIDED, [str(issue) for issue in new.issues.all()]
    new = process_release(release=decide_issue(release=new, how=Renewal.REPLACED))

    assert (new.state, new.issue, new.renewal, state_of(first)) == (State.READY, 2, Renewal.REPLACED, State.RETIRED)
    assert files_of(new) == changed


def test_editions_keep_the_issue_they_were_made_of_and_the_next_takes_the_newest(ilo_release, first, small_compiler):
    before = compile_edition(name="before")
    publish_edition(edition=before)
    second = attempt(sectors())

    assert choose_releases()[OEWS] == second
    assert "issue 2 of what is live" in release_choices()[OEWS].why
    after = compile_edition(name="after")
    assert edition_references(before)[OEWS].cited_version == "May 2024"
    assert edition_references(after)[OEWS].cited_version == "May 2024 (issue 2)"
    assert before.fingerprint != after.fingerprint


def test_readers_and_programs_are_told_the_issue(ilo_release, first, small_compiler, client):
    attempt(sectors())
    publish_edition(edition=compile_edition(name="second-issue"))

    assert "May 2024 (issue 2)" in client.get(f"/datasets/{OEWS}/").content.decode()
    assert "May 2024 (issue 2)" in client.get("/editions/second-issue/").content.decode()
    members = client.get("/api/v1/editions/current/").json()["releases"]
    assert {m["dataset"]: (m["version"], m["issue"]) for m in members}[OEWS] == ("May 2024", 2)
    assert client.get(f"/api/v1/datasets/{OEWS}/").json()["releases"][0]["issue"] == 2


def test_once_the_new_issue_is_set_aside_the_one_before_can_be_taken_up_again(first):
    second = attempt(sectors())
    with pytest.raises(ValueError, match=f"release {second.pk} has its place"):
        bring_back_release(release=first)
    set_aside_release(release=second, reason="Sectors are of 2023.")

    assert bring_back_release(release=first).state == State.READY
    with pytest.raises(ValueError, match="there can be only one"):
        bring_back_release(release=second)
    third = attempt(sectors() | {"nat5d_6d_M2024_dl.xlsx": original_files(OEWS)["nat5d_6d_M2024_dl.xlsx"]})
    assert (third.state, third.issue, third.replaces) == (State.READY, 3, first)


def test_a_release_that_comes_after_one_that_was_set_aside_is_another_issue(first):
    set_aside_release(release=first, reason="It is wrong.")
    second = attempt(national() | sectors())
    assert (second.state, second.issue, second.replaces) == (State.READY, 2, None)


def test_while_one_issue_is_loaded_another_waits(first):
    second, _ = upload_release(files=[Original(n, io.BytesIO(c)) for n, c in sectors().items()])
    Release.objects.filter(pk=second.pk).update(replaces=first, renewal=Renewal.COMPLETED, issue=2)
    other = attempt({"nat5d_6d_M2024_dl.xlsx": original_files(OEWS)["nat5d_6d_M2024_dl.xlsx"]})

    assert other.state == State.UNDECIDED
    with pytest.raises(ValueError, match=f"Release {second.pk} is about to take the place"):
        decide_issue(release=other, how=Renewal.COMPLETED)
    assert process_release(release=second).state == State.READY
    other = process_release(release=decide_issue(release=other, how=Renewal.COMPLETED))
    assert (other.state, other.issue, other.replaces) == (State.READY, 3, second)
    assert facts_of(other) == facts_of(attempt(original_files(OEWS), is_sample=True))


def test_a_cancelled_issue_looks_anew_at_what_is_here_when_it_is_started_again(first):
    second, _ = upload_release(files=[Original(n, io.BytesIO(c)) for n, c in sectors().items()])
    Release.objects.filter(pk=second.pk).update(replaces=first, renewal=Renewal.COMPLETED, issue=2)
    cancel_release(release=second)
    third = attempt({"nat5d_6d_M2024_dl.xlsx": original_files(OEWS)["nat5d_6d_M2024_dl.xlsx"]})
    assert (third.state, third.issue) == (State.READY, 2)

    again = process_release(release=start_release_again(release=second))
    assert (again.state, again.issue, again.replaces) == (State.READY, 3, third)


def test_an_outdated_release_is_not_read_again_while_its_next_issue_is_loaded(whole, monkeypatch):
    improve_importer(monkeypatch.setattr)
    new = decide_issue(release=attempt(corrected_table()), how=Renewal.REPLACED)
    with pytest.raises(ValueError, match=f"Release {new.pk} is about to take the place"):
        start_reload(release=whole)


def test_only_what_waits_is_decided(first):
    with pytest.raises(ValueError, match="nothing to decide"):
        decide_issue(release=first, how=Renewal.REPLACED)
    with pytest.raises(ValueError, match="read-again is no decision"):
        decide_issue(release=first, how=Renewal.READ_AGAIN)


def test_a_decision_against_a_release_that_was_set_aside_since_is_refused_and_the_files_stand_alone(whole):
    new = attempt(original_files(SOC) | corrected_table())
    assert new.state == State.UNDECIDED
    set_aside_release(release=whole, reason="It is wrong.")
    with pytest.raises(ValueError, match="nothing to decide"):
        decide_issue(release=new, how=Renewal.REPLACED)
    new = process_release(release=start_release_again(release=new))
    assert (new.state, new.issue, new.replaces) == (State.READY, 2, None)


@pytest.mark.django_db(transaction=True)
def test_two_completions_at_the_same_moment_end_in_one_issue_and_one_that_waits(monkeypatch):
    first = attempt(national())
    uploads = [sectors(), {"nat5d_6d_M2024_dl.xlsx": original_files(OEWS)["nat5d_6d_M2024_dl.xlsx"]}]
    together, outcomes = threading.Barrier(2), []
    settle = issues.overlap_of

    def settle_together(*args):
        together.wait(timeout=30)
        return settle(*args)

    monkeypatch.setattr(issues, "overlap_of", settle_together)

    def run(files: dict[str, bytes]) -> None:
        try:
            outcomes.append(attempt(files).state)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[files]) for files in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(outcomes) == [State.READY, State.UNDECIDED]
    assert Release.objects.filter(state=State.READY).count() == 1
    assert state_of(first) == State.RETIRED


@pytest.mark.releases
@pytest.mark.django_db
def test_real_national_tables_completed_twice_are_what_all_files_give(releases_folder):
    paths = ["oesm24nat.zip", "natsector_M2024_dl.xlsx", "nat5d_6d_M2024_dl.reconstructed.xlsx"]
    files = {name: (releases_folder / "oews" / name).read_bytes() for name in paths}
    for issue, (name, content) in enumerate(files.items(), start=1):
        release = attempt({name: content})
        assert (release.state, release.issue) == (State.READY, issue), list(release.issues.all())

    assert facts_of(release) == facts_of(attempt(files, is_sample=True))
    assert files_of(release) == files


def test_the_command_takes_the_decision_as_an_option_and_says_what_is_to_be_decided_without(whole, tmp_path):
    path = tmp_path / TABLE
    path.write_bytes(corrected_table()[TABLE])
    out = StringIO()
    with pytest.raises(CommandError, match="--again completed or --again replaced"):
        call_command("import_release", str(path), stdout=out)
    assert "Both have: " in out.getvalue()
    assert "Only the release here has: " in out.getvalue()

    out = StringIO()
    call_command("import_release", str(path), again="completed", stdout=out)
    assert f"It completes release {whole.pk}, which is retired; this is issue 2." in out.getvalue()


def test_a_folder_with_the_missing_tables_completes_what_is_here(ilo_release, first, small_compiler, tmp_path):
    for name, content in (national() | sectors()).items():
        (tmp_path / name).write_bytes(content)
    out = StringIO()
    call_command("load_releases", str(tmp_path), stdout=out, stderr=out)

    assert f"It completes release {first.pk}" in out.getvalue()
    assert choose_releases()[OEWS].issue == 2
    out = StringIO()
    call_command("load_releases", str(tmp_path), stdout=out, stderr=out)
    assert "Importing" not in out.getvalue()
