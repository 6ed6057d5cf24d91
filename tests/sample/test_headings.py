"""The headings of the sample's files are those of the publishers' files, and stand where theirs do."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gradient.sample import SAMPLE_FILES
from tests.occupations.importers.onet_layouts import text_tables

pytestmark = pytest.mark.releases

# Sheets of the sample: dataset and file → where the publisher's file lies, and its sheet.
SHEETS = {
    ("bls-oews", "natsector_M2024_dl.xlsx"): ("oews/natsector_M2024_dl.xlsx", "Natsector_M2024_dl"),
    ("bls-oews", "nat5d_6d_M2024_dl.xlsx"): ("oews/nat5d_6d_M2024_dl.reconstructed.xlsx", "nat5d_6d_M2024_dl"),
    ("bls-ep", "occupation.xlsx"): ("bls_ep/occupation_2024-2034.xlsx", "Table 1.2"),
    ("bls-ep", "education.xlsx"): ("bls_ep/education_2024-2034.xlsx", "Table 5.3"),
    ("nces-cip-soc", "CIP2020_SOC2018_Crosswalk.xlsx"): ("cip/CIP2020_SOC2018_Crosswalk.xlsx", "CIP-SOC"),
    ("career-clusters", "AdvanceCTE_SOC_Career_Clusters_Crosswalk.xlsx"): (
        "career_clusters/AdvanceCTE_SOC_Career_Clusters_Crosswalk.xlsx",
        "SOC - CC - Sub-Clusters",
    ),
    ("felten-aioe", "AIOE_DataAppendix.xlsx"): ("studies/felten/AIOE_DataAppendix.xlsx", "Appendix A"),
    ("felten-lm-aioe", "Language Modeling AIOE and AIIE.xlsx"): (
        "studies/felten/Language Modeling AIOE and AIIE.xlsx",
        "LM AIOE",
    ),
}
# Columns that the publisher's table ends in and nothing reads.
LEFT_OUT = {"Related Occupational Outlook Handbook (OOH) content xlsx"}

TEXTS = {
    ("eloundou-gpts", "occ_level.csv"): "studies/eloundou/occ_level.csv",
    ("eloundou-gpts", "full_labelset.tsv"): "studies/eloundou/full_labelset.tsv",
    ("frey-osborne", "frey_osborne_automation_risk_index_clean.csv"): (
        "studies/frey_osborne/frey_osborne_automation_risk_index_clean.csv"
    ),
    ("dingel-neiman", "occupations_workathome.csv"): "studies/dingel_neiman/occupations_workathome.csv",
    ("anthropic-labor-market", "job_exposure.csv"): "aei/labor_market_impacts/job_exposure.csv",
    ("anthropic-labor-market", "task_penetration.csv"): "aei/labor_market_impacts/task_penetration.csv",
    ("anthropic-economic-index", "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv"): (
        "aei/release_2026_01_15/aei_raw_claude_ai_2025-11-13_to_2025-11-20.head.csv"
    ),
    ("soc-structure", "soc_structure_2019.csv"): "crosswalks/soc_structure_2019.csv",
}


def _heading(book: CalamineWorkbook, sheet: str, is_heading: Callable[[list], bool]) -> tuple[int, list]:
    """Number of the heading's row, and the heading without empty cells at its end."""
    rows = book.get_sheet_by_name(sheet).to_python()
    number = next(index for index, row in enumerate(rows) if is_heading(row))
    return number, [cell for cell in rows[number] if cell not in ("", None) and cell not in LEFT_OUT]


def _is_full(row: list) -> bool:
    return sum(cell not in ("", None) for cell in row) > 2


@pytest.mark.parametrize("place", SHEETS)
def test_sheets(place: tuple[str, str], releases_folder: Path) -> None:
    slug, name = place
    path, sheet = SHEETS[place]
    ours = CalamineWorkbook.from_filelike(io.BytesIO(SAMPLE_FILES[slug]()[name]))

    assert _heading(ours, sheet, _is_full) == _heading(CalamineWorkbook.from_path(str(releases_folder / path)), sheet, _is_full)


@pytest.mark.parametrize("place", TEXTS)
def test_texts(place: tuple[str, str], releases_folder: Path) -> None:
    slug, name = place
    with (releases_folder / TEXTS[place]).open(encoding="utf-8-sig", newline="") as stream:
        published = stream.readline().strip("\r\n")
    delimiter = "\t" if name.endswith(".tsv") else ","
    lines = SAMPLE_FILES[slug]()[name].decode("utf-8-sig").splitlines()

    assert next(csv.reader(lines[:1], delimiter=delimiter)) == next(csv.reader([published], delimiter=delimiter))


def test_the_classifications_and_the_scores_of_the_ilo(releases_folder: Path) -> None:
    def of_codes(row: list) -> bool:
        return str(row[0]).endswith("Code")

    for name, content in SAMPLE_FILES["soc-structure"]().items():
        if name.endswith(".xlsx"):
            ours = CalamineWorkbook.from_filelike(io.BytesIO(content))
            real = CalamineWorkbook.from_path(str(releases_folder / "crosswalks" / name))
            assert ours.sheet_names[0] == real.sheet_names[0]
            assert _heading(ours, ours.sheet_names[0], of_codes) == _heading(real, real.sheet_names[0], of_codes)
    name = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"
    real = CalamineWorkbook.from_path(str(releases_folder / "ilo" / name))
    ours = CalamineWorkbook.from_filelike(io.BytesIO(SAMPLE_FILES["ilo-genai-gradient"]()[name]))
    assert _heading(ours, ours.sheet_names[0], _is_full) == _heading(real, real.sheet_names[0], _is_full)


def test_the_national_wages(releases_folder: Path) -> None:
    member = "oesm24nat/national_M2024_dl.xlsx"
    with zipfile.ZipFile(releases_folder / "oews" / "oesm24nat.zip") as archive:
        real = CalamineWorkbook.from_filelike(io.BytesIO(archive.read(member)))
    with zipfile.ZipFile(io.BytesIO(SAMPLE_FILES["bls-oews"]()["oesm24nat.zip"])) as archive:
        ours = CalamineWorkbook.from_filelike(io.BytesIO(archive.read(member)))

    assert ours.sheet_names == real.sheet_names[:2]
    assert _heading(ours, "national_M2024_dl", _is_full) == _heading(real, "national_M2024_dl", _is_full)


def test_the_tables_of_onet(releases_folder: Path) -> None:
    with (
        zipfile.ZipFile(releases_folder / "onet" / "db_30_2_text.zip") as real,
        zipfile.ZipFile(io.BytesIO(*SAMPLE_FILES["onet"]().values())) as ours,
    ):
        absent = set(ours.namelist()) - set(real.namelist())
        for name in set(ours.namelist()) & set(real.namelist()):
            if "Read Me" not in name:
                assert ours.read(name).splitlines()[0] == real.read(name).splitlines()[0]
        work_context = ours.read("db_30_2_text/Work Context.txt").decode().splitlines()[0].split("\t")

    # The copy at hand lacks this one table of the release.
    assert absent == {"db_30_2_text/Work Context.txt"}
    assert work_context == text_tables()["Work Context"][0]
