"""Pay and projections published by codes of 2010, or of the years between: carried one to one, the rest left out and counted."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from citations.actions.editions import compile_edition
from citations.models import Edition
from occupations.recipes import in_soc_2018, unmoved_groups
from occupations.vintages import Vintage, vintage_of
from tests.citations.official import attempt, original_files
from tests.occupations import files
from tests.occupations.files import oews_row, workbook
from tests.occupations.importers.test_bls_oews_generations import HEADER_2012, in_layout
from tests.reading.documents import document, occupations

NEWER = {
    "29-1141": ["29-1141"],
    "15-1111": ["15-1221"],
    "15-1132": ["15-1252", "15-1253"],
    "15-1133": ["15-1252"],
    "39-9021": ["31-1122"],
}
OLDER = {
    "29-1141": ["29-1141"],
    "15-1221": ["15-1111"],
    "15-1252": ["15-1132", "15-1133"],
    "15-1253": ["15-1132"],
    "31-1122": ["39-9021"],
}


@pytest.mark.parametrize(
    ("dataset", "version", "vintage"),
    [
        ("bls-oews", "May 2012", Vintage.SOC_2010),
        ("bls-oews", "May 2018", Vintage.SOC_2010),
        ("bls-oews", "May 2019", Vintage.HYBRID),
        ("bls-oews", "May 2020", Vintage.HYBRID),
        ("bls-oews", "May 2021", Vintage.SOC_2018),
        ("bls-ep", "2018-2028", Vintage.SOC_2010),
        ("bls-ep", "2020-2030", Vintage.HYBRID),
        ("bls-ep", "2021-2031", Vintage.SOC_2018),
        ("bls-oews", "of my own", Vintage.SOC_2018),
        ("felten-aioe", "2018", Vintage.SOC_2018),
    ],
)
def test_the_name_of_a_release_tells_its_vintage(dataset, version, vintage) -> None:
    assert vintage_of(dataset, version) == vintage


def test_codes_of_2010_are_carried_one_to_one_alone() -> None:
    assert in_soc_2018(Vintage.SOC_2010, NEWER, NEWER, OLDER, ()) == {
        "29-1141": "29-1141",
        "15-1111": "15-1221",
        "39-9021": "31-1122",
    }


def test_of_a_hybrid_the_codes_of_2018_and_the_known_combinations_stay() -> None:
    codes = ["29-1141", "31-1120", "15-1256"]
    assert in_soc_2018(Vintage.HYBRID, codes, NEWER, OLDER, {"29-1141", "31-1120"}) == {code: code for code in codes[:2]}


def test_codes_of_2018_need_no_crosswalk() -> None:
    assert in_soc_2018(Vintage.SOC_2018, ["31-1120", "99-9999"], {}, {}, ()) == {"31-1120": "31-1120", "99-9999": "99-9999"}


def test_groups_that_occupations_moved_between_are_told_apart() -> None:
    assert unmoved_groups(NEWER) == {"15-0000", "29-0000"}


# --- compiled with the real structure and crosswalks: all O*NET-SOC occupations by title, without what O*NET says of them.

SOFTWARE, SCIENTISTS, NURSES = "15-1252.00", "15-1221.00", "29-1141.00"


@pytest.fixture
def structure(imported, releases_folder, tmp_path) -> None:
    folder = releases_folder / "crosswalks"
    lines = [line.split(",") for line in (folder / "soc_structure_2019.csv").read_text("utf-8-sig").splitlines()]
    book = CalamineWorkbook.from_path(folder / "2019_to_SOC_Crosswalk.xlsx").get_sheet_by_index(0).to_python()
    described = [[row[0], row[1], "Its description."] for row in book if len(str(row[0])) == 10]
    assert len(lines) > len(described) > 900
    tables = {"Occupation Data": [files.OCCUPATIONS[0], *described], "Task Statements": files.TASKS}
    imported(files.onet_text(tmp_path / "onet.zip", tables))
    names = (
        "soc_structure_2019.csv",
        "soc_2010_to_2018_crosswalk.xlsx",
        "2019_to_SOC_Crosswalk.xlsx",
        "2010_to_2019_Crosswalk.xlsx",
    )
    assert imported(*(folder / name for name in names)).state == "ready"


def raw_rows(path: Path) -> Iterator[dict[str, object]]:
    """The lines of a national workbook by upper-case heading, read by nothing of ours."""
    archive = ZipFile(path) if path.suffix == ".zip" else None
    book = archive.open(next(name for name in archive.namelist() if name.endswith(".xlsx"))) if archive else path.open("rb")
    header, *rows = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    return (dict(zip([heading.upper() for heading in header], row, strict=True)) for row in rows)


WAGES = {"A_MEDIAN": "median", "A_PCT10": "p10", "A_PCT90": "p90", "A_MEAN": "mean", "TOT_EMP": "employment"}


@pytest.mark.releases
@pytest.mark.parametrize(
    ("name", "version", "top", "left_out"),
    [
        ("national_M2019_dl.xlsx", "May 2019", "$208,000 or more", 30),
        ("oesm22nat.zip", "May 2022", "$239,200 or more", None),
        ("oesm23nat.zip", "May 2023", "$239,200 or more", None),
    ],
)
def test_real_years_print_what_their_files_hold(structure, imported, releases_folder, name, version, top, left_out) -> None:
    path = releases_folder.parent / "more" / "oews" / name
    release = imported(path)
    assert (release.state, release.version) == ("ready", version)
    notes = release.issues.filter(kind="earlier-codes")
    assert [note.value for note in notes] == ([str(left_out)] if left_out else [])
    assert all("759 of its 789 occupations" in note.message and "11-2030, 11-3010" in note.message for note in notes)
    edition = compile_edition(name="years")

    detailed = {row["OCC_CODE"]: row for row in raw_rows(path) if row["O_GROUP"] == "detailed"}
    wages = _wages(edition)
    own = [code for code in detailed if f"{code}.00" in wages]
    assert len(own) > 700
    for code in own:
        for heading, field in WAGES.items():
            cell, figure = detailed[code][heading], wages[f"{code}.00"][field]
            if cell == "#":
                assert figure["t"] == top, (code, heading)
            else:
                assert figure["v"] == (cell if isinstance(cell, float) else None), (code, heading)
    assert any(detailed[code]["A_MEDIAN"] == "#" for code in own)

    pay = document(edition, "methodology", "methodology")["pay"]
    assert ((pay.get("left_out") or {}).get("v")) == left_out
    # A hybrid code is shown nowhere, and those that it holds parts of have no pay rather than another's.
    assert (SOFTWARE in wages) == (left_out is None)


def _wages(edition: Edition) -> dict[str, dict]:
    """Pay by O*NET-SOC code, of the occupations that have it."""
    return {found["code"]: found["wages"] for found in occupations(edition) if found["wages"]}


@pytest.mark.releases
def test_may_2012_is_shown_where_its_codes_mean_the_same(structure, imported, tmp_path) -> None:
    national = [
        oews_row("00-0000", "All Occupations", O_GROUP="total", TOT_EMP=100),
        oews_row("29-0000", "Healthcare Practitioners", O_GROUP="major", TOT_EMP=60),
        oews_row("31-0000", "Healthcare Support", O_GROUP="major", TOT_EMP=40),
        oews_row("29-1141", "Registered Nurses", TOT_EMP=50),
        oews_row("15-1111", "Computer and Information Research Scientists", TOT_EMP=10),
        oews_row("15-1132", "Software Developers, Applications", TOT_EMP=30),
        oews_row("15-1133", "Software Developers, Systems Software", TOT_EMP=10),
    ]
    imported(workbook(tmp_path / "national_M2012_dl.xlsx", {"n": in_layout(HEADER_2012, national)}))
    edition = compile_edition(name="may-2012")

    wages = _wages(edition)
    assert {code: found["employment"]["v"] for code, found in wages.items() if code.endswith(".00")} == {
        NURSES: 50,
        SCIENTISTS: 10,
    }
    assert wages[SCIENTISTS]["published_for"]["code"] == "15-1221"
    assert wages[SCIENTISTS]["published_for"]["title"] == "Computer and Information Research Scientists"
    assert document(edition, "methodology", "methodology")["pay"]["left_out"]["v"] == 2
    families = {code: document(edition, "family", code)["total_employment"]["v"] for code in ("29-0000", "31-0000")}
    assert families == {"29-0000": None, "31-0000": None}


@pytest.mark.releases
def test_without_the_crosswalk_codes_of_2010_are_shown_nowhere(imported, tmp_path) -> None:
    # That of the sample is none for real releases.
    assert attempt(original_files("soc-structure"), is_sample=True).state == "ready"
    imported(files.onet_text(tmp_path / "onet.zip"))
    release = imported(workbook(tmp_path / "national_M2012_dl.xlsx", {"n": in_layout(HEADER_2012, files.NATIONAL[:2])}))

    assert _wages(compile_edition(name="bare")) == {}
    assert "Without these an edition shows none of them." in release.issues.get(kind="earlier-codes").message
