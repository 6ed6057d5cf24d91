"""Whole files of each dataset that are cut, empty, recoded or something else: each is refused by name, and nothing changes."""

import io

import pytest
from openpyxl import Workbook

from citations.importing.importer import IMPORTERS
from tests.citations.damaging import TABLES, every_dataset, excel_row, in_table, unpacked_stata
from tests.citations.official import DATASETS, attempt, delimited, edited, original_files, slug_of, tables_of

# What files hold is read alike on every database; how what was found is stored is tried elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.either_database, pytest.mark.drawn(4)]


def test_every_importer_is_tried_on_broken_files():
    """A new importer needs a small file in its publisher's layout: see `official_studies`."""
    assert {slug_of(dataset) for dataset in DATASETS} == set(IMPORTERS)


END_OPEN = {found.file for _, found in TABLES if found.table.open_end}


@every_dataset
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0], ids=lambda share: f"at {share:.0%}")
def test_a_truncated_file_is_refused_by_name(dataset, share, refused):
    for name, content in original_files(dataset).items():
        cut = min(max(1, int(len(content) * share)), len(content) - 1)
        if name in END_OPEN:
            # Where the publisher's own file ends without a line break, what is cut off its last line cannot be seen.
            cut = min(cut, content.rstrip().rindex(b"\n"))
        while name.endswith((".csv", ".tsv")) and content[cut - 1 : cut] in (b"\r", b"\n"):
            cut -= 1
        files = {**original_files(dataset), name: content[:cut]}
        errors = refused(attempt(files), files)

        # What is missing is told by the table where only another file of the release shows it.
        names = [name, *(found.table.label for _, found in TABLES if found.file == name)]
        assert any(word in f"{error.file} {error.message}" for error in errors for word in names), (cut, errors)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 1.0], ids=lambda share: f"at {share:.0%}")
def test_a_truncated_stata_file_is_refused_by_name(share, refused):
    files = {"soc10_isco08.dta": unpacked_stata()}
    content = files["soc10_isco08.dta"]
    files = {"soc10_isco08.dta": content[: min(int(len(content) * share), len(content) - 1)]}
    errors = refused(attempt(files), files)

    assert {error.file for error in errors} == {"soc10_isco08.dta"}


def test_the_bare_stata_file_of_the_archive_is_enough(accepted_alike):
    accepted_alike("ibs-crosswalk", {"soc10_isco08.dta": unpacked_stata()})


@every_dataset
def test_an_empty_file_is_refused_by_name(dataset, refused):
    for name in original_files(dataset):
        files = {**original_files(dataset), name: b""}
        errors = refused(attempt(files), files)

        assert [error.file for error in errors if "empty" in error.message] == [name]


@every_dataset
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_a_table_in_another_encoding_is_refused_with_the_row(dataset, encoding, refused):
    found = tables_of(dataset)[0]
    rows = []
    edited(original_files(dataset), in_table(found, lambda heading, data: rows.extend([heading, *data])))
    rows[3] = ["Café", *rows[3][1:]]
    files = {"table.csv": delimited(rows).decode().encode(encoding, "replace")}
    errors = refused(attempt(files, dataset=slug_of(dataset)), files)

    row = 4 if encoding == "latin-1" else 1
    assert [(e.file, e.row) for e in errors if e.kind == "unreadable-file"] == [("table.csv", row)]
    assert all("UTF-8" in e.message for e in errors if e.kind == "unreadable-file")


TEXTS = [(dataset, found) for dataset, found in TABLES if (found.place[1] or found.place[0]).endswith((".csv", ".txt"))]


@pytest.mark.parametrize(("dataset", "found"), TEXTS, ids=[f"{d}-{f.table.key}" for d, f in TEXTS])
def test_a_text_whose_last_line_is_short_is_refused_with_its_row(dataset, found, refused):
    last = {}

    def shorten(heading, data):
        last["row"] = excel_row(found, len(data) - 1)
        return [*data[:-1], data[-1][: max(1, len(data[-1]) // 2)]]

    files = edited(original_files(dataset), in_table(found, shorten))
    errors = refused(attempt(files), files)

    assert [(e.file, e.row) for e in errors if e.kind.endswith("-width")] == [(found.file, last["row"])]


@pytest.mark.parametrize(("dataset", "found"), TEXTS, ids=[f"{d}-{f.table.key}" for d, f in TEXTS])
def test_nul_characters_in_a_text_are_refused_with_their_row(dataset, found, refused):
    def spoil(heading, data):
        data[1][-1] = f"a\x00b{data[1][-1]}"

    files = edited(original_files(dataset), in_table(found, spoil))
    errors = refused(attempt(files), files)

    assert (found.file, excel_row(found, 1)) in {(e.file, e.row) for e in errors}
    assert any("NUL" in e.message for e in errors)


WRONG_FILES = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "error page": b"<!doctype html><p>Not found</p>\n",
    "other table": b"name,age\nAda,36\n",
    "blank lines": b"\n\n\n",
    "noise": b"\xff" * 5000,
}


@every_dataset
@pytest.mark.parametrize("asked", [False, True], ids=["dataset left open", "dataset named"])
@pytest.mark.parametrize("content", WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_wrong_file_is_refused_by_name(dataset, content, asked, refused):
    files = {next(iter(original_files(dataset))): content}
    errors = refused(attempt(files, dataset=slug_of(dataset) if asked else ""), files)

    assert next(iter(files)) in {error.file for error in errors} or "no table" in errors[0].message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scores.xlsx", WRONG_FILES["pdf"], "This is a PDF document. No table can be read from it, whatever its name says"),
        ("scores.csv", b"<!DOCTYPE html><html>", "This is a web page (HTML), not the file itself"),
        ("scores.csv", b"\n" * 1_000_000, "It is blank"),
        ("scores.csv", b",,,\n" * 50, "It is blank"),
    ],
    ids=["pdf", "web page", "blank lines", "blank cells"],
)
@pytest.mark.parametrize("asked", ["", "ilo-genai-gradient"])
def test_what_a_wrong_file_is_is_said(name, content, said, asked, refused):
    files = {name: content}
    errors = refused(attempt(files, dataset=asked), files)

    assert [error.file for error in errors if error.file] == [name]
    assert said in errors[0].message


def test_an_empty_workbook_is_said_to_be_blank(refused):
    book = io.BytesIO()
    Workbook().save(book)
    files = {"scores.xlsx": book.getvalue()}
    errors = refused(attempt(files), files)

    assert [error.message.partition(":")[0] for error in errors] == ["It is blank"]


@every_dataset
def test_the_files_of_another_dataset_are_refused_where_this_one_was_named(dataset, refused):
    other = next(other for other in [*DATASETS[DATASETS.index(dataset) :], *DATASETS] if slug_of(other) != slug_of(dataset))
    files = original_files(other)
    errors = refused(attempt(files, dataset=slug_of(dataset)), files)

    assert errors
