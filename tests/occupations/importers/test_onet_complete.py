"""The whole O*NET database: every table, in every generation of the files and every edition."""

import random
from datetime import date

import pytest

from citations.actions.loaded_releases import set_aside_release
from citations.importing.importer import IMPORTERS
from citations.importing.tables import Table
from citations.models import Release
from occupations.models import (
    Commodity,
    DetailedActivity,
    Element,
    ElementLink,
    EmergingTask,
    IntermediateActivity,
    JobTitle,
    JobZone,
    OccupationJobZone,
    Rating,
    RelatedOccupation,
    Scale,
    ScaleCategory,
    TaskActivity,
    TaskRating,
    TechnologySkill,
    ToolUsed,
)
from occupations.recipes.descriptions import also_called
from occupations.selectors.descriptions import job_titles
from tests.citations.official import facts_of
from tests.occupations.files import OCCUPATIONS, workbook
from tests.occupations.importers.onet_layouts import (
    RATED,
    SOUND,
    VIDEO,
    csv_archive,
    early_tables,
    excel_archive,
    late_tables,
    rated,
    text_archive,
    text_tables,
    with_names,
    workbooks,
)

READY, REJECTED = Release.State.READY, Release.State.REJECTED
TABLES = IMPORTERS["onet"].tables


def can_go(table: Table) -> set[str]:
    """Headings of the table that a file may lack."""
    header = text_tables().get(table.label, [[]])[0]
    return {column.header for column in table.columns if not column.required} & set(header)


def errors(release) -> set[tuple]:
    return set(release.issues.filter(severity="error").values_list("kind", "file", "row", "column", "value"))


def rating(release, element: str, scale: str, code: str = SOUND, category: int = 0) -> Rating:
    return Rating.objects.get(release=release, code=code, element_id=element, scale=scale, category=category)


def test_every_table_is_found_and_every_row_is_kept(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip"))

    assert release.state == READY
    assert release.report["absent"] == release.report["ignored"] == []
    assert not release.issues.exists()
    rows = {table["label"]: table["rows"] for table in release.report["tables"]}
    assert rows == {name: len(lines) - 1 for name, lines in text_tables().items()}
    assert all(facts_of(release).values())
    assert sum(release.report["facts"].values()) == sum(rows.values())


@pytest.mark.parametrize(("minor", "tables"), [("27", early_tables()), ("30", text_tables()), ("31", late_tables())])
def test_a_generation_gives_the_same_facts_in_text_csv_and_excel(imported, tmp_path, minor, tables) -> None:
    releases = [
        imported(text_archive(tmp_path / "text.zip", tables, readme=f"O*NET {minor}.0 Database\n")),
        imported(csv_archive(tmp_path / "csv.zip", tables, folder=f"db_{minor}_1_csv")),
        imported(excel_archive(tmp_path / "excel.zip", tables, folder=f"db_{minor}_2_excel")),
        imported(*workbooks(tmp_path / "loose", tables), version=f"{minor}.3"),
    ]

    assert [release.version for release in releases] == [f"{minor}.{n}" for n in range(4)]
    # The same facts under another version are loaded, and held back for being the same.
    assert [release.state for release in releases] == [READY, *[Release.State.HELD] * 3]
    assert {issue.kind for release in releases for issue in release.stops} == {"same-facts"}
    assert all(sum(release.report["facts"].values()) == sum(len(rows) - 1 for rows in tables.values()) for release in releases)
    text, *others = map(facts_of, releases)
    assert all(facts == text for facts in others)


def test_what_a_generation_names_and_divides_otherwise_becomes_the_same_facts(imported, tmp_path) -> None:
    before = facts_of(imported(text_archive(tmp_path / "before.zip")))
    later = imported(text_archive(tmp_path / "later.zip", late_tables(), readme="O*NET 31.0 Database\n"))

    assert later.state == READY
    assert later.report["absent"] == ["Work Values", "Tools Used", "UNSPSC Reference"]
    assert later.report["ignored"] == []
    assert [(issue.severity, issue.kind) for issue in later.issues.all()] == [("note", "table-absent")]
    facts = facts_of(later)
    changed = {name for name, rows in before.items() if facts[name] != rows}
    models = (Commodity, DetailedActivity, Element, ElementLink, IntermediateActivity, Rating, Scale, TaskActivity)
    assert changed == {model._meta.label for model in (*models, TechnologySkill, ToolUsed)}
    software = TechnologySkill.objects.filter(release=later).order_by("example").values_list("category_id", "category_title")
    assert list(software) == [
        ("2.E.43.23.20.04", "Music or sound editing software"),
        ("2.E.43.23.30.04", "Operating system software"),
    ]
    activity = DetailedActivity.objects.get(release=later)
    assert (activity.activity_id, activity.intermediate_id, activity.element_id) == ("4.A.1.a.1.a.2", "4.A.1.a.1.a", "4.A.1.a.1")
    assert TaskActivity.objects.get(release=later).activity_id == activity.activity_id
    assert IntermediateActivity.objects.get(release=later).activity_id == activity.intermediate_id
    assert ("1.D.3.b", "4.C.1.a.2.h") in ElementLink.objects.filter(release=later).values_list("from_element", "to_element")
    assert not Rating.objects.filter(release=later, element_id__startswith="1.B.2").exists()
    assert Rating.objects.get(release=later, scale="DS").value == 0


def test_a_title_that_is_listed_with_its_acronym_and_without_is_kept_as_both(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip", early_tables(), readme="O*NET 27.0 Database\n"))

    assert release.state == READY
    titles = JobTitle.objects.filter(title="Front of House Engineer").order_by("short_title")
    assert [title.short_title for title in titles] == ["", "FOH Engineer"]
    assert job_titles(release.pk)[SOUND].alternate.count("Front of House Engineer") == 2
    shown = also_called([], [], job_titles(release.pk)[SOUND].alternate)
    assert sorted(shown) == ["Front of House Engineer", "Tape Operator"]


def test_a_column_that_pages_can_do_without_is_noted_with_what_they_miss(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip", early_tables(), readme="O*NET 27.0 Database\n"))

    note = release.issues.get()
    assert (note.severity, note.kind, note.column) == ("note", "column-absent", "In Demand")
    assert "Technology Skills is read without a column" in note.message
    assert "pages do not say which software is asked for most often" in note.message
    assert set(TechnologySkill.objects.values_list("in_demand", flat=True)) == {None}


@pytest.mark.drawn(3)
@pytest.mark.parametrize("table", [table for table in TABLES if can_go(table)], ids=lambda table: table.key)
def test_a_file_with_no_more_columns_than_pages_need_loads_and_the_others_are_noted(imported, tmp_path, table) -> None:
    tables = text_tables()
    header, *rows = tables[table.label]
    kept = [at for at, heading in enumerate(header) if heading not in can_go(table)]
    tables[table.label] = [[row[at] for at in kept] for row in (header, *rows)]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    assert release.state == READY, list(release.issues.all())
    missed = {column.header for column in table.columns if column.missed}
    noted = release.issues.filter(kind="column-absent")
    assert all(heading in noted.get().message for heading in missed & can_go(table))
    assert noted.exists() == bool(missed & can_go(table))
    assert set(release.issues.values_list("kind", flat=True)) <= {"column-absent"}


def test_months_that_a_spreadsheet_program_made_days_are_read(imported, tmp_path) -> None:
    tables = with_names(text_tables())
    files = workbooks(tmp_path / "loose", {name: rows for name, rows in tables.items() if name != "Job Zones"})
    zones = [[date(2025, 8, 1) if cell == "08/2025" else cell for cell in row] for row in tables["Job Zones"]]
    release = imported(*files, workbook(tmp_path / "Job Zones.xlsx", {"Job Zones": zones}), version="30.2")

    assert release.state == READY
    assert OccupationJobZone.objects.get().dated == "08/2025"


def resaved(rows: list[list[str]]) -> list[list[str]]:
    """As a spreadsheet program writes text: cells with a comma or a quotation mark in quotation marks."""

    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if {'"', ","}.intersection(cell) else cell

    return [[written(cell) for cell in row] for row in rows]


def test_a_text_edition_that_a_spreadsheet_program_saved_again_is_refused_in_one_finding(imported, tmp_path) -> None:
    tables = text_tables()
    tables["Occupation Data"] = [*OCCUPATIONS, ["11-1011.00", "Chief Executives", "Plan, direct, decide."]]
    release = imported(text_archive(tmp_path / "db.zip", {name: resaved(rows) for name, rows in tables.items()}))

    assert release.state == REJECTED
    finding = release.issues.get(severity="error")
    assert (finding.kind, finding.row, finding.column) == ("text-resaved", 2, "Description")
    assert finding.file.endswith("Occupation Data.txt")
    assert "in 3 cells" in finding.message
    assert "Task Statements" not in finding.message, "two cells may be an accident"
    assert "spreadsheet program" in finding.message
    assert finding.value.startswith('"Set up, run')


def test_cells_in_quotation_marks_beside_bare_commas_are_the_publishers_own(imported, tmp_path) -> None:
    tables = text_tables()
    own = ['"Sound"', '"Foley, Sounds"', '"Mixing ""Live"""', '"Live"']
    more = [[SOUND, title, "n/a", "08"] for title in [*own, "Technician, Sound"]]
    tables["Alternate Titles"] = [*tables["Alternate Titles"], *more]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    assert release.state == READY
    assert set(JobTitle.objects.filter(title__startswith='"').values_list("title", flat=True)) == set(own)


def test_a_text_whose_headings_stand_in_quotation_marks_too_is_read_without_them(imported, tmp_path) -> None:
    straight = facts_of(imported(text_archive(tmp_path / "straight.zip")))
    quoted = {
        name: [['"' + str(cell).replace('"', '""') + '"' for cell in row] for row in rows] for name, rows in text_tables().items()
    }
    release = imported(text_archive(tmp_path / "quoted.zip", quoted, readme="O*NET 30.1 Database\n"))

    assert [issue.kind for issue in release.stops] == ["same-facts"]
    assert facts_of(release) == straight


def test_not_available_suppressed_and_not_relevant_stay_different(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip"))

    sure = rating(release, "1.A.4.b.1", "IM")
    assert (sure.value, sure.n, sure.standard_error, sure.lower, sure.upper) == (4.12, 8, 0.125, 3.88, 4.37)
    assert (sure.recommend_suppress, sure.not_relevant) == (False, None)
    suppressed = rating(release, "2.C.3.a", "IM")
    assert (suppressed.value, suppressed.recommend_suppress, suppressed.not_relevant) == (4.6, True, None)
    irrelevant = rating(release, "1.A.4.b.1", "LV")
    assert (irrelevant.recommend_suppress, irrelevant.not_relevant) == (True, True)
    unknown = rating(release, "1.A.4.b.1", "IM", code=VIDEO)
    assert (unknown.n, unknown.standard_error, unknown.recommend_suppress, unknown.not_relevant) == (None, None, None, None)
    assert unknown.value == 3.0


def test_shares_of_answers_keep_their_category_and_what_it_stands_for(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip"))

    assert rating(release, "2.D.1", "RL", category=2).value == 32.0
    assert rating(release, "4.C.1.a.2.h", "CXP", category=5).value == 91.5
    assert rating(release, "4.C.1.a.2.h", "CX").value == 4.9
    assert TaskRating.objects.get(task_id=7720, scale="FT", category=5).recommend_suppress is True
    meaning = ScaleCategory.objects.order_by("scale").values_list("element_id", "scale", "category", "description")
    assert list(meaning) == [
        ("4.C.1.a.2.h", "CXP", 5, "Each day"),
        ("", "FT", 5, "Every day"),
        ("2.D.1", "RL", 2, "A diploma of a high school"),
    ]


def test_values_below_zero_and_the_missing_high_point_are_kept(imported, tmp_path) -> None:
    release = imported(text_archive(tmp_path / "db.zip"))

    assert rating(release, "1.D.3.b", "WI").value == -0.5
    assert rating(release, "1.B.2.a", "VH").value == 0


def test_activities_zones_technology_and_relations_are_read(imported, tmp_path) -> None:
    imported(text_archive(tmp_path / "db.zip"))

    assert TaskActivity.objects.get(task_id=7720).activity_id == DetailedActivity.objects.get().activity_id
    assert DetailedActivity.objects.get().intermediate_id == "4.A.1.a.1.I01"
    assert JobZone.objects.get(zone=OccupationJobZone.objects.get(code=SOUND).zone).svp_range == "(6.0 to < 7.0)"
    assert list(TechnologySkill.objects.order_by("example").values_list("example", "hot", "in_demand")) == [
        ("Avid Pro Tools", False, True),
        ("Linux", True, False),
    ]
    assert ToolUsed.objects.get().category_id == "45111704"
    assert (RelatedOccupation.objects.get().related_code, RelatedOccupation.objects.get().rank) == (VIDEO, 1)
    assert ("1.B.3.w", "1.B.1.a") in ElementLink.objects.values_list("from_element", "to_element")
    new, revision = EmergingTask.objects.order_by("statement")
    assert (new.kind, new.original_task_id, revision.kind, revision.original_task_id) == ("new", None, "revision", 7722)
    assert Element.objects.get(element_id="2.D.1").title == "Required Level of Education"


def test_columns_may_stand_in_any_order_and_files_may_have_any_name(imported, tmp_path) -> None:
    first = imported(text_archive(tmp_path / "straight.zip"))
    straight = facts_of(first)
    # Beside it, the same facts under another version would be held back.
    set_aside_release(release=first, reason="For the test.")
    order = random.Random(30)
    shuffled = {}
    for number, rows in enumerate(text_tables().values()):
        places = order.sample(range(len(rows[0])), len(rows[0]))
        shuffled[f"table {number}"] = [[row[place] for place in places] for row in rows]
    release = imported(text_archive(tmp_path / "shuffled.zip", shuffled, folder="anywhere", readme="O*NET 30.1 Database\n"))

    assert release.state == READY
    assert facts_of(release) == straight


@pytest.mark.drawn(3)
@pytest.mark.parametrize("label", [table.label for table in TABLES if table.usual and not table.required])
def test_any_table_but_two_may_be_absent_and_the_report_names_it(imported, tmp_path, label) -> None:
    release = imported(text_archive(tmp_path / "db.zip", {name: rows for name, rows in text_tables().items() if name != label}))

    assert release.state == READY
    assert release.report["absent"] == [label]
    assert release.issues.get().kind == "table-absent"
    assert label in release.issues.get().message


@pytest.mark.parametrize(
    ("table", "row", "kind", "column"),
    [
        ("Abilities", rated("1.A.4.b.1", "IM", "5.01", code=VIDEO), "abilities-duplicate", "O*NET-SOC Code"),
        ("Knowledge", rated("2.C.3.a", "IM", "5.01", code=VIDEO), "knowledge-value-bounds", "Data Value"),
        ("Knowledge", rated("2.C.3.a", "LV", "high"), "knowledge-value", "Data Value"),
        ("Knowledge", rated("2.C.3.a", "LV", "n/a"), "knowledge-value", "Data Value"),
        ("Knowledge", rated("2.C.3.a", "LV", "3", "few"), "knowledge-n", "N"),
        ("Knowledge", rated("2.C.3.a", "LV", "3", *["n/a"] * 4, "perhaps"), "knowledge-recommend-suppress", "Recommend Suppress"),
        ("Knowledge", rated("2.A.1.b", "LV", "3"), "knowledge-element-id", "Element ID"),
        ("Knowledge", rated("2.C.3.a", "XX", "3"), "knowledge-unknown-scales", "Scale ID"),
        ("Knowledge", rated("2.C.3.a", "IM", "3", code="11-1011.00"), "knowledge-unknown-occupation-data", "O*NET-SOC Code"),
        ("Job Zones", [VIDEO, "6", "08/2025", "Analyst"], "job-zones-zone", "Job Zone"),
        ("Job Zones", [VIDEO, "4", "08/2025", "Analyst"], "job-zones-unknown-job-zone-reference", "Job Zone"),
        (
            "Tasks to DWAs",
            [SOUND, "1", "4.A.1.a.1.I01.D02", "08/2025", "A"],
            "task-activities-unknown-task-statements",
            "Task ID",
        ),
        ("Related Occupations", [SOUND, VIDEO, "Distant", "2"], "related-occupations-tier", "Relatedness Tier"),
        (
            "Technology Skills",
            [SOUND, "Git", "software", "Versions", "Y", "N"],
            "technology-skills-category-id",
            "Commodity Code",
        ),
    ],
)
def test_a_bad_row_is_refused_with_its_place(imported, tmp_path, table, row, kind, column) -> None:
    tables = text_tables()
    release = imported(text_archive(tmp_path / "db.zip", {**tables, table: [*tables[table], row]}))

    assert release.state == REJECTED
    found = errors(release)
    assert {(name, place, number, heading) for name, place, number, heading, _ in found} >= {
        (kind, f"db.zip › db_30_2_text/{table}.txt", len(tables[table]) + 1, column)
    }
    assert len(found) <= 2
    assert not Rating.objects.exists()


def test_a_bad_row_among_thousands_is_the_only_one_reported(imported, tmp_path) -> None:
    tables = text_tables()
    codes = [f"11-{number:04d}.00" for number in range(1, 7000)]
    tables["Occupation Data"] = [*tables["Occupation Data"], *[[code, f"Work {code}", "Work."] for code in codes]]
    many = [rated("1.A.4.b.1", "IM", "2.50", code=code) for code in codes]
    many[5500] = rated("1.A.4.b.1", "IM", "2,x", code=codes[5500])
    many[6100] = rated("1.A.4.b.1", "IM", "9.00", code=codes[6100])
    tables["Abilities"] = [RATED, *many]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    place = "db.zip › db_30_2_text/Abilities.txt"
    assert errors(release) == {
        ("abilities-value", place, 5502, "Data Value", "2,x"),
        ("abilities-value-bounds", place, 6102, "Data Value", "9.00"),
    }


@pytest.mark.parametrize("table", ["Abilities", "Knowledge", "Work Activities", "Skills"])
def test_a_missing_column_is_reported_against_the_table_that_it_belongs_to(imported, tmp_path, table) -> None:
    tables = text_tables()
    at = RATED.index("Recommend Suppress")
    tables[table] = [[*row[:at], *row[at + 1 :]] for row in tables[table]]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    assert release.state == REJECTED
    issue = release.issues.get(severity="error")
    assert (issue.kind, issue.column) == ("column-missing", "Recommend Suppress")
    assert f"looks like {table}" in issue.message


def test_technology_without_its_flags_is_not_taken_for_tools(imported, tmp_path) -> None:
    tables = text_tables()
    del tables["Tools Used"]
    tables["Technology Skills"] = [row[:4] for row in tables["Technology Skills"]]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    assert release.state == REJECTED
    assert "looks like Technology Skills" in release.issues.get(severity="error").message


def test_skills_in_one_file_and_in_two_are_refused_together(imported, tmp_path) -> None:
    tables = text_tables()
    tables["Essential Skills"] = [RATED, rated("2.A.1.b", "IM", "3.75")]
    release = imported(text_archive(tmp_path / "db.zip", tables))

    assert {kind for kind, *_ in errors(release)} == {"skills-duplicate"}
