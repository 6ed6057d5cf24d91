"""Text whose UTF-8 bytes were read in another encoding: found in every column, put right where that is certain, and reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.importing.cells import text
from citations.importing.encodings import broken_sequences, mended
from gradient.models import UnitGroup, UnitGroupTask
from tests.citations.official import attempt, edited, original_files

SCORES = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"
MEANT = (
    "the children’s progress",
    "“so-called” – and so on…",
    "bosun´s chair",
    "Café Zoë, São Paulo",
    "£5 to €7",
    "naïve œuvre’s",
)


@pytest.mark.parametrize("codec", ["mac_roman", "cp1252", "latin-1"])
@pytest.mark.parametrize("meant", MEANT)
def test_utf_8_that_was_read_in_another_encoding_is_read_as_it_was_meant(meant: str, codec: str) -> None:
    # Bytes that Windows-1252 leaves open stand for themselves, as in programs that read it.
    written = "".join(bytes([byte]).decode(codec, errors="replace").replace("\ufffd", chr(byte)) for byte in meant.encode())
    assert broken_sequences(written)
    assert mended(written) == meant
    assert text()(f" {written} ") == meant


@pytest.mark.parametrize("good", [
    *MEANT, "", "plain", "CAFÉ–BAR", "„Ä“ und ‚Ö‘", "Ångström… ¬", "Großmutter’s œuvre", "Rosłaniec, Ładna", "√π ≈ 1.77",
    "2 °C ± ½", "Œuvre «complète»", "ÀÉÎÕÜ", "日本語", "Ελληνικά", "São Tomé e Príncipe — Ilhéu das Rolas", "I ‚am‘ here",
    "™ and ®",
])  # fmt: skip
def test_good_text_is_left_as_it_is(good: str) -> None:
    assert broken_sequences(good) == []
    assert mended(good) == good


@given(st.text())
def test_whatever_was_mended_is_sound_and_stays_as_it_is(value: str) -> None:
    once = mended(value)
    assert mended(once) == once
    assert once == value or broken_sequences(value)


def test_a_cell_that_is_broken_in_part_is_found_and_left_as_it_is() -> None:
    mixed = "children‚Äôs — and parents’"
    assert broken_sequences(mixed) == [("‚Äô", "’")]
    assert mended(mixed) == mixed


@pytest.mark.django_db
def test_what_was_mended_in_an_upload_is_reported_with_its_place() -> None:
    def change(place, rows):
        if place[0] != SCORES:
            return None
        columns = {heading: position for position, heading in enumerate(rows[0])}
        rows[4][columns["Task_ISCO"]] = "Assess the students‚Äô needs"
        rows[7][columns["Task_ISCO"]] = "Assess the students‚Äô needs — and more"
        rows[9][columns["prediction_justification_gpt4o"]] = "Ã‰lan vital"
        for row in rows[1:]:
            if row[columns["ISCO_08"]] == "3521":
                row[columns["Title"]] = "CafÃ© technicians"
        return rows

    release = attempt(edited(original_files("ilo-genai-gradient"), change))

    assert release.state == "ready"
    mended_at = {(issue.row, issue.column) for issue in release.issues.filter(kind="text-mended", severity="note")}
    assert {(5, "Task_ISCO"), (10, "prediction_justification_gpt4o")} <= mended_at
    assert {row for row, column in mended_at if column == "Title"}
    broken = release.issues.get(kind="text-broken", severity="warning")
    assert (broken.file, broken.row, broken.column) == (SCORES, 8, "Task_ISCO")
    assert "‚Äô" in broken.value
    statements = set(UnitGroupTask.objects.filter(release=release).values_list("statement", flat=True))
    assert {"Assess the students’ needs", "Assess the students‚Äô needs — and more"} <= statements
    assert UnitGroup.objects.get(release=release, code="3521").title == "Café technicians"


@pytest.mark.django_db
def test_columns_of_delimited_files_are_looked_through_too() -> None:
    def change(place, rows):
        at = rows[0].index("Title") if "Title" in rows[0] else None
        if place[0] != "occ_level.csv" or at is None:
            return None
        rows[1][at] = "Women‚Äôs doctors"
        return rows

    release = attempt(edited(original_files("eloundou-gpts"), change), version="2023")
    issue = release.issues.get(kind="text-mended")
    assert (release.state, issue.file, issue.row, issue.column) == ("ready", "occ_level.csv", 2, "Title")


@pytest.mark.django_db
@pytest.mark.releases
def test_the_ilos_own_file_has_59_such_cells_and_all_are_mended(releases_folder) -> None:
    release = attempt({path.name: path.read_bytes() for path in sorted((releases_folder / "ilo").iterdir())})
    totals = {total["kind"]: total["places"] for total in release.report["totals"]}
    assert totals["text-mended"] == 59
    assert "text-broken" not in totals
    assert not UnitGroupTask.objects.filter(release=release, statement__contains="‚Ä").exists()
