"""The projections keep thousands, unavailable values and top-coded wages as they are published, for both generations of files."""

import pytest

from citations.models import Release
from occupations.models import EducationShare, Projection, WageStatus, WorkerCharacteristics
from occupations.models.market import people, projection_years
from tests.occupations.importers.layouts import (
    assignments,
    attainment,
    columns,
    faults,
    projections,
    shuffled,
    spreadsheet,
    with_cell,
)

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def older(base: int = 2022) -> dict[str, list]:
    """The workbook as it was up to 2022–32: characteristics stand in Table 1.7, periods are written with a hyphen."""
    whole = projections(base, dash="-", mark="(1)", dollars="")
    late = ("Percent self", "Median annual", "Typical", "Work experience")
    return {
        "Table 1.2": columns(whole, lambda heading: not heading.startswith(late)),
        "Table 1.7": columns(whole, lambda heading: "distribution" not in heading),
        "Table 5.4": assignments(base),
    }


def test_the_headings_name_the_release(imported, tmp_path) -> None:
    release = imported(spreadsheet(tmp_path, "occupation.xlsx", {"Index": [["Contents"]], "Table 1.2": projections()}))

    assert (release.state, release.dataset.slug, release.version) == (READY, "bls-ep", "2024-2034")
    assert release.published_on == "August 2025"
    assert projection_years(release.version) == (2024, 2034)


def test_occupations_and_groups_are_told_apart_and_titles_are_bare(imported, tmp_path) -> None:
    imported(spreadsheet(tmp_path, "occupation.xlsx", {"Table 1.2": projections()}))

    kinds = {p.title: p.kind for p in Projection.objects.all()}
    assert kinds == {
        "Total, all occupations": "group",
        "Sound engineering technicians": "occupation",
        "Chief executives": "occupation",
    }
    sound = Projection.objects.get(code="27-4014")
    assert (people(sound.employment_base), people(sound.employment_projected), people(sound.openings)) == (16900, 16600, 1200)
    assert sound.change_percent == -1.7


def test_unavailable_top_coded_and_none_stay_different(imported, tmp_path) -> None:
    imported(spreadsheet(tmp_path, "occupation.xlsx", {"Table 1.2": projections()}))

    total = WorkerCharacteristics.objects.get(code="00-0000")
    assert (total.self_employed_percent, total.self_employed_status) == (None, WageStatus.NOT_AVAILABLE)
    assert (total.entry_education, total.on_the_job_training) == ("", "")
    chiefs = WorkerCharacteristics.objects.get(code="11-1011")
    assert (chiefs.median_wage, chiefs.median_wage_status) == (239200, WageStatus.TOP_CODED)
    assert chiefs.on_the_job_training == "None"


def test_the_older_generation_gives_the_same_facts(imported, tmp_path) -> None:
    release = imported(spreadsheet(tmp_path, "occupation.xlsx", older()))

    assert (release.state, release.version) == (READY, "2022-2032")
    assert Projection.objects.count() == WorkerCharacteristics.objects.count() == 3
    sound = WorkerCharacteristics.objects.get(code="27-4014")
    assert (sound.self_employed_percent, sound.median_wage, sound.entry_education) == (
        12.0,
        66430,
        "Postsecondary nondegree award",
    )


def test_education_tables_come_along(imported, tmp_path) -> None:
    release = imported(
        spreadsheet(tmp_path, "occupation.xlsx", {"Table 1.2": projections()}),
        spreadsheet(tmp_path, "education.xlsx", {"Table 5.3": attainment(), "Table 5.4": assignments()}),
    )

    assert release.state == READY
    shares = dict(EducationShare.objects.filter(code="11-1011").values_list("level", "percent"))
    assert len(shares) == 7
    assert (shares["bachelor"], shares["below-high-school"]) == (40.7, 1.5)


@pytest.mark.parametrize("mark", ["[1]", "(1)", " [1]"])
def test_occupations_without_an_exact_match_in_the_survey_are_told_by_the_footnote(imported, tmp_path, mark) -> None:
    opening, heading, (title, code, *shares) = attainment()
    rows = [
        opening,
        heading,
        [title.removesuffix("[1]") + mark, code, *shares],
        ["Sound engineering technicians", "27-4014", *shares],
    ]
    imported(
        spreadsheet(tmp_path, "occupation.xlsx", {"Table 1.2": projections()}),
        spreadsheet(tmp_path, "education.xlsx", {"Table 5.3": [*rows, ["Footnotes:"], ["[1] No exact match"]]}),
    )

    assert dict(EducationShare.objects.filter(level="bachelor").values_list("code", "is_exact")) == {
        "11-1011": False,
        "27-4014": True,
    }


def test_assignments_that_contradict_the_occupations_are_refused(imported, tmp_path) -> None:
    release = imported(
        spreadsheet(
            tmp_path, "o.xlsx", {"Table 1.2": projections(), "Table 5.4": assignments(education="Some college, no degree")}
        )
    )

    assert [kind for kind, *_ in faults(release)] == ["assignment-differs"]


def test_tables_of_two_base_years_are_refused(imported, tmp_path) -> None:
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": projections(2024), "Table 5.4": assignments(2022)}))

    # Row by row the two contradict each other, too; that is one fault.
    assert faults(release) == [("releases-mixed", None, "")]


def test_the_education_workbook_alone_is_told_what_goes_with_it(imported, tmp_path) -> None:
    """Its table 5.2 has figures under the headings of table 1.2, but is another table."""
    figures = columns(projections(), lambda heading: heading.startswith(("Employment", "Median", "Typical")))
    sheets = {"Table 5.2": figures, "Table 5.3": attainment(), "Table 5.4": assignments()}
    release = imported(spreadsheet(tmp_path, "education.xlsx", sheets))

    (issue,) = release.issues.filter(severity="error")
    assert issue.kind == "table-missing"
    assert "Occupational projections (Table 1.2) is missing" in issue.message
    assert "Upload it together with the other files of the release" in issue.message
    assert "2014" not in issue.message


def test_columns_may_stand_in_any_order(imported, tmp_path) -> None:
    title, header, *rows = projections()
    book = spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": [title, *shuffled([header, *rows[:3]]), *rows[3:]]})

    assert imported(book).state == READY
    assert Projection.objects.get(code="27-4014").employment_base == 16.9


@pytest.mark.parametrize(
    ("heading", "value", "kind"),
    [
        ("Occupation type", "Detailed", "projections-kind"),
        ("Employment, 2034", "n.a.", "projections-employment-projected"),
        ("Percent self employed, 2024", 112, "projections-self-employed"),
        ("Median annual wage, dollars, 2024[1]", ">239,200", "projections-median-wage"),
        ("Employment change, numeric, 2024–34", 5.0, "projections-change-rule"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_as_excel_counts(imported, tmp_path, heading, value, kind) -> None:
    rows = with_cell(projections(), 4, heading, value, header=1)
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": rows}))

    assert [(fault, row) for fault, row, _ in faults(release)] == [(kind, 4)]


def test_a_row_that_contradicts_itself_is_named_by_the_files_own_column_sheet_and_row(imported, tmp_path) -> None:
    rows = with_cell(projections(), 4, "Employment change, numeric, 2024–34", 5.0, header=1)
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": rows}))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.file, issue.sheet, issue.row) == ("o.xlsx", "Table 1.2", 4)
    assert issue.column == "Employment change, numeric, 2024–34"
    assert "upload that as it is" in issue.message


def test_assignments_that_differ_are_named_in_both_tables(imported, tmp_path) -> None:
    entry = "Typical education needed for entry"
    other = assignments()
    place = next(at for at, row in enumerate(other) if "27-4014" in row)
    header = next(at for at, row in enumerate(other) if entry in row)
    other = with_cell(other, place + 1, entry, "Bachelor's degree", header=header)
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": projections(), "Table 5.4": other}))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.kind, issue.sheet, issue.row, issue.column) == ("assignment-differs", "Table 5.4", place + 1, entry)
    assert f"“{entry}” is “" in issue.message
    assert " of sheet Table 1.2 of o.xlsx. Upload the tables of one release." in issue.message


def test_a_missing_column_is_named(imported, tmp_path) -> None:
    rows = columns(projections(), lambda heading: not heading.startswith("Occupational openings"))
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": rows}))

    assert release.state == REJECTED
    issue = release.issues.filter(kind="column-missing").get()
    assert "Occupational openings" in issue.message
    assert "2014" not in issue.column
