"""Real releases, one after the other as they were published: nothing in them is implausible. Damaged, they are stopped."""

import io
from pathlib import Path

import pytest

from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Release
from occupations.importers.soc_structure import ONET_SOC_2019
from occupations.models import CrosswalkEdge, ExposureScore, WageEstimate, WorkerCharacteristics
from tests.corpus.damages import (
    filled_down,
    invented,
    recoded,
    scaled,
    shifted,
    shuffled,
    sorted_by_itself,
    swapped,
    unknown,
    where,
    without_facts_of,
)
from tests.corpus.trial import damaged, facts_of, kinds_found, rows_of_files

pytestmark = [pytest.mark.django_db, pytest.mark.releases]
CODES = (
    "crosswalks/soc_2010_to_2018_crosswalk.xlsx", "crosswalks/2010_to_2019_Crosswalk.xlsx",
    "crosswalks/2019_to_SOC_Crosswalk.xlsx", "crosswalks/soc_structure_2019.csv",
)  # fmt: skip
MICROSOFT = (("studies/microsoft/2025-07",), ("studies/microsoft/2025-10",))
SEQUENCES = {
    "microsoft": MICROSOFT,
    "projections": (
        ("bls_ep/occupation_2022-2032.xlsx",),
        ("bls_ep/occupation_2024-2034.xlsx", "bls_ep/education_2024-2034.xlsx"),
    ),
    "wages": (
        ("../more/oews/national_M2019_dl.xlsx",),
        ("../more/oews/oesm22nat.zip",),
        ("../more/oews/oesm23nat.zip",),
        ("oews/oesm24nat.zip", "oews/natsector_M2024_dl.xlsx"),
        ("oews/national_M2025_dl.xlsx",),
    ),
    "conversations": (("aei/release_2025_02_10",), ("aei/release_2025_03_27",)),
    "onet": (
        ("../more/onet/db_29_1_text.partial.zip",),
        ("onet/db_30_1_text.zip",),
        ("onet/db_30_2_text.zip",),
        ("onet/db_30_3_csv_partial.zip",),
    ),
}  # fmt: skip


def imported(folder: Path, paths) -> Release:
    found = [folder / path for path in paths]
    files = sorted(file for path in found for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())
    version = paths[0].rsplit("/", 1)[-1] if "microsoft" in paths[0] else ""
    originals = [Original(file.name, io.BytesIO(file.read_bytes())) for file in files if file.suffix != ".md"]
    return import_release(files=originals, version=version)[0]


@pytest.fixture
def codes(releases_folder, db) -> Release:
    release = imported(releases_folder, CODES)
    assert release.state == Release.State.READY
    return release


@pytest.mark.parametrize("sequence", SEQUENCES.values(), ids=SEQUENCES)
def test_each_follows_the_one_before(sequence, codes, releases_folder):
    before = None
    for paths in sequence:
        release = imported(releases_folder, paths)
        assert release.state == Release.State.READY, [
            str(issue) for issue in release.issues.filter(severity__in=["error", "stop"])
        ]
        if before:
            assert str(before) in release.report["compared_with"]
        before = release


def test_a_study_under_codes_of_no_list_or_an_older_one_is_stopped(codes, releases_folder):
    release = imported(releases_folder, MICROSOFT[0])
    facts = facts_of(release)
    wrong = kinds_found(release, damaged(facts, {ExposureScore: recoded("code", code=unknown)}), "2031", alone=True)
    assert wrong.keys() == {"codes-unknown"}
    assert "785 of 785 in code are not in SOC 2018" in wrong["codes-unknown"]
    a_fiftieth = damaged(facts, {ExposureScore: invented("code", count=15)})
    assert kinds_found(release, a_fiftieth, "2032", alone=True).keys() == {"codes-unknown"}


def test_a_study_whose_titles_are_a_row_down_is_stopped(codes, releases_folder):
    with rows_of_files() as rows:
        release = imported(releases_folder, MICROSOFT[0])
    facts = facts_of(release) | rows[release.dataset.slug]
    found = kinds_found(release, damaged(facts, {"scores": shifted("title")}), "2031", alone=True)
    assert found.keys() == {"titles-moved"}
    assert kinds_found(release, facts, "2032", alone=True) == {}


def test_real_wages_with_columns_exchanged_or_shifted_are_stopped(codes, releases_folder):
    release = imported(releases_folder, ("oews/national_M2025_dl.xlsx",))
    facts = facts_of(release)
    exchanged = damaged(facts, {WageEstimate: swapped("annual_mean", "annual_median")})
    assert kinds_found(release, exchanged, "May 2026").keys() == {"columns-swapped"}
    down = damaged(facts, {WageEstimate: shifted("annual_mean", "annual_median")})
    found = kinds_found(release, down, "May 2027")
    assert {"values-shifted", "columns-out-of-order"} <= found.keys()
    in_order = kinds_found(release, damaged(facts, {WageEstimate: sorted_by_itself("employment")}), "May 2028")
    assert in_order.keys() == {"values-sorted"}
    assert kinds_found(release, damaged(facts, {WageEstimate: shifted("soc_title")}), "May 2029").keys() == {"titles-moved"}


ANNUAL = tuple(name for name in WageEstimate.VALUES if name.startswith("annual"))
OF_A_GROUP = {
    "health care a row down": (where("soc_code", "29", shifted(*ANNUAL)), "values-shifted", "soc code 29…"),
    "education gone": (without_facts_of("soc_code", lambda code: code.startswith("25")), "rows-lost", "all of soc code 25… ("),
    "engineers by the month": (where("soc_code", "17", scaled(*ANNUAL, by=1 / 12)), "values-scaled", "soc code 17…"),
    "office work a third more": (where("soc_code", "43", scaled(*ANNUAL, by=1.3)), "values-changed-alike", "soc code 43…"),
    "production all alike": (where("soc_code", "51", filled_down("annual_median")), "values-all-equal", "soc code 51…"),
    "sales in any order": (where("soc_code", "41", shuffled(*ANNUAL)), "values-reshuffled", "soc code 41…"),
    "a fifth gone": (lambda rows: [row for at, row in enumerate(rows) if at % 5], "rows-lost", "cross-industry: "),
}


def test_what_befell_one_group_of_occupations_is_stopped(codes, releases_folder):
    release = imported(releases_folder, ("oews/national_M2025_dl.xlsx",))
    facts = facts_of(release)
    for number, (name, (damage, kind, said)) in enumerate(OF_A_GROUP.items()):
        found = kinds_found(release, damaged(facts, {WageEstimate: damage}), f"May {2026 + number}")
        assert kind in found, (name, found)
        assert said in found[kind], name


def test_what_befell_one_sector_is_stopped(codes, releases_folder):
    release = imported(releases_folder, ("oews/oesm24nat.zip", "oews/natsector_M2024_dl.xlsx"))
    facts = facts_of(release)
    gone = damaged(facts, {WageEstimate: without_facts_of("naics", lambda naics: naics.startswith("62"))})
    assert "sector, all of naics 62… (" in kinds_found(release, gone, "May 2026")["rows-lost"]
    thousands = damaged(facts, {WageEstimate: where("naics", "62", scaled("employment", by=0.001))})
    assert "employment, naics 62…: about 1/" in kinds_found(release, thousands, "May 2027")["values-scaled"]


def test_a_second_issue_that_lost_a_few_rows_is_stopped(codes, releases_folder):
    release = imported(releases_folder, ("oews/national_M2025_dl.xlsx",))
    short = damaged(facts_of(release), {WageEstimate: lambda rows: [row for at, row in enumerate(rows) if at % 20]})
    assert kinds_found(release, short, release.version, replaces=True).keys() == {"rows-lost"}
    assert kinds_found(release, short, "May 2026") == {}


def test_codes_that_lead_to_those_of_the_row_below_are_stopped(codes):
    down = where("from_system", ONET_SOC_2019, where("from_code", "29", shifted("to_code", by=3)))
    found = kinds_found(codes, damaged(facts_of(codes), {CrosswalkEdge: down}), "2031")
    assert "(29-1011.00 to " in found["codes-apart"]


def test_what_bls_assigns_is_in_its_own_words(codes, releases_folder):
    release = imported(releases_folder, ("bls_ep/occupation_2024-2034.xlsx", "bls_ep/education_2024-2034.xlsx"))

    def exchanged(rows: list[dict]) -> list[dict]:
        return [{**row, "entry_education": row["on_the_job_training"]} for row in rows]

    found = kinds_found(release, damaged(facts_of(release), {WorkerCharacteristics: exchanged}), "2026-2036")
    assert "entry education in 832 of 832 rows (“" in found["words-unlisted"]


@pytest.mark.parametrize("version", ["May 2017", "May 2019"])
def test_real_wages_by_codes_of_another_vintage_than_their_year_has_are_stopped(version, codes, releases_folder):
    release = imported(releases_folder, ("oews/national_M2025_dl.xlsx",))
    found = kinds_found(release, facts_of(release), version, alone=True)
    assert found.keys() == {"codes-unknown"}
    assert "nearly all are in SOC 2018" in found["codes-unknown"]
