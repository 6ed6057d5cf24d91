"""Sheets that share a header are told apart by name, and a folder's name can suggest which release its files are."""

from pathlib import PurePath

import pytest

from citations.importing.importer import IMPORTERS
from citations.importing.issues import Findings
from citations.importing.recognition import recognise
from citations.sample_files import workbook

HEADER = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"]
EDGE = ["10.0203", "Recording Arts Technology/Technician.", "27-4014", "Sound Engineering Technicians"]


def test_only_the_named_sheet_holds_the_table(tmp_path) -> None:
    path = tmp_path / "crosswalk.xlsx"
    path.write_bytes(workbook({"New CIP": [HEADER, EDGE], "CIP-SOC": [HEADER, EDGE], "Added Matches": [HEADER, EDGE]}))
    recognition = recognise([(path.name, path)], Findings())

    assert [recognised.part.sheet for recognised in recognition.parts] == ["CIP-SOC"]
    assert sorted(part.sheet for part in recognition.others) == ["Added Matches", "New CIP"]
    assert recognition.near == []


def test_a_workbook_without_the_named_sheet_is_told_what_is_missing(imported, tmp_path) -> None:
    path = tmp_path / "crosswalk.xlsx"
    path.write_bytes(workbook({"New CIP": [HEADER, EDGE]}))

    release = imported(path, dataset="nces-cip-soc")

    assert release.state == release.State.REJECTED
    assert release.issues.filter(severity="error").exists()


@pytest.mark.parametrize(
    ("paths", "version"),
    [
        (["2025-07/ai_applicability_scores.csv"], "2025-07"),
        (["working-with-ai-2025-10.zip/soc_metrics.csv", "iwa_metrics.csv"], "2025-10"),
        (["ai_applicability_scores.csv"], ""),
        (["2025-07/a.csv", "2025-10/b.csv"], ""),
    ],
)
def test_a_folder_or_archive_named_after_the_month_suggests_the_release(paths, version) -> None:
    importer = IMPORTERS["microsoft-working-with-ai"]

    assert importer.hinted_version(map(PurePath, paths)) == version
