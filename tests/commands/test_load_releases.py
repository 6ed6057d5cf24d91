"""`load_releases` finds the releases in a folder, imports them, says what it skipped, and compiles."""

import pytest
from django.core.management import CommandError

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


@pytest.fixture
def folder(tmp_path):
    """A folder as people keep it: by source, with files nothing here reads, and one that is broken."""
    root = tmp_path / "data"
    for name in ("onet", "oews", "elsewhere/deep"):
        (root / name).mkdir(parents=True)
    onet_text(root / "onet/db_30_2_text.zip")
    oews_national(root / "oews/national.xlsx")
    workbook(root / "oews/natsector.xlsx", {"Natsector_M2024_dl": [OEWS_HEADER, sector_row("51", "Information")]})
    oews_national(root / "oews/newer.xlsx", release="May 2025")
    soc_files(root / "crosswalks")
    (root / "elsewhere/deep/weather.csv").write_text(comma_separated([["station", "rain"], ["Potsdam", 3]]))
    (root / "elsewhere/cut.zip").write_bytes((root / "onet/db_30_2_text.zip").read_bytes()[:900])
    (root / "elsewhere/.hidden.csv").write_text("station,rain\n")
    return root


def versions() -> set[tuple[str, str]]:
    return set(Release.objects.filter(state="ready").values_list("dataset__slug", "version"))


def test_everything_recognised_is_imported_and_an_edition_compiled(run, folder) -> None:
    said = run("load_releases", folder, "--name", "all")

    assert versions() == {("onet", "30.2"), ("bls-oews", "May 2024"), ("bls-oews", "May 2025"), ("soc-structure", "2019")}
    assert "Edition all: ready, 2 profiles" in said
    assert live_edition() is None


def test_files_of_one_dataset_and_version_become_one_release(run, folder) -> None:
    run("load_releases", folder)

    release = Release.objects.get(version="May 2024")
    assert set(release.files.values_list("name", flat=True)) == {"national.xlsx", "natsector.xlsx"}
    assert WageEstimate.objects.filter(release=release, industry_level="sector").count() == 1


def test_what_is_skipped_is_named_with_the_reason(run, folder) -> None:
    said = run("load_releases", folder)

    assert "Skipped elsewhere/deep/weather.csv: No importer reads a table with these columns (station, rain)." in said
    assert "Skipped elsewhere/cut.zip: The file is not a complete ZIP archive" in said
    assert "hidden" not in said


def test_publish_makes_it_live_and_a_second_run_finds_nothing_to_do(run, folder) -> None:
    assert "Edition first is live." in run("load_releases", folder, "--publish", "--name", "first")

    said = run("load_releases", folder, "--publish")

    assert "Edition first is live and holds just these releases" in said
    assert "onet 30.2: here already as release" in said
    assert "Importing" not in said
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


def test_a_rejected_release_does_not_keep_the_others_out(run, folder) -> None:
    oews_national(folder / "oews/newer.xlsx", [*NATIONAL, oews_row("27-4012", "Broadcast", TOT_EMP="lots")], release="May 2025")

    said = run("load_releases", folder, "--publish")

    assert "bls-oews May 2025: rejected" in said
    assert "row 6, column TOT_EMP" in said
    assert live_edition().members.get(dataset__slug="bls-oews").release.version == "May 2024"


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
    onet_text(tmp_path / "data/db.zip", read_me="", folder="unpacked")

    with pytest.raises(CommandError, match="Import releases first"):
        run("load_releases", tmp_path / "data")

    assert not Release.objects.exists()


def test_other_files_of_a_release_that_is_ready_are_skipped(run, folder) -> None:
    run("load_releases", folder)
    workbook(folder / "oews/more.xlsx", {"nat3d_M2024_dl": [OEWS_HEADER, sector_row("51", "Information", I_GROUP="3-digit")]})

    said = run("load_releases", folder)

    assert "Skipped oews/more.xlsx: bls-oews May 2024 is here already, from other files" in said


def test_a_folder_that_is_none_is_answered_with_what_to_give(run, tmp_path) -> None:
    with pytest.raises(CommandError, match="is not a folder"):
        run("load_releases", tmp_path / "nowhere")


def test_progress_is_told_in_plain_lines_without_a_terminal(run, folder) -> None:
    said = run("load_releases", folder)

    assert "  Looking into the files\n" in said
    assert "\x1b" not in said
