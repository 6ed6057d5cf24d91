"""Every cycle of the projections since 2018–28 gives the same facts, by the headings of its own generation."""

import pytest

from citations.models import Release
from occupations.models import EducationShare, Projection, WorkerCharacteristics
from tests.occupations.importers.layouts import Rows, assignments, attainment, projections, spreadsheet
from tests.occupations.importers.test_bls_ep import older

READY = Release.State.READY


def renamed(rows: Rows, names: dict[str, str], header: int = 1) -> Rows:
    """The table with parts of its headings in other words."""

    def called(heading: str) -> str:
        for old, new in names.items():
            heading = heading.replace(old, new)
        return heading

    return [[called(cell) for cell in row] if at == header else row for at, row in enumerate(rows)]


def spread(rows: Rows) -> Rows:
    """The table as it was in 2018–28: title and code under one heading, years and kinds of change in a second row of headings.
    A workbook gives a merged cell its text in the first of its cells."""
    title, header, *lines = rows
    above: list[str] = []
    below: list[object] = []
    for heading in header:
        words, _, last = heading.rpartition(", ")
        if "Matrix" in heading:
            upper, lower = (heading.replace("title", "title and code"), "") if "title" in heading else ("", "")
        elif heading.startswith("Employment change, "):
            upper, lower = f"Change, {last}", "Number" if "numeric" in heading else "Percent"
        elif heading.startswith("Employment"):
            upper, lower = words, float(last)
        else:
            upper, lower = heading, ""
        above.append("" if lower and upper == next((u for u in reversed(above) if u), "") else upper)
        below.append(lower)
    return [title, above, below, *lines] if any(below) else [title, above, *lines]


def of_2018() -> dict[str, Rows]:
    return {name: spread(rows) for name, rows in {**older(2018), "Table 5.3": attainment(2018)}.items()}


def of_2020() -> dict[str, Rows]:
    words = {"Employment change, numeric, ": "Employment change, ", "Employment change, percent, ": "Percent employment change, "}
    book = {name: renamed(rows, words) for name, rows in older(2020).items()}
    return {**book, "Table 1.7": renamed(book["Table 1.7"], {"Median annual wage, 2020(1)": "Median annual wage, 2021(2)"})}


CYCLES = {
    2018: of_2018,
    2019: lambda: older(2019),
    2020: of_2020,
    2021: lambda: older(2021),
    2022: lambda: older(2022),
    2023: lambda: {"Table 1.2": projections(2023), "Table 5.4": assignments(2023)},
    2024: lambda: {"Table 1.2": projections(2024), "Table 5.3": attainment(2024), "Table 5.4": assignments(2024)},
}


@pytest.mark.parametrize("base", CYCLES)
def test_every_cycle_gives_the_same_facts(imported, tmp_path, base) -> None:
    release = imported(spreadsheet(tmp_path, "occupation.xlsx", CYCLES[base]()))

    assert list(release.issues.filter(severity="error").values_list("message", flat=True)) == []
    assert (release.state, release.version) == (READY, f"{base}-{base + 10}")
    sound, chiefs = (Projection.objects.get(code=code) for code in ("27-4014", "11-1011"))
    assert (sound.title, sound.kind) == ("Sound engineering technicians", "occupation")
    figures = ("employment_base", "employment_projected", "change", "change_percent", "openings", "share_base", "share_projected")
    assert [getattr(sound, name) for name in figures] == [16.9, 16.6, -0.3, -1.7, 1.2, 0, 0]
    assert [getattr(chiefs, name) for name in figures] == [309.4, 322.7, 13.3, 4.3, 22.2, 0.2, 0.2]
    workers = WorkerCharacteristics.objects.get(code="11-1011")
    assert (workers.self_employed_percent, workers.median_wage, workers.entry_education) == (25.9, 239_200, "Bachelor's degree")


def test_the_layout_of_2018_is_really_another(tmp_path) -> None:
    header, below = of_2018()["Table 1.2"][1:3]
    assert header[:2] == ["2018 National Employment Matrix title and code", ""]
    assert header[3:9] == ["Employment", "", "Employment distribution, percent", "", "Change, 2018-28", ""]
    assert below[3:9] == [2018.0, 2028.0, 2018.0, 2028.0, "Number", "Percent"]


def test_attainment_of_2018_is_read_with_its_code_under_the_heading_of_the_title(imported, tmp_path) -> None:
    imported(spreadsheet(tmp_path, "occupation.xlsx", of_2018()))

    shares = dict(EducationShare.objects.filter(code="11-1011").values_list("level", "percent"))
    assert (shares["bachelor"], shares["below-high-school"]) == (40.7, 1.5)


def test_a_finding_names_headings_that_stand_in_two_rows_by_what_both_say(imported, tmp_path) -> None:
    rows = [list(row) for row in of_2018()["Table 1.2"]]
    rows[4][3] = "n.a."
    release = imported(spreadsheet(tmp_path, "o.xlsx", {"Table 1.2": rows}))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.sheet, issue.row, issue.column, issue.value) == ("Table 1.2", 5, "Employment, 2018", "n.a.")
