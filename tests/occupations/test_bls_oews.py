"""The OEWS importer keeps missing, unreleased and top-coded values apart and knows which release it reads."""

from citations.importing.importer import IMPORTERS
from citations.models import Release
from occupations.models import WageEstimate, WageStatus
from occupations.selectors.market import national_wages
from tests.occupations.files import (
    ACTORS,
    CHIEFS,
    NATIONAL,
    OEWS_HEADER,
    SOUND,
    oews_national,
    oews_row,
    sector_row,
    workbook,
    zipped,
)

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def estimate(code: str) -> WageEstimate:
    return WageEstimate.objects.get(soc_code=code)


def test_the_national_workbook_names_its_release_in_the_field_descriptions(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "whatever.xlsx"))

    assert (release.state, release.dataset.slug, release.version) == (READY, "bls-oews", "May 2024")
    sound = estimate(SOUND)
    assert (sound.employment, sound.annual_median, sound.hourly_p90) == (13050, 66430, 64.89)
    assert sound.status("annual_median") == WageStatus.GIVEN
    assert not release.issues.exists()


def test_the_archive_gives_the_same_as_the_bare_workbook(imported, tmp_path) -> None:
    bare = oews_national(tmp_path / "national_M2024_dl.xlsx")
    release = imported(zipped(tmp_path / "oesm24nat.zip", {"oesm24nat/national_M2024_dl.xlsx": bare.read_bytes()}))

    assert (release.state, release.version) == (READY, "May 2024")
    assert WageEstimate.objects.filter(release=release).count() == len(NATIONAL)


def test_a_wage_that_is_not_available_is_nothing_and_says_so(imported, tmp_path) -> None:
    imported(oews_national(tmp_path / "national.xlsx"))

    actors = estimate(ACTORS)
    assert actors.annual_median is None
    assert actors.status("annual_median") == WageStatus.NOT_AVAILABLE
    assert actors.hourly_only
    assert not actors.annual_only


def test_employment_that_is_not_released_is_told_from_a_wage_that_is_not_available(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "national.xlsx"))

    assert {code: one.values["employment"] for code, one in national_wages(release.pk).items()} == {
        CHIEFS: (211850, WageStatus.GIVEN),
        ACTORS: (None, WageStatus.NOT_RELEASED),
        SOUND: (13050, WageStatus.GIVEN),
    }


def test_a_top_coded_wage_is_the_top_code_and_says_so(imported, tmp_path) -> None:
    imported(oews_national(tmp_path / "national.xlsx"))

    chiefs = estimate(CHIEFS)
    assert (chiefs.annual_p75, chiefs.annual_p90, chiefs.hourly_p90) == (239200, 239200, 115.0)
    assert {chiefs.status(name) for name in ("annual_p75", "annual_p90", "hourly_p90")} == {WageStatus.TOP_CODED}
    assert chiefs.status("annual_median") == WageStatus.GIVEN


def test_no_marker_is_ever_read_as_zero(imported, tmp_path) -> None:
    every = [name for name in OEWS_HEADER if name.startswith(("H_", "A_"))]
    rows = [
        NATIONAL[0],
        *[
            oews_row(f"27-40{index}0", "Marked", TOT_EMP="**", PCT_RPT="~", **dict.fromkeys(every, marker))
            for index, marker in enumerate(("*", "**", "#"), start=1)
        ],
    ]
    imported(oews_national(tmp_path / "national.xlsx", rows))

    marked = WageEstimate.objects.exclude(soc_code="00-0000")
    assert marked.count() == 3
    for row in marked.values(*WageEstimate.VALUES):
        assert 0 not in row.values()
    assert estimate("27-4010").status("percent_of_establishments") == WageStatus.BELOW_HALF_PERCENT
    assert estimate("27-4010").status("percent_of_industry") == WageStatus.BLANK


def test_a_marker_where_it_makes_no_sense_is_an_error_with_its_place(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "national.xlsx", [*NATIONAL, oews_row("27-4012", "Broadcast", TOT_EMP="#")]))

    assert release.state == REJECTED
    issue = release.issues.get(severity="error")
    assert (issue.file, issue.sheet, issue.row, issue.column, issue.value) == (
        "national.xlsx",
        "national_M2024_dl",
        6,
        "TOT_EMP",
        "#",
    )
    assert issue.message.startswith("Expected a whole number of at least 1, or one of * **. Compare the row")


def test_letter_case_and_order_of_columns_do_not_matter(imported, tmp_path) -> None:
    header = [heading.lower() for heading in reversed(OEWS_HEADER)]
    release = imported(oews_national(tmp_path / "national.xlsx", [row[::-1] for row in NATIONAL], header=header))

    assert release.state == READY
    assert estimate(SOUND).annual_p25 == 47680


def test_a_missing_column_is_named(imported, tmp_path) -> None:
    header = ["TOTAL" if heading == "TOT_EMP" else heading for heading in OEWS_HEADER]
    release = imported(oews_national(tmp_path / "national.xlsx", header=header))

    assert release.state == REJECTED
    issue = release.issues.get(kind="column-missing")
    assert (issue.sheet, issue.row, issue.column) == ("national_M2024_dl", 1, "TOT_EMP")


def test_sector_and_industry_tables_come_with_the_national_one(imported, tmp_path) -> None:
    sectors = workbook(
        tmp_path / "natsector_M2024_dl.xlsx",
        {"Natsector_M2024_dl": [OEWS_HEADER, sector_row(31, "Manufacturing"), sector_row("51", "Information", PCT_TOTAL=0.4)]},
    )
    release = imported(oews_national(tmp_path / "national_M2024_dl.xlsx"), sectors)

    assert (release.state, release.version) == (READY, "May 2024")
    found = (
        WageEstimate.objects.filter(industry_level="sector").order_by("naics").values_list("naics", "naics_title", "ownership")
    )
    assert list(found) == [("31", "Manufacturing", "5"), ("51", "Information", "5")]
    assert national_wages(release.pk)[SOUND].values["employment"] == (13050, WageStatus.GIVEN)


def test_a_line_repeated_word_for_word_is_taken_once_with_a_note(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "national.xlsx", [*NATIONAL, *[NATIONAL[1]] * 100]))

    assert release.state == READY
    assert WageEstimate.objects.filter(soc_code=SOUND).count() == 1
    note = release.issues.get(severity="note")
    assert (note.row, note.column) == (6, "")
    assert "It is so in 100 rows; the next are 7, 8, 9." in note.message


def test_a_line_repeated_with_other_figures_is_refused(imported, tmp_path) -> None:
    other = oews_row(SOUND, "Sound Engineering Technicians", TOT_EMP=1)
    release = imported(oews_national(tmp_path / "national.xlsx", [*NATIONAL, other]))

    assert release.state == REJECTED
    assert release.issues.get(severity="error").kind == "estimates-duplicate"


def test_tables_of_two_years_are_refused_together(imported, tmp_path) -> None:
    sectors = workbook(tmp_path / "natsector.xlsx", {"Natsector_M2025_dl": [OEWS_HEADER, sector_row("51", "Information")]})
    release = imported(oews_national(tmp_path / "national.xlsx"), sectors)

    assert release.state == REJECTED
    assert release.issues.get(kind="releases-mixed").value == "May 2024, May 2025"


def test_sectors_without_the_national_table_are_refused(imported, tmp_path) -> None:
    sectors = workbook(tmp_path / "natsector.xlsx", {"Natsector_M2024_dl": [OEWS_HEADER, sector_row("51", "Information")]})

    assert imported(sectors).issues.get(severity="error").kind == "national-missing"


def test_tables_of_states_are_refused(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "state.xlsx", [*NATIONAL, oews_row(SOUND, "Sound", AREA="06")]))

    assert release.state == REJECTED
    assert release.issues.get(severity="error").column == "AREA"


def test_each_release_has_its_own_top_code(imported, tmp_path) -> None:
    release = imported(oews_national(tmp_path / "national.xlsx", top="$130.00 per hour or $270,400 per year"))

    assert release.state == READY
    assert (estimate(CHIEFS).annual_p90, estimate(CHIEFS).hourly_p90) == (270_400, 130.0)


def test_releases_are_ordered_by_year_not_by_letters() -> None:
    versions = ["May 2025", "November 2003", "May 2024", "May 2004"]

    assert sorted(versions, key=IMPORTERS["bls-oews"].version_key) == ["November 2003", "May 2004", "May 2024", "May 2025"]


def test_two_releases_at_once_are_one_fault_that_names_both(imported, tmp_path) -> None:
    release = imported(
        oews_national(tmp_path / "one.xlsx", release="May 2022"), oews_national(tmp_path / "two.xlsx", release="May 2023")
    )

    (issue,) = release.issues.filter(severity="error")
    assert "The files belong to different releases: May 2022, May 2023." in issue.message
    assert release.report["tables"] == []


def test_totals_that_differ_name_the_rows_of_both_sides_and_each_other(imported, tmp_path) -> None:
    """A major group that is stated too high makes all occupations differ as well: both findings say so."""
    rows = [
        oews_row("00-0000", "All Occupations", O_GROUP="total", TOT_EMP=20_000),
        oews_row("11-0000", "Management Occupations", O_GROUP="major", TOT_EMP=12_000),
        oews_row("11-1011", "Chief Executives", TOT_EMP=15_000),
        oews_row("27-0000", "Arts", O_GROUP="major", TOT_EMP=13_000),
        oews_row("27-4014", "Sound Engineering Technicians", TOT_EMP=13_000),
    ]
    release = imported(oews_national(tmp_path / "national.xlsx", rows))

    every, management = release.issues.filter(kind="stated-aggregate-differs").order_by("pk")
    assert (every.value, every.file, every.row, every.column) == ("00-0000", "national.xlsx", 2, "TOT_EMP")
    assert every.sheet
    assert f"(row 2 of sheet {every.sheet} of national.xlsx)" in every.message
    assert f"2 major groups (rows 3, 5 of sheet {every.sheet} of national.xlsx) add up to 25,000" in every.message
    assert "Look there first: 11-0000 (row 3 of" in every.message
    assert "states 3,000 less than its detailed occupations add up to" in every.message
    assert (management.value, management.row) == ("11-0000", 3)
    assert f"1 detailed occupations (row 4 of sheet {every.sheet} of national.xlsx) add up to 15,000" in management.message
    assert "The total of all occupations, 00-0000 (row 2 of" in management.message
