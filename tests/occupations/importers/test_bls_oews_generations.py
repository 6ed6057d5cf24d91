"""OEWS from May 2012 on: each generation's headings, its own top code, and what is taken for a national table and is none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from citations.models import Release
from occupations.models import WageEstimate, WageStatus
from tests.occupations.files import (
    CHIEFS,
    NATIONAL,
    OEWS_HEADER,
    SOUND,
    Rows,
    oews_national,
    oews_row,
    sector_row,
    workbook,
    zipped,
)

READY, REJECTED = Release.State.READY, Release.State.REJECTED

# Headings of the national file of May 2012; those to May 2018 are alike. Sector and industry files have NAICS before them.
HEADER_2012 = [
    "OCC_CODE", "OCC_TITLE", "OCC_GROUP", "TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25",
    "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY",
]  # fmt: skip
INDUSTRY_HEADER_2018 = ["NAICS", "NAICS_TITLE", *HEADER_2012[:5], "PCT_TOTAL", "PCT_RPT", *HEADER_2012[5:]]
DESCRIPTIONS_2012 = [
    ["Not all fields are available for every set of estimates files"],
    [],
    ["Field", "Field Description"],
    ["prim_state", "Primary state of the area"],
    ["occ_code", "The code of the occupation"],
    [],
    ["Notes:"],
    ["# = indicates a wage that is greater than $90.00 per hour or $187,200 per year"],
]


def in_layout(header: Sequence[str], rows: Rows = NATIONAL) -> list[list[object]]:
    """Rows under the headings of another generation, by what they are called from May 2020 on."""
    called = {"OCC_GROUP": "O_GROUP", "GROUP": "O_GROUP"}
    at = [OEWS_HEADER.index(called.get(heading.upper(), heading.upper())) for heading in header]
    return [list(header), *[[row[index] for index in at] for row in rows]]


def many(count: int, **cells: object) -> list[list[object]]:
    """A national table of so many detailed occupations of differing pay, the last of which has `cells`."""
    rows = []
    for number in range(count):
        row = oews_row(
            f"{11 + number // 90:02d}-{1000 + number % 90 + 1}", "Some occupation", TOT_EMP=10 * (number * 467 % count + 1)
        )
        paid = 0.5 + 0.8 * (number * 301 % count) / count
        rows.append(
            [
                round(cell * paid, 2)
                if name.startswith("H_") or name.endswith("_PRSE")
                else round(cell * paid)
                if name.startswith("A_")
                else cell
                for name, cell in zip(OEWS_HEADER, row, strict=True)
            ]
        )
    employed = sum(row[OEWS_HEADER.index("TOT_EMP")] for row in rows)
    return [
        oews_row("00-0000", "All Occupations", O_GROUP="total", TOT_EMP=employed),
        *rows[:-1],
        _changed(rows[-1], cells),
    ]


def _changed(row: list[object], cells: dict[str, object]) -> list[object]:
    return [cells.get(heading, cell) for heading, cell in zip(OEWS_HEADER, row, strict=True)]


def archive_2012(folder: Path, **members: list) -> Path:
    books = {"national_M2012_dl": in_layout(HEADER_2012), **members}
    files = {
        f"oesm12nat/{name}.xlsx": workbook(folder / f"{name}.xlsx", {"national_dl": rows}).read_bytes()
        for name, rows in books.items()
    }
    return zipped(folder / "oesm12nat.zip", files)


def test_may_2012_is_read_with_its_own_headings_and_its_own_top_code(imported, tmp_path) -> None:
    release = imported(archive_2012(tmp_path, field_descriptions=DESCRIPTIONS_2012))

    assert (release.state, release.version) == (READY, "May 2012")
    chiefs, sound = (WageEstimate.objects.get(soc_code=code) for code in (CHIEFS, SOUND))
    assert (chiefs.annual_p90, chiefs.hourly_p90) == (187_200, 90.0)
    assert chiefs.status("annual_p90") == WageStatus.TOP_CODED
    assert (sound.industry_level, sound.naics, sound.naics_title, sound.ownership) == (
        "cross-industry",
        "000000",
        "Cross-industry",
        "1235",
    )
    assert (sound.employment, sound.annual_median, sound.percent_of_establishments) == (13050, 66430, None)
    assert sound.status("percent_of_establishments") == WageStatus.BLANK


def test_the_archive_names_the_release_where_nothing_in_it_does(imported, tmp_path) -> None:
    book = workbook(tmp_path / "national.xlsx", {"national": in_layout(HEADER_2012, NATIONAL[:2])})
    release = imported(zipped(tmp_path / "oesm17nat.zip", {"national.xlsx": book.read_bytes()}))

    assert (release.state, release.version) == (READY, "May 2017")


@pytest.mark.parametrize("heading", ["GROUP", "occ_group", "o_group"])
def test_every_heading_of_the_group_is_known(imported, tmp_path, heading) -> None:
    header = [heading if name == "OCC_GROUP" else name for name in HEADER_2012]
    release = imported(workbook(tmp_path / "national_M2013_dl.xlsx", {"a": in_layout(header, NATIONAL[:2])}))

    assert (release.state, release.version) == (READY, "May 2013")


def test_industries_until_may_2018_are_told_by_their_codes(imported, tmp_path) -> None:
    codes = ["31-33", "11", "113000", "113300", "113310", "541511"]
    rows = [sector_row(code, f"Industry {code}", PCT_TOTAL=0.4) for code in codes]
    release = imported(
        workbook(tmp_path / "national_M2018_dl.xlsx", {"n": in_layout(HEADER_2012, NATIONAL[:2])}),
        workbook(tmp_path / "natsector_M2018_dl.xlsx", {"s": in_layout(INDUSTRY_HEADER_2018, rows)}),
    )

    assert (release.state, release.version) == (READY, "May 2018")
    found = WageEstimate.objects.exclude(industry_level="cross-industry").values_list("naics", "industry_level")
    assert dict(found) == {
        "31-33": "sector",
        "11": "sector",
        "113000": "3-digit",
        "113300": "4-digit",
        "113310": "5-digit",
        "541511": "6-digit",
    }


def test_may_2019_with_small_headings_and_no_share_of_establishments(imported, tmp_path) -> None:
    header = [heading.lower() for heading in OEWS_HEADER if heading not in ("PCT_RPT", "PRIM_STATE")]
    table, descriptions = in_layout(header), [
        ["May 2019 OES Estimates"],
        ["Field", "Field Description"],
        ["area", "U.S. (99)"],
        ["#  = indicates a wage equal to or greater than $100.00 per hour or $208,000 per year "],
    ]  # fmt: skip
    release = imported(workbook(tmp_path / "m.xlsx", {"national_M2019_dl": table, "Field Descriptions": descriptions}))

    assert (release.state, release.version) == (READY, "May 2019")
    assert WageEstimate.objects.get(soc_code=CHIEFS).annual_p90 == 208_000


def test_a_table_without_errors_loads_and_says_what_readers_miss(imported, tmp_path) -> None:
    header = [heading for heading in OEWS_HEADER if heading not in ("EMP_PRSE", "MEAN_PRSE")]
    release = imported(workbook(tmp_path / "m.xlsx", {"national_M2024_dl": in_layout(header, NATIONAL[:2])}))

    assert release.state == READY
    note = release.issues.get(kind="column-absent")
    assert (
        "EMP_PRSE (employment is shown without its error); MEAN_PRSE (mean wages are shown without their error)" in note.message
    )


def test_a_top_code_that_nothing_states_is_read_off_a_whole_table_and_said(imported, tmp_path) -> None:
    rows = many(720, H_PCT75=89.87, H_PCT90="#", A_PCT75=186_930, A_PCT90="#")
    release = imported(workbook(tmp_path / "national_M2014_dl.xlsx", {"n": in_layout(HEADER_2012, rows)}))

    assert (release.state, release.version) == (READY, "May 2014")
    assert set(WageEstimate.objects.filter(statuses__contains="#").values_list("hourly_p90", "annual_p90")) == {(90.0, 187_200)}
    note = release.issues.get(kind="top-code-shown")
    assert "$90.00 an hour and $187,200 a year" in note.message
    assert "$89.87" in note.message


def test_a_top_code_that_nothing_tells_is_asked_for(imported, tmp_path) -> None:
    release = imported(workbook(tmp_path / "national_M2014_dl.xlsx", {"n": in_layout(HEADER_2012)}))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.kind, issue.row, issue.value) == ("top-code-unknown", 4, "#")
    assert "field descriptions" in issue.message


def test_a_top_code_below_what_is_printed_beside_it_is_refused(imported, tmp_path) -> None:
    rows = [*NATIONAL, oews_row("29-1141", "Registered Nurses", H_PCT90=101.5)]
    release = imported(oews_national(tmp_path / "n.xlsx", rows, top="$90.00 per hour or $187,200 per year"))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.kind, issue.value, issue.row) == ("top-code-differs", "101.5", 6)


def test_figures_above_the_stated_top_code_are_good_where_nothing_is_top_coded(imported, tmp_path) -> None:
    """From May 2025 on no national wage is top-coded, although the descriptions still explain the mark."""
    rows = [*NATIONAL[:2], oews_row("29-1141", "Registered Nurses", H_PCT90=134.48, A_PCT90=279_710)]

    assert imported(oews_national(tmp_path / "n.xlsx", rows)).state == READY


def test_descriptions_that_contradict_each_other_are_refused(imported, tmp_path) -> None:
    other = workbook(
        tmp_path / "field_descriptions.xlsx",
        {"a": [["Field", "Field Description"], ["prim_state", "Of the area"], ["# = $90.00 per hour or $187,200 per year"]]},
    )

    (issue,) = imported(oews_national(tmp_path / "n.xlsx"), other).issues.filter(severity="error")
    assert issue.kind == "top-code-differs"
    assert "$115.00 an hour and $239,200 a year or $90.00 an hour and $187,200 a year" in issue.message


def states(count: int = 2_000, **cells: object) -> list[list[object]]:
    """Lines of states, more than a report keeps of one kind."""
    return [
        oews_row(f"11-{1000 + number}", "Some Occupation", **{"AREA": "1", "AREA_TITLE": "Alabama", "AREA_TYPE": "2", **cells})
        for number in range(count)
    ]


STATE_HEADER_2018 = ["AREA", "ST", "STATE", *HEADER_2012[:5], "JOBS_1000", "LOC_QUOTIENT", *HEADER_2012[5:]]
METRO_HEADER_2018 = ["PRIM_STATE", "AREA", "AREA_NAME", *HEADER_2012]


def of_areas(header: list[str]) -> Rows:
    known = {heading: at for at, heading in enumerate(HEADER_2012)}
    rows = in_layout(HEADER_2012, states())[1:]
    return [header, *[[row[known[name]] if name in known else "1" for name in header] for row in rows]]


OTHERS = {
    "state_M2024_dl.xlsx": ([OEWS_HEADER, *states()], "OEWS's table of states"),
    "MSA_M2024_dl.xlsx": ([OEWS_HEADER, *states(AREA="10180", AREA_TYPE="4")], "OEWS's table of metropolitan areas"),
    "BOS_M2024_dl.xlsx": ([OEWS_HEADER, *states(AREA="100001", AREA_TYPE="6")], "OEWS's table of nonmetropolitan areas"),
    "state_M2018_dl.xlsx": (of_areas(STATE_HEADER_2018), "OEWS's table of states"),
    "MSA_M2016_dl.xlsx": (of_areas(METRO_HEADER_2018), "OEWS's table of metropolitan or other areas"),
    "oes_research_2023_sec_51.xlsx": ([OEWS_HEADER, *states()], "OEWS's research estimates, by state and industry"),
    "all_data_M_2024.xlsx": ([OEWS_HEADER, *NATIONAL, *states()], "all data of OEWS in one file"),
    "national_owner_M2024_dl.xlsx": (
        [OEWS_HEADER, *states(AREA="99", AREA_TYPE="1", I_GROUP="cross-industry, ownership", OWN_CODE="5")],
        "OEWS's table by ownership",
    ),
    "stem.xlsx": (
        [["Employment and wages in STEM occupations, May 2024"], [], ["Occupation", "Employment", "Annual mean wage"],
         *[[f"Occupation {n}", n, n] for n in range(100)]],
        "BLS's table of STEM occupations",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_tables_of_other_kinds_are_called_what_they_are_once(imported, tmp_path, name) -> None:
    rows, label = OTHERS[name]
    release = imported(workbook(tmp_path / name, {"Sheet1": rows}))

    assert release.state == REJECTED
    (issue,) = release.issues.all()
    assert (issue.severity, issue.kind, issue.file) == ("error", "another-file", name)
    assert label in issue.message
    assert "national_M…_dl" in issue.message


@pytest.mark.parametrize("name", OTHERS)
def test_beside_a_national_table_they_are_set_aside_and_hold_nobody_up(imported, tmp_path, name) -> None:
    release = imported(oews_national(tmp_path / "n.xlsx"), workbook(tmp_path / name, {"Sheet1": OTHERS[name][0]}))

    assert (release.state, release.version) == (READY, "May 2024")
    assert release.issues.get(kind="another-file").severity == "note"
    assert WageEstimate.objects.count() == len(NATIONAL)


def test_lines_of_states_below_national_ones_are_one_finding(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "mine.xlsx", [*NATIONAL, *states(I_GROUP="cross-industry, ownership")]))

    (issue,) = release.issues.filter(severity="error")
    assert (issue.kind, issue.row, issue.column, issue.value) == ("another-file", 6, "AREA", "1")
    assert "in 4,000 cells" in issue.message


def test_a_sheet_of_the_projections_about_stem_is_not_taken_for_that_table(tmp_path) -> None:
    from occupations.importers.bls_oews.named_others import NAMED_OTHERS

    rows = [["Table 1.11 Employment in STEM occupations, 2022 and projected 2032"], ["Title", "Employment, 2022"], ["All", 1]]
    rows.append(["Note: Science, technology, engineering, and math (STEM) occupations include computer occupations."])
    assert not any(other.is_it("occupation.xlsx", "occupation.xlsx", rows) for other in NAMED_OTHERS)
