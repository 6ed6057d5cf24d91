"""`import_release` imports the files it is given, or says what is wrong with them and where."""

import io

import pytest
from django.core.management import CommandError, call_command

from citations.models import Release
from occupations.models import Occupation, WageEstimate
from tests.occupations.files import NATIONAL, ONET_TABLES, TASKS, oews_national, oews_row, onet_text, soc_files


def test_it_imports_and_says_what_it_found(run, tmp_path) -> None:
    keywords = [["Element ID", "Element Name", "Keyword", "Keyword Type"], ["1.B.1.a", "Realistic", "Repair", "Action"]]
    output = run("import_release", onet_text(tmp_path / "db.zip", {**ONET_TABLES, "RIASEC Keywords": keywords}))

    assert "onet 30.2: ready" in output
    assert "Task Statements: 3 rows" in output
    assert "Left aside, 1 that this importer does not read: RIASEC Keywords.txt" in output
    assert Occupation.objects.count() == 2


def test_several_files_make_one_release(run, tmp_path) -> None:
    output = run("import_release", *soc_files(tmp_path))

    assert "soc-structure 2019: ready" in output
    assert Release.objects.count() == 1


def test_the_same_files_again_make_no_second_release(run, tmp_path) -> None:
    path = onet_text(tmp_path / "db.zip")
    run("import_release", path)
    renamed = path.rename(tmp_path / "copy.zip")

    assert "these very files are here already" in run("import_release", renamed)
    assert Release.objects.count() == 1


def test_version_names_the_release_though_django_has_an_option_of_that_name(run, tmp_path) -> None:
    nameless = onet_text(tmp_path / "db.zip", readme="", folder="unpacked")

    output = run("import_release", nameless, "--version", "30.2", "--dataset", "onet")

    assert "onet 30.2: ready" in output


def test_a_version_other_than_the_files_own_is_refused(run, tmp_path) -> None:
    with pytest.raises(CommandError):
        run("import_release", onet_text(tmp_path / "db.zip"), "--version", "29.0")

    assert Release.objects.get().issues.get(severity="error").kind == "version-differs"


def test_an_error_is_told_with_its_place_and_value(db, tmp_path) -> None:
    out = io.StringIO()
    wrong = [*NATIONAL, oews_row("27-4012", "Broadcast Technicians", A_MEDIAN="many")]
    with pytest.raises(CommandError, match="import it again"):
        call_command("import_release", str(oews_national(tmp_path / "national.xlsx", wrong)), stdout=out)

    assert "REFUSED national.xlsx, sheet national_M2024_dl, row 6, column A_MEDIAN: Expected a whole number" in out.getvalue()
    assert "Found: many" in out.getvalue()
    assert not WageEstimate.objects.exists()


def test_one_rule_broken_in_a_column_is_one_error_that_counts_them_all(db, tmp_path) -> None:
    out = io.StringIO()
    wrong = [["27-4014.00", f"x{number}", "Listen.", "Core", "1", "08/2025", "Expert"] for number in range(120)]
    path = onet_text(tmp_path / "db.zip", {**ONET_TABLES, "Task Statements": [*TASKS, *wrong]})
    with pytest.raises(CommandError):
        call_command("import_release", str(path), stdout=out)

    assert out.getvalue().count("REFUSED ") == 1
    assert "It is so in 120 rows; the next are" in out.getvalue()


def test_a_folder_or_a_missing_file_is_answered_with_what_to_do(run, tmp_path) -> None:
    with pytest.raises(CommandError, match="for a whole folder use load_releases"):
        run("import_release", tmp_path)


def test_an_unknown_dataset_is_answered_with_the_known_ones(run, tmp_path) -> None:
    with pytest.raises(CommandError, match=r"No dataset is called 'census'. Known: .*onet"):
        run("import_release", onet_text(tmp_path / "db.zip"), "--dataset", "census")
