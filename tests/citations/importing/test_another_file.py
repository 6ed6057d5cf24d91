"""Files that are something else than what they are taken for: called what they are, once, and set aside beside good ones."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from citations.importing.checking import check
from citations.importing.importer import IMPORTERS, NamedOther
from citations.importing.issues import Finding, Findings
from citations.importing.recognition import Recognition, recognise
from citations.importing.spooling import Spool
from tests.citations.official import original_files


def book(rows: list[list], *others: str) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    for title in others:
        workbook.create_sheet(title).append(["a", "b", "c"])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def checked(tmp_path):
    """checked({name: content}): what is recognised in an upload, and what its check finds."""

    def look(files: dict[str, bytes], dataset: str = "") -> tuple[Recognition, list[Finding]]:
        paths = []
        for index, (name, content) in enumerate(files.items()):
            path = Path(tmp_path / str(index))
            path.write_bytes(content)
            paths.append((name, path))
        findings = Findings()
        recognition = recognise(paths, findings, dataset)
        with Spool() as spool:
            check(recognition, findings, lambda *_: None, spool)
        return recognition, [finding for finding in findings.kept if finding.kind not in ("table-absent", "statement-missing")]

    return look


SCORES = original_files("microsoft-working-with-ai")
IMAGES = book(
    [["SOC Code", "Occupation Title", "Image Generation AIOE"], ["11-1011", "Chief Executives", 1.3]], "IG AIIE", "Notes"
)
PAGE = b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<html><title>Access denied</title></html>"
KINDS = {
    "web page": ("national_M2024_dl.xlsx", PAGE, "a web page (HTML)", "Open the address in a browser"),
    "page of XHTML": ("a.csv", b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>', "a web page (HTML)", "Open the address"),
    "gzip": ("scores.csv.gz", gzip.compress(b"a,b\n1,2\n"), "a file packed by gzip", "Unpack it"),
    "JSON": ("scores.csv", b'[{"code": "11-1011"}]', "a JSON file", "Upload the publisher's table"),
    "SQL": ("scores.txt", b"-- MySQL dump\nCREATE TABLE scores (code CHAR(7));", "an SQL script", "Upload the publisher's table"),
    "XML": ("scores.xls", b'<?xml version="1.0"?><Workbook/>', "an XML document", "Upload the publisher's table"),
    "PDF": ("scores.csv", b"%PDF-1.7\n", "a PDF document", "Upload the publisher's table"),
    "picture in an archive": ("a.zip", archive({"a.png": b"\x89PNG"}), "an archive that holds no table", "but a.png"),
}


@pytest.mark.parametrize(("name", "content", "called", "advice"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("dataset", ["", "bls-oews"])
def test_a_file_without_a_table_is_called_what_it_is_in_one_finding(name, content, called, advice, dataset, checked):
    _, findings = checked({name: content}, dataset)

    assert [(f.severity, f.kind, f.file) for f in findings] == [("error", "another-file", name)]
    assert f"This is {called}" in findings[0].message
    assert advice in findings[0].message


STUDIES = {
    "image generation": ({"Image_Generation_AIOE_AIIE.xlsx": IMAGES}, "image-generation AIOE"),
    "adjusted for complementarity": (
        {"c.csv": b"SOC Code,Occupation Title,AIOE,theta,C-AIOE\n11-1011,CEO,1.3,0.6,1\n"},
        "C-AIOE",
    ),
    "machine learning": (
        {"sml.csv": b"O*NET-SOC Code,Title,wq1,mSML\n11-1011.00,CEO,3.5,3.4\n"},
        "suitability for machine learning",
    ),
    "enriched": (
        {
            "aei_enriched_claude_ai_2025-08-04_to_2025-08-11.csv": (
                b"geo_id,geography,date_start,date_end,platform_and_product,facet,level,variable,cluster_name,value,geo_name\n"
                b"GLOBAL,global,2025-08-04,2025-08-11,Claude AI (Free and Pro),onet_task,0,onet_task_pct,none,100.0,global\n"
            )
        },
        "the enriched file of the Economic Index",
    ),
    "census codes": ({"alm.csv": b"occ1990dd,task_abstract,task_routine,task_manual\n4,5.5,1.9,0.5\n"}, "Autor and Dorn"),
}


@pytest.mark.parametrize(("files", "called"), STUDIES.values(), ids=STUDIES)
@pytest.mark.parametrize("dataset", ["", "felten-aioe"])
def test_a_sister_study_is_called_what_it_is_in_one_finding(files, called, dataset, checked):
    recognition, findings = checked(files, dataset)

    assert recognition.importer is None
    assert [(f.severity, f.kind, f.file) for f in findings] == [("error", "another-file", next(iter(files)))]
    assert called in findings[0].message


def test_beside_good_files_what_is_something_else_is_set_aside_and_holds_nobody_up(checked):
    recognition, findings = checked({**SCORES, "images.xlsx": IMAGES, "page.csv": PAGE, "page 2.csv": PAGE})

    assert recognition.importer is IMPORTERS["microsoft-working-with-ai"]
    assert [(f.severity, f.kind, f.file) for f in findings] == [
        ("note", "another-file", "page.csv"),
        ("note", "another-file", "images.xlsx"),
    ]
    assert all("set aside; the other files are read" in f.message for f in findings)
    assert "2 files of this upload are such; the first is page.csv" in findings[0].message


def test_a_page_among_the_members_of_an_archive_is_said(checked):
    scores = b"SOC Code,title,ai_applicability_score\n11-1011,Chief executives,0.3\n"
    recognition, [beside] = checked({"a.zip": archive({"scores.csv": scores, "soc_metrics.csv": PAGE})})
    _, [alone] = checked({"a.zip": archive({"soc_metrics.csv": PAGE, "about.html": PAGE})})

    assert recognition.importer is IMPORTERS["microsoft-working-with-ai"]
    assert (beside.severity, beside.file) == ("note", "a.zip › soc_metrics.csv")
    assert (alone.severity, alone.file) == ("error", "a.zip › soc_metrics.csv")
    assert all("This is a web page (HTML)" in finding.message for finding in (beside, alone))


@pytest.fixture
def declared(monkeypatch):
    """declared(…): files that the importer of Microsoft's scores knows to be none of its own."""

    def declare(*others: NamedOther) -> None:
        monkeypatch.setattr(type(IMPORTERS["microsoft-working-with-ai"]), "named_others", others)

    return declare


def test_members_of_an_archive_are_known_by_name_even_where_they_hold_no_table(checked, declared):
    declared(NamedOther("the MySQL edition", "Upload the text edition.", names=r"_mysql/.*\.sql$"))
    sql = {f"db_30_mysql/{number}_skills.sql": b"CREATE TABLE skills;" for number in range(40)}
    _, findings = checked({"db_30_mysql.zip": archive({"db_30_mysql/ReadMe.txt": b"O*NET", **sql})})
    _, others = checked({"scripts.zip": archive({"scripts/0_skills.sql": b"CREATE TABLE skills;"})})

    assert [(f.severity, f.kind) for f in findings] == [("error", "another-file")]
    assert findings[0].message.startswith("This is the MySQL edition. Upload the text edition. 40 files")
    assert "an archive that holds no table" in others[0].message


def test_what_is_named_goes_before_the_tables_of_its_own_dataset_but_not_of_another(checked, declared):
    scores = {"scores.csv": b"SOC Code,title,ai_applicability_score\n11-1011,Chief executives,0.3\n"}
    assert checked(scores)[0].importer is IMPORTERS["microsoft-working-with-ai"]
    declared(
        NamedOther("a test", "Leave it out.", headings=("ai_applicability_score",), accepts=lambda name, rows: len(rows) > 1)
    )
    assert checked(scores)[0].importer is None

    frey = original_files("frey-osborne")
    declared(NamedOther("a test", "Leave it out.", names=r"\.csv$"))
    assert checked(frey)[0].importer is IMPORTERS["frey-osborne"]


def test_no_sample_file_is_taken_for_something_else(checked):
    for dataset in ("onet", "bls-oews", "bls-ep", "felten-aioe", "frey-osborne", "anthropic-economic-index", "ibs-crosswalk"):
        assert checked(original_files(dataset))[0].set_aside == []
