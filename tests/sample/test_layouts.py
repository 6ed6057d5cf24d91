"""The sample stands in the publishers' layouts, and its bytes do not depend on when or how often it is made."""

import io
import time
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from citations.importing.importer import IMPORTERS
from citations.importing.issues import Findings
from citations.importing.recognition import recognise
from gradient.sample.files import ILO_COLUMNS, ibs_crosswalk, ilo_genai_gradient
from gradient.sample.loading import SAMPLE_FILES
from occupations.sample.files import OEWS_COLUMNS, bls_oews, onet, soc_structure

TABLES = {
    "soc-structure": {"structure", "soc_2010_to_2018", "onet_2010_to_2019", "onet_2019_to_soc"},
    "onet": {"occupation_data", "reported_titles", "alternate_titles", "task_statements"},
    "bls-oews": {"estimates", "field_descriptions"},
    "ibs-crosswalk": {"soc10_isco08"},
    "ilo-genai-gradient": {"scores", "structure"},
}


@pytest.mark.parametrize("slug", SAMPLE_FILES)
def test_the_same_text_gives_the_same_bytes(slug: str) -> None:
    first = SAMPLE_FILES[slug]()
    # Workbooks and archives would name the second they were written in.
    time.sleep(1.1 if slug == "bls-oews" else 0)

    assert SAMPLE_FILES[slug]() == first


@pytest.mark.parametrize("slug", SAMPLE_FILES)
def test_files_are_recognised_by_what_is_in_them_alone(slug: str, tmp_path) -> None:
    findings, files = Findings(), []
    for number, (name, content) in enumerate(SAMPLE_FILES[slug]().items()):
        path = tmp_path / str(number)
        path.write_bytes(content)
        files.append((f"download-{number}{name[name.rindex('.') :]}", path))
    recognition = recognise(files, findings)

    assert recognition.importer is IMPORTERS[slug]
    assert {part.table.key for part in recognition.parts} == TABLES[slug]
    assert not findings.kept
    assert not recognition.near
    assert not recognition.foreign


@pytest.mark.releases
def test_headings_are_those_of_the_publishers(releases_folder) -> None:
    ilo = CalamineWorkbook.from_path(str(releases_folder / "ilo" / "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"))
    assert tuple(ilo.get_sheet_by_index(0).to_python()[0]) == ILO_COLUMNS
    with zipfile.ZipFile(releases_folder / "oews" / "oesm24nat.zip") as archive:
        oews = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("oesm24nat/national_M2024_dl.xlsx")))
    assert tuple(oews.get_sheet_by_name("national_M2024_dl").to_python()[0]) == OEWS_COLUMNS
    assert oews.sheet_names[:2] == _oews_workbook().sheet_names
    with zipfile.ZipFile(releases_folder / "onet" / "db_30_2_text.zip") as real, _onet_archive() as sample:
        for name in sample.namelist():
            if "Read Me" not in name:
                assert sample.read(name).splitlines()[0] == real.read(name).splitlines()[0]
    for name, content in soc_structure().items():
        real_file = releases_folder / "crosswalks" / name
        if name.endswith(".xlsx"):
            assert _headed(CalamineWorkbook.from_filelike(io.BytesIO(content))) == _headed(
                CalamineWorkbook.from_path(str(real_file))
            )
        else:
            assert content.splitlines()[0] == real_file.read_bytes().splitlines()[0]


@pytest.mark.releases
def test_the_stata_file_is_of_the_publishers_format_and_variables(releases_folder) -> None:
    member = "onetsoc_to_isco_cws_ibs/soc10_isco08.dta"
    with zipfile.ZipFile(releases_folder / "crosswalks" / "onetsoc_to_isco_cws_ibs.zip") as archive:
        real = archive.read(member)
    with zipfile.ZipFile(io.BytesIO(*ibs_crosswalk().values())) as archive:
        sample = archive.read(member)

    assert sample[0] == real[0] == 115
    assert sample[4:6] == real[4:6]
    assert all(name in sample for name in (b"soc10\0", b"isco08\0"))


def test_an_unknown_score_is_an_empty_cell() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(ilo_genai_gradient()["Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"]))
    header, *rows = book.get_sheet_by_index(0).to_python()
    unknown = [row for row in rows if row[header.index("score_2023")] == ""]

    assert [row[header.index("ISCO_08")] for row in unknown] == ["7122"]


def _headed(book: CalamineWorkbook) -> tuple[str, int, list]:
    """Sheet name, number of the heading's row, heading."""
    rows = book.get_sheet_by_index(0).to_python()
    number = next(index for index, row in enumerate(rows) if str(row[0]).endswith("Code"))
    return book.sheet_names[0], number, rows[number][:4]


def _onet_archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(*onet().values()))


def _oews_workbook() -> CalamineWorkbook:
    with zipfile.ZipFile(io.BytesIO(*bls_oews().values())) as archive:
        return CalamineWorkbook.from_filelike(io.BytesIO(archive.read(archive.namelist()[0])))
