"""The sample's sentences are the project's own: none of them comes from a release."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.sample.words import ONET_SENTENCES, RUN, runs, sample_sentences


def test_every_sentence_is_written_once() -> None:
    places: dict[str, list[str]] = {}
    for place, text in sample_sentences():
        places.setdefault(text, []).append(place)
    repeated = {text: where for text, where in places.items() if len(where) > 1}

    assert len(places) > 650
    assert repeated == {}


@pytest.mark.releases
def test_no_sentence_shares_eight_words_in_a_row_with_a_release(releases_folder: Path) -> None:
    ours: dict[tuple[str, ...], str] = {}
    for place, text in sample_sentences():
        ours.update(dict.fromkeys(runs(text), place))
    shared: dict[str, str] = {}
    compared = 0
    for text in _release_texts(releases_folder):
        compared += 1
        shared.update({ours[run]: " ".join(run) for run in runs(text) if run in ours})

    assert len(ours) > 3_000
    assert compared > 42_000
    assert shared == {}


@pytest.mark.releases
def test_the_comparison_finds_what_was_copied(releases_folder: Path) -> None:
    statement = next(text for text in _ilo_texts(releases_folder) if len(text.split()) > RUN + 4)
    altered = "In short: " + statement.upper().replace(",", " –")

    assert runs(altered) & runs(statement)


def _release_texts(folder: Path) -> Iterator[str]:
    yield from _ilo_texts(folder)
    for archive in ("db_30_1_text.zip", "db_30_2_text.zip"):
        with zipfile.ZipFile(folder / "onet" / archive) as database:
            for name in database.namelist():
                if name.rpartition("/")[2].removesuffix(".txt") in ONET_SENTENCES:
                    for line in database.read(name).decode().splitlines():
                        yield from (cell for cell in line.split("\t") if cell.count(" ") >= RUN - 1)
    with zipfile.ZipFile(folder / "oews" / "oesm24nat.zip") as archive:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("oesm24nat/national_M2024_dl.xlsx")))
        for row in book.get_sheet_by_name("Field Descriptions").to_python():
            yield from map(str, row)


def _ilo_texts(folder: Path) -> Iterator[str]:
    book = CalamineWorkbook.from_path(str(folder / "ilo" / "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"))
    header, *rows = book.get_sheet_by_index(0).to_python()
    columns = [header.index(name) for name in ("Task_ISCO", "prediction_justification_gpt4o", "prediction_justification_gemini")]
    for row in rows:
        yield from (str(row[column]) for column in columns)
