"""The sample stands in the publishers' layouts, and its bytes do not depend on when or how often it is made."""

import io
import time
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from citations.importing.importer import IMPORTERS
from citations.importing.issues import Findings
from citations.importing.recognition import recognise
from gradient.sample import SAMPLE_FILES, ibs_crosswalk, ilo_genai_gradient
from tests.sample.releases import RELEASES


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
    assert {part.table.key for part in recognition.parts} == RELEASES[slug][1]
    assert not findings.kept
    assert not recognition.near
    assert not recognition.foreign


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
