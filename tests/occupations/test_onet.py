"""The O*NET importer reads both generations of the database and refuses what does not hold together."""

from zipfile import ZipFile

import pytest

from citations.importing.importer import IMPORTERS
from citations.models import Release
from occupations.models import JobTitle, Occupation, TaskStatement
from occupations.selectors.descriptions import occupation_titles
from tests.occupations.files import (
    ALTERNATE_TITLES,
    OCCUPATIONS,
    ONET_TABLES,
    READ_ME,
    REPORTED_TITLES,
    TASKS,
    onet_csv,
    onet_text,
    without,
    zipped,
)

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def kinds(release) -> set[str]:
    return set(release.issues.filter(severity="error").values_list("kind", flat=True))


def test_the_text_generation_is_read_and_names_its_release_in_the_read_me(imported, tmp_path) -> None:
    release = imported(onet_text(tmp_path / "anything.zip"))

    assert (release.state, release.dataset.slug, release.version) == (READY, "onet", "30.2")
    assert release.published_on == "February 2026"
    assert occupation_titles(release.pk) == {
        "27-4011.00": "Audio and Video Technicians",
        "27-4014.00": "Sound Engineering Technicians",
    }
    assert list(TaskStatement.objects.order_by("task_id").values_list("task_id", "task_type", "incumbents_responding")) == [
        (7701, "", None),
        (7720, "Core", 24),
        (7722, "Supplemental", None),
    ]


def test_quotation_marks_in_tab_separated_text_are_part_of_the_text(imported, tmp_path) -> None:
    imported(onet_text(tmp_path / "db.zip"))

    assert TaskStatement.objects.get(task_id=7720).statement == 'Agree with the "producer" on the sound wanted.'


def test_titles_keep_their_kind_and_whether_my_next_move_shows_them(imported, tmp_path) -> None:
    imported(onet_text(tmp_path / "db.zip"))

    titles = JobTitle.objects.order_by("title").values_list("title", "kind", "in_my_next_move", "short_title", "sources")
    assert list(titles) == [
        ("Front of House Engineer", "alternate", False, "FOH Engineer", "04,06"),
        ("Sound Editor", "reported", False, "", ""),
        ("Sound Engineer", "reported", True, "", ""),
        ("Tape Operator", "alternate", False, "", "08"),
    ]


def test_the_csv_generation_gives_the_same_facts(imported, tmp_path) -> None:
    text = imported(onet_text(tmp_path / "text.zip"))
    comma = imported(onet_csv(tmp_path / "comma.zip", ONET_TABLES))

    assert (comma.state, comma.version) == (READY, "30.3")
    for model, fields in (
        (Occupation, ("code", "title", "description")),
        (TaskStatement, ("code", "task_id", "statement", "task_type", "incumbents_responding", "dated", "domain_source")),
        (JobTitle, ("code", "title", "kind", "in_my_next_move", "short_title", "sources")),
    ):
        of_text, of_comma = (set(model.objects.filter(release=release).values_list(*fields)) for release in (text, comma))
        assert of_text == of_comma
        assert of_text


def test_tables_that_are_absent_are_reported_and_do_not_keep_the_release_out(imported, tmp_path) -> None:
    release = imported(onet_csv(tmp_path / "db.zip", {"Occupation Data": OCCUPATIONS, "Task Statements": TASKS}))

    assert release.state == READY
    needed = {"Occupation Data", "Task Statements"}
    assert set(release.report["absent"]) == {table.label for table in IMPORTERS["onet"].tables if table.usual} - needed
    note = release.issues.get()
    assert (note.severity, note.kind) == ("note", "table-absent")
    assert all(label in note.message for label in release.report["absent"])


def test_tables_that_are_not_read_are_left_aside_and_listed(imported, tmp_path) -> None:
    keywords = [["Element ID", "Element Name", "Keyword", "Keyword Type"], ["1.B.1.a", "Realistic", "Repair", "Action"]]
    release = imported(onet_text(tmp_path / "db.zip", {**ONET_TABLES, "RIASEC Keywords": keywords}))

    assert release.report["ignored"] == ["db.zip › db_30_2_text/RIASEC Keywords.txt"]
    assert set(release.issues.values_list("kind", flat=True)) == {"table-absent"}


def test_column_order_and_letter_case_of_headings_do_not_matter(imported, tmp_path) -> None:
    shuffled = {name: [[*reversed(row)] for row in rows] for name, rows in ONET_TABLES.items()}
    shuffled = {name: [[str(cell).upper() for cell in rows[0]], *rows[1:]] for name, rows in shuffled.items()}
    release = imported(onet_text(tmp_path / "db.zip", shuffled))

    assert release.state == READY
    assert TaskStatement.objects.get(task_id=7722).statement == "Watch levels while recording, and correct them."


def test_a_missing_required_column_is_named_with_its_file(imported, tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip", {**ONET_TABLES, "Task Statements": without(TASKS, "Task")}))

    assert release.state == REJECTED
    issue = release.issues.get(severity="error")
    assert (issue.kind, issue.file, issue.row, issue.column) == (
        "column-missing",
        "db.zip › db_30_2_text/Task Statements.txt",
        1,
        "Task",
    )
    assert not Occupation.objects.exists()


@pytest.mark.parametrize(
    ("table", "row", "kind", "number", "column"),
    [
        ("Occupation Data", ["27-4014", "Sound", "Records sound."], "occupation-data-code", 4, "O*NET-SOC Code"),
        ("Occupation Data", ["27-4014.00", "Sound", "Records sound."], "occupation-data-duplicate", 4, "O*NET-SOC Code"),
        (
            "Task Statements",
            ["27-4014.00", "x1", "Listen.", "Core", "n/a", "08/2025", "Expert"],
            "task-statements-task-id",
            5,
            "Task ID",
        ),
        (
            "Task Statements",
            ["27-4014.00", "9", "Listen.", "Main", "n/a", "08/2025", "Expert"],
            "task-statements-task-type",
            5,
            "Task Type",
        ),
        ("Task Statements", ["27-4014.00", "9", "Listen.", "Core", "n/a", "2025", "Expert"], "task-statements-dated", 5, "Date"),
        (
            "Task Statements",
            ["11-1011.00", "9", "Listen.", "Core", "n/a", "08/2025", "Expert"],
            "task-statements-unknown-occupation-data",
            5,
            "O*NET-SOC Code",
        ),
        (
            "Sample of Reported Titles",
            ["27-4014.00", "Mixer", "maybe"],
            "reported-titles-in-my-next-move",
            4,
            "Shown in My Next Move",
        ),
        ("Alternate Titles", ["27-4014.00", "Tape Operator", "n/a", "02"], "alternate-titles-duplicate", 4, "O*NET-SOC Code"),
    ],
)
def test_a_wrong_row_is_reported_with_its_place(imported, tmp_path, table, row, kind, number, column) -> None:
    release = imported(onet_text(tmp_path / "db.zip", {**ONET_TABLES, table: [*ONET_TABLES[table], row]}))

    assert release.state == REJECTED
    issue = release.issues.get(severity="error")
    assert (issue.kind, issue.file, issue.row, issue.column) == (kind, f"db.zip › db_30_2_text/{table}.txt", number, column)
    assert not TaskStatement.objects.exists()


def test_two_releases_in_one_upload_are_refused(imported, tmp_path) -> None:
    titles = {"Alternate Titles": ALTERNATE_TITLES, "Sample of Reported Titles": REPORTED_TITLES}
    rest = {name: rows for name, rows in ONET_TABLES.items() if name not in titles}
    release = imported(
        onet_text(tmp_path / "new.zip", rest), onet_text(tmp_path / "old.zip", titles, readme=READ_ME.replace("30.2", "30.1"))
    )

    assert release.state == REJECTED
    assert "releases-mixed" in kinds(release)
    assert "30.1, 30.2" in release.issues.get(kind="releases-mixed").message


def test_without_read_me_and_folder_the_version_is_asked_for_unless_the_archive_is_called_by_it(imported, tmp_path) -> None:
    nameless = onet_text(tmp_path / "onet.zip", readme="", folder="some folder")

    assert kinds(imported(nameless)) == {"version-needed"}
    assert imported(nameless, version="30.1").state == READY
    named = imported(onet_text(tmp_path / "db_30_2_text.zip", readme="", folder="another folder"))
    assert (named.state, named.version) == (READY, "30.2")
    assert named.issues.get(kind="version-assumed").severity == "note"


def test_a_byte_that_is_no_letter_is_refused_with_its_row_however_far_down(imported, tmp_path) -> None:
    more = [[f"27-{4100 + number}.00", f"Occupation {number}", "Work with sound. " * 20] for number in range(400)]
    path = onet_text(tmp_path / "whole.zip", {**ONET_TABLES, "Occupation Data": [*OCCUPATIONS, *more]})
    with ZipFile(path) as whole, ZipFile(tmp_path / "db.zip", "w") as damaged:
        for name in whole.namelist():
            content = whole.read(name)
            damaged.writestr(name, content.replace(b"Occupation 390", b"Occupation \xff\xfe"))
    release = imported(tmp_path / "db.zip")

    assert release.state == REJECTED
    (finding,) = release.issues.filter(kind="unreadable-file")
    assert (finding.file.endswith("Occupation Data.txt"), finding.row) == (True, 394)


def test_a_release_by_an_older_taxonomy_is_refused_in_one_finding_that_says_which_to_take(imported, tmp_path) -> None:
    tables = {
        **ONET_TABLES,
        "Occupation Data": [*OCCUPATIONS, ["15-1132.00", "Software Developers, Applications", "Write programs."]],
        # What else is wrong with it is of no interest.
        "Task Statements": [*TASKS, ["15-1132.00", "x", "Write programs.", "Core", "n/a", "n/a", "Incumbent"]],
        "Job Zones": [["O*NET-SOC Code", "Date"], ["15-1132.00", "08/2020"]],
    }
    release = imported(onet_text(tmp_path / "db.zip", tables, readme="O*NET 24.3 Database\n"))

    assert (release.state, release.version, release.report["absent"]) == (REJECTED, "24.3", [])
    finding = release.issues.get()
    assert (finding.kind, finding.row, finding.column, finding.value) == ("other-taxonomy", 4, "O*NET-SOC Code", "15-1132.00")
    assert "This is O*NET 24.3 by O*NET-SOC 2010" in finding.message
    assert "25.1" in finding.message
    assert not Occupation.objects.exists()


@pytest.mark.parametrize(
    ("archive", "member", "content", "edition"),
    [
        ("db_30_3_mysql.zip", "db_30_3_mysql/03_occupation_data.sql", "CREATE TABLE occupation_data (onetsoc_code CHAR);", "SQL"),
        ("database.zip", "db_31_0_mssql/03_occupation_data.sql", "CREATE TABLE occupation_data (onetsoc_code CHAR);", "SQL"),
        ("db_31_0_json.zip", "db_31_0_json/job_titles.json", '{"row": [{"onetsoc_code": "11-1011.00"}]}', "JSON"),
        ("", "occupation_data.json", '{"row": [{"onetsoc_code": "11-1011.00"}]}', "JSON"),
        ("db_31_0_nt.zip", "db_31_0_nt/onet.nt", "<a> <b> <c> .", "RDF"),
    ],
)
def test_other_editions_of_the_database_are_named(imported, tmp_path, archive, member, content, edition) -> None:
    path = tmp_path / (archive or member)
    if archive:
        zipped(path, {member: content, member.replace("occupation_data", "scales_reference"): content})
    else:
        path.write_text(content)
    finding = imported(path).issues.get()

    assert (finding.severity, finding.kind) == ("error", "another-file")
    assert f"This is the {edition} edition of the O*NET database" in finding.message
    assert "text, Excel or CSV edition" in finding.message


def test_a_later_release_is_the_newer_one_whatever_its_digits(imported) -> None:
    order = IMPORTERS["onet"].version_key
    assert sorted(["30.10", "30.2", "29.3"], key=order) == ["29.3", "30.2", "30.10"]
