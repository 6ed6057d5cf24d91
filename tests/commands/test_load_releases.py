"""`load_releases` finds the releases in a folder, imports them, says what it skipped, and compiles."""

import re
import zipfile

import pytest
from django.core.management import CommandError, ManagementUtility

from citations.importing.loading import bulk_load
from citations.models import Edition, Release
from citations.selectors import live_edition
from occupations.models import JobTitle, WageEstimate
from tests.occupations.files import (
    NATIONAL,
    OEWS_HEADER,
    ONET_TABLES,
    READ_ME,
    comma_separated,
    oews_national,
    oews_row,
    onet_text,
    sector_row,
    soc_files,
    workbook,
)

# What the command does is done by actions, which have tests of their own on either database.
pytestmark = pytest.mark.either_database


@pytest.fixture
def folder(tmp_path):
    """A folder as people keep it: by source, with files nothing here reads."""
    root = tmp_path / "data"
    for name in ("onet", "oews", "elsewhere/deep"):
        (root / name).mkdir(parents=True)
    onet_text(root / "onet/db_30_2_text.zip")
    oews_national(root / "oews/national.xlsx")
    workbook(root / "oews/natsector.xlsx", {"Natsector_M2024_dl": [OEWS_HEADER, sector_row("51", "Information")]})
    oews_national(root / "oews/newer.xlsx", release="May 2025")
    soc_files(root / "crosswalks")
    (root / "elsewhere/deep/weather.csv").write_text(comma_separated([["station", "rain"], ["Potsdam", 3]]))
    (root / "elsewhere/.hidden.csv").write_text("station,rain\n")
    return root


def versions() -> set[tuple[str, str]]:
    return set(Release.objects.filter(state="ready").values_list("dataset__slug", "version"))


def test_everything_recognised_is_imported_and_an_edition_compiled(run, folder) -> None:
    output = run("load_releases", folder, "--name", "all")

    assert versions() == {("onet", "30.2"), ("bls-oews", "May 2024"), ("bls-oews", "May 2025"), ("soc-structure", "2019")}
    assert "Edition all: ready, 2 profiles" in output
    assert live_edition() is None


def test_files_of_one_dataset_and_version_become_one_release(run, folder) -> None:
    run("load_releases", folder)

    release = Release.objects.get(version="May 2024")
    assert set(release.files.values_list("name", flat=True)) == {"national.xlsx", "natsector.xlsx"}
    assert WageEstimate.objects.filter(release=release, industry_level="sector").count() == 1


def test_what_is_skipped_is_named_with_the_reason(run, folder) -> None:
    output = run("load_releases", folder)

    assert "Skipped elsewhere/deep/weather.csv: No importer reads a table with these columns (station, rain)." in output
    assert "hidden" not in output


def test_a_folder_without_any_release_is_a_mistake(run, folder) -> None:
    with pytest.raises(CommandError, match="No release of a dataset known here lies below"):
        run("load_releases", folder / "elsewhere")


def test_where_a_file_cannot_be_read_nothing_is_published(run, folder) -> None:
    """It may be the very release that was meant to go live."""
    (folder / "oews/newer.xlsx").write_bytes((folder / "oews/newer.xlsx").read_bytes()[:900])
    with pytest.raises(CommandError, match=r"Not imported: oews/newer\.xlsx \(cannot be read\).*--allow-failures"):
        run("load_releases", folder, "--publish")
    assert live_edition() is None

    output = run("load_releases", folder, "--publish", "--allow-failures")
    assert "Skipped oews/newer.xlsx: The file is not a complete ZIP archive" in output
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


def a_column_short(folder) -> None:
    header = [name for name in OEWS_HEADER if name != "TOT_EMP"]
    row = dict(zip(OEWS_HEADER, oews_row("27-4012", "Broadcast"), strict=True))
    workbook(folder / "oews/newer.xlsx", {"national_M2025_dl": [header, [row[name] for name in header]]})


def without_a_name(folder) -> None:
    onet_text(folder / "onet/db.zip", readme="", folder="unpacked")
    (folder / "onet/db_30_2_text.zip").unlink()


def of_two_releases(folder) -> None:
    with zipfile.ZipFile(folder / "oews/both.zip", "w") as archive:
        for name in ("national.xlsx", "newer.xlsx"):
            archive.write(folder / "oews" / name, name)


def of_two_releases_side_by_side(folder) -> None:
    (folder / "onet/db_30_2_text.zip").unlink()
    for release in ("30.1", "30.2"):
        unpacked = folder / "onet" / f"Read Me {release}.txt"
        unpacked.write_text(READ_ME.replace("30.2", release))
    for name in ("Occupation Data", "Task Statements"):
        lines = ["\t".join(map(str, row)) for row in ONET_TABLES[name]]
        (folder / f"onet/{name}.txt").write_text("\r\n".join(lines) + "\r\n", newline="")


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (a_column_short, r"oews/newer\.xlsx \(required columns are missing\)"),
        (without_a_name, r"onet/db\.zip \(does not say which release it is\)"),
        (of_two_releases, r"oews/both\.zip \(holds several releases\)"),
        (of_two_releases_side_by_side, r"onet/Occupation Data\.txt \(holds several releases\)"),
    ],
)
def test_a_file_that_was_meant_to_be_a_release_and_is_none_keeps_everything_back(run, folder, spoil, named) -> None:
    (folder / "onet/again").mkdir()
    spoil(folder)
    with pytest.raises(CommandError, match=f"(?s)Not imported: .*{named}"):
        run("load_releases", folder, "--publish")
    assert live_edition() is None

    # O*NET, without which there are no pages to publish.
    onet_text(folder / "onet/again/db_30_3_text.zip", readme=READ_ME.replace("30.2", "30.3"))
    output = run("load_releases", folder, "--publish", "--allow-failures")
    assert re.search(f"Gone on without what was not imported: .*{named}", output)
    assert live_edition() is not None


def test_a_file_of_another_kind_is_merely_skipped(run, folder) -> None:
    (folder / "notes.txt").write_text("Words about the folder.\n")
    for name in ("README", "README.md", "handbook.pdf", "picture.png", "cover.docx"):
        (folder / name).write_bytes(b"%PDF-1.7\n\x00\x01 words about the folder\n")

    output = run("load_releases", folder, "--publish")

    assert "Skipped handbook.pdf: " in output
    assert live_edition() is not None


def test_the_same_edition_is_not_compiled_again(run, folder) -> None:
    (folder / "oews/broken.xlsx").write_bytes((folder / "oews/newer.xlsx").read_bytes()[:900])
    for _ in range(3):
        with pytest.raises(CommandError, match="Nothing was published"):
            run("load_releases", folder, "--publish")
    (edition,) = Edition.objects.all()
    output = run("load_releases", folder, "--publish", "--allow-failures")

    assert f"Edition {edition} holds just these releases already" in output
    assert live_edition() == edition


def test_a_dataset_that_readers_would_lose_keeps_the_edition_back(run, folder) -> None:
    run("load_releases", folder, "--publish", "--name", "first")
    run("set_aside_release", "soc-structure", "2019", "--reason", "The codes are wrong")
    with pytest.raises(CommandError, match=r"Not published\. .* is left out\. .*--although-smaller"):
        run("load_releases", folder / "onet", "--publish", "--name", "second")
    # A site that is only to be shown goes on with what is live.
    assert "Not published." in run("load_releases", folder / "onet", "--publish", "--allow-failures")
    assert live_edition().name == "first"
    with pytest.raises(CommandError, match=r"\(--although-smaller\)"):
        run("publish_edition", "second")
    run("publish_edition", "second", "--although-smaller")
    assert live_edition().name == "second"


def test_an_edition_without_pages_is_not_published(run, folder, tmp_path) -> None:
    (tmp_path / "wages").mkdir()
    oews_national(tmp_path / "wages/national.xlsx")
    with pytest.raises(CommandError, match="was not published: it has no pages"):
        run("load_releases", tmp_path / "wages", "--publish")
    assert live_edition() is None


def test_publish_makes_it_live_and_a_second_run_finds_nothing_to_do(run, folder) -> None:
    assert "Edition first is live." in run("load_releases", folder, "--publish", "--name", "first")

    output = run("load_releases", folder, "--publish")

    assert "Edition first is live and holds just these releases" in output
    assert "onet 30.2: here already as release" in output
    assert "Importing" not in output
    assert Edition.objects.count() == 1
    assert Release.objects.count() == 4


def test_a_pin_chooses_among_the_imported_releases(run, folder) -> None:
    run("load_releases", folder, "--publish", "--pin", "bls-oews=May 2024")

    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


def test_a_pin_on_a_release_that_is_not_there_publishes_nothing(run, folder) -> None:
    with pytest.raises(CommandError, match=r"onet has no ready release called '1\.0'"):
        run("load_releases", folder, "--publish", "--pin", "onet=1.0")

    assert live_edition() is None
    assert ("onet", "30.2") in versions()


def test_a_pin_on_a_dataset_nobody_knows_is_an_error_though_the_rest_is_done(run, folder) -> None:
    with pytest.raises(CommandError, match="No importer knows census"):
        run("load_releases", folder, "--publish", "--pin", "census=2020", "--pin", "bls-oews=May 2024")

    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


@pytest.fixture
def with_a_broken_release(folder):
    oews_national(folder / "oews/newer.xlsx", [*NATIONAL, oews_row("27-4012", "Broadcast", TOT_EMP="lots")], release="May 2025")
    return folder


def test_where_a_release_is_rejected_nothing_is_published_and_the_command_fails(run, with_a_broken_release) -> None:
    with pytest.raises(CommandError, match=r"Not imported: bls-oews May 2025 \(rejected\).*--allow-failures"):
        run("load_releases", with_a_broken_release, "--publish", "--name", "rest")

    assert live_edition() is None
    assert Edition.objects.get(name="rest").state == "ready"


def test_where_a_release_fails_through_our_fault_nothing_is_published_either(run, folder, monkeypatch) -> None:
    def out_of_room(model, *args, **kwargs):
        if model is JobTitle:
            raise OSError("No space left on device")
        return bulk_load(model, *args, **kwargs)

    monkeypatch.setattr("citations.actions.checking.bulk_load", out_of_room)
    with pytest.raises(CommandError, match=r"Not imported: onet 30\.2 \(failed\)"):
        run("load_releases", folder, "--publish")

    assert live_edition() is None


def test_the_exit_code_tells_a_failed_load(with_a_broken_release, transactional_db) -> None:
    with pytest.raises(SystemExit) as ended:
        ManagementUtility(["manage.py", "load_releases", str(with_a_broken_release), "--publish"]).execute()

    assert ended.value.code == 1
    assert live_edition() is None


def test_failures_can_be_allowed_and_the_others_are_published(run, with_a_broken_release) -> None:
    output = run("load_releases", with_a_broken_release, "--publish", "--allow-failures")

    assert "bls-oews May 2025: rejected" in output
    assert "row 6, column TOT_EMP" in output
    assert "Gone on without what was not imported: bls-oews May 2025 (rejected)." in output
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


def test_with_nothing_live_the_newest_whole_release_is_taken_and_said_to_be(run, folder) -> None:
    """May 2025 comes without its sectors, which May 2024 has."""
    output = run("load_releases", folder, "--publish")

    assert "bls-oews May 2024: nothing of it is live; the newest whole one: May 2025 is newer but partial, it lacks" in output
    assert "Estimates (Sector)" in output
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


def test_a_newer_whole_release_of_the_folder_goes_before_what_is_live_and_a_partial_one_does_not(run, folder, tmp_path) -> None:
    (folder / "oews/newer.xlsx").unlink()
    run("load_releases", folder, "--publish")
    new = tmp_path / "new"
    new.mkdir()
    oews_national(new / "national.xlsx", release="May 2025")
    output = run("load_releases", new, "--publish")
    assert "bls-oews May 2024: live now; May 2025 is newer but partial" in output
    assert "there is nothing to compile" in output

    workbook(new / "sector.xlsx", {"Natsector_M2026_dl": [OEWS_HEADER, sector_row("51", "Information")]})
    oews_national(new / "national_2026.xlsx", release="May 2026")
    output = run("load_releases", new, "--publish")

    assert "bls-oews May 2026: imported just now and newer than May 2024, which is live" in output
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2026"
    assert live_edition().members.get(dataset__slug="onet").release.version == "30.2"


def test_a_release_that_is_set_aside_is_left_out_and_its_files_are_not_taken_again(run, folder) -> None:
    run("load_releases", folder, "--publish", "--pin", "bls-oews=May 2025")
    run("set_aside_release", "bls-oews", "May 2025", "--reason", "Wages are ten times too small.")

    output = run("load_releases", folder, "--publish")

    assert "Skipped oews/newer.xlsx: It is part of Occupational Employment" in output
    assert "bls-oews May 2024: May 2025, which is live, was set aside; the only one left, and older than it" in output
    assert "newest" not in output
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"
    with pytest.raises(CommandError, match="is set aside: Wages are ten times too small"):
        run("compile_edition", "--pin", "bls-oews=May 2025")
    assert "is ready" in run("set_aside_release", "bls-oews", "May 2025", "--bring-back")


def test_an_unpacked_release_is_named_by_its_read_me(run, tmp_path) -> None:
    unpacked = tmp_path / "data/db_30_1_text"
    unpacked.mkdir(parents=True)
    for name in ("Occupation Data", "Task Statements", "Alternate Titles"):
        lines = ["\t".join(map(str, row)) for row in ONET_TABLES[name]]
        (unpacked / f"{name}.txt").write_text("\r\n".join(lines) + "\r\n", newline="")
    (unpacked / "Read Me.txt").write_text(READ_ME.replace("30.2", "30.1"))

    run("load_releases", tmp_path / "data")

    assert versions() == {("onet", "30.1")}
    assert JobTitle.objects.count() == 2


def test_a_release_that_does_not_say_its_version_is_left_for_import_release(run, tmp_path) -> None:
    (tmp_path / "data").mkdir()
    onet_text(tmp_path / "data/db.zip", readme="", folder="unpacked")

    with pytest.raises(CommandError, match="Import releases first"):
        run("load_releases", tmp_path / "data")

    assert not Release.objects.exists()


def test_files_with_other_tables_of_a_release_that_is_ready_complete_it(run, folder) -> None:
    run("load_releases", folder)
    workbook(folder / "oews/more.xlsx", {"nat3d_M2024_dl": [OEWS_HEADER, sector_row("51", "Information", I_GROUP="3-digit")]})

    output = run("load_releases", folder)

    assert "It completes release" in output
    assert ready_issue("May 2024") == 2


def ready_issue(version: str) -> int:
    return Release.objects.get(dataset__slug="bls-oews", version=version, state=Release.State.READY).issue


def test_files_with_the_same_tables_wait_for_a_decision_and_nothing_is_published(run, folder) -> None:
    run("load_releases", folder)
    with zipfile.ZipFile(folder / "oews/natsector.xlsx", "a") as archive:
        archive.comment = b"issued again"

    with pytest.raises(CommandError, match="say --again completed or --again replaced"):
        run("load_releases", folder, "--publish")

    run("load_releases", folder, "--again", "completed")
    assert ready_issue("May 2024") == 2


def test_a_folder_that_is_none_is_answered_with_what_to_give(run, tmp_path) -> None:
    with pytest.raises(CommandError, match="is not a folder"):
        run("load_releases", tmp_path / "nowhere")


def test_progress_is_told_in_plain_lines_without_a_terminal(run, folder) -> None:
    output = run("load_releases", folder)

    assert "  Looking into the files\n" in output
    assert "\x1b" not in output
