"""What one deed of another program spoils in many cells is one finding that names the deed."""

from datetime import date, datetime
from pathlib import Path

import pytest

from citations.importing.cells import DASHES, DATES, ZEROS, CellError, decimal, integer, matching
from citations.models import Release
from occupations.importers.bls_oews.tables import ANNUAL
from occupations.importers.codes import CIP_CODE, ONET_SOC_CODE, SOC_CODE
from tests.occupations.files import SOC_FILES, oews_national, oews_row, workbook
from tests.occupations.importers.layouts import APPLICABILITY, faults, written

ISCO = matching(r"\d{4}", "an ISCO-08 unit group")


@pytest.mark.parametrize(
    ("parse", "cell", "cause"),
    [
        (SOC_CODE, "Nov-11", DATES),
        (SOC_CODE, "11-Nov", DATES),
        (SOC_CODE, "Nov 2011", DATES),
        (SOC_CODE, "2011-11-01", DATES),
        (SOC_CODE, "11/1/2011", DATES),
        (SOC_CODE, "2011-11-01 00:00:00", DATES),
        (SOC_CODE, date(2011, 11, 1), DATES),
        (SOC_CODE, datetime(2011, 11, 1), DATES),
        (decimal(0), date(2024, 5, 1), DATES),
        (ANNUAL, "May-24", DATES),
        (SOC_CODE, "11–1011", DASHES),
        (SOC_CODE, "11—1011", DASHES),
        (SOC_CODE, "11\u20111011", DASHES),
        (ONET_SOC_CODE, "11−1011.00", DASHES),
        (decimal(), "−0.5", DASHES),
        (integer(), "–1,200", DASHES),
        (ISCO, 110, ZEROS),
        (ISCO, "110", ZEROS),
        (CIP_CODE, 1.0203, ZEROS),
        (CIP_CODE, 10.02, ZEROS),
        (CIP_CODE, 1.02, ZEROS),
        (CIP_CODE, 10.0, ZEROS),
        (SOC_CODE, "Mayor", None),
        (SOC_CODE, "11-101", None),
        (SOC_CODE, "11.1011", None),
        (decimal(), "-", None),
        (decimal(0, 100), 112, None),
        (decimal(0), "–", None),
    ],
)
def test_the_hand_of_another_program_is_known_by_what_it_leaves(parse, cell, cause) -> None:
    with pytest.raises(CellError) as caught:
        parse(cell)

    assert caught.value.cause == cause


def test_a_thousand_dates_are_one_finding_with_count_and_first_place(imported, tmp_path) -> None:
    rows = [oews_row(f"11-{2000 + number}", "Some Occupation") for number in range(1_000)]
    spoilt = [[date(2000 + at, 11, 1) if cell == row[8] else cell for cell in row] for at, row in enumerate(rows)]
    release = imported(oews_national(tmp_path / "national.xlsx", [oews_row("11-1011", "Chief Executives"), *spoilt]))

    assert release.state == Release.State.REJECTED
    (issue,) = release.issues.all()
    assert (issue.severity, issue.kind, issue.row, issue.column) == ("error", "dates-for-codes", 3, "OCC_CODE")
    assert "in 1,000 cells, of which this is the first" in issue.message
    assert "Download the file again and upload it without opening it in another program." in issue.message


def test_a_whole_file_of_dashes_is_not_called_empty_as_well(imported, tmp_path) -> None:
    rows = [[str(cell).replace("-", "–") for cell in row] for row in APPLICABILITY[1:]]
    release = imported(written(tmp_path, "ai_applicability_scores.csv", [APPLICABILITY[0], *rows]), version="2025-07")

    assert faults(release) == [("dashes-for-hyphens", 2, "SOC Code")]


def test_other_tables_are_not_blamed_for_codes_that_nobody_can_read(imported, tmp_path) -> None:
    """An occupation whose code became a date does not occur in the table that others refer to; that is the same fault."""
    occupations = [["O*NET-SOC Code", "Title", "Description"], ["27–4014.00", "Sound Engineering Technicians", "They record."]]
    tasks = [
        ["O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
        ["27-4014.00", "7720", "Agree on the sound.", "Core", "24", "08/2025", "Incumbent"],
    ]
    release = imported(
        written(tmp_path, "Occupation Data.txt", occupations, "\t"), written(tmp_path, "Task Statements.txt", tasks, "\t")
    )

    assert [kind for kind, *_ in faults(release)].count("dashes-for-hyphens") == 1
    assert not [kind for kind, *_ in faults(release) if "unknown" in kind]


def test_one_cause_in_several_tables_is_told_once(imported, tmp_path) -> None:
    def spoilt(name: str) -> Path:
        return workbook(tmp_path / name, {"a": [[str(cell).replace("27-4", "27–4") for cell in row] for row in SOC_FILES[name]]})

    release = imported(*map(spoilt, ["soc_2010_to_2018_crosswalk.xlsx", "2019_to_SOC_Crosswalk.xlsx"]))

    (issue,) = release.issues.filter(kind="dashes-for-hyphens")
    assert "in 10 cells" in issue.message


@pytest.mark.releases
@pytest.mark.parametrize(
    ("name", "kind", "cells"),
    [
        ("national_M2023_dl.dates.xlsx", "dates-for-codes", 65),
        ("ms-excel-dates.csv", "dates-for-codes", 34),
        ("ms-endash.csv", "dashes-for-hyphens", 785),
    ],
)
def test_files_that_people_met(imported, releases_folder, name, kind, cells) -> None:
    release = imported(releases_folder.parent / "cases" / name)

    (issue,) = release.issues.filter(severity="error").exclude(kind="version-needed")
    assert (issue.kind, f"in {cells} cells" in issue.message) == (kind, True)
