"""Files of wrong releases, through the whole way of an upload: each ends refused or held back, and nothing of it reaches an
edition; the sound files end ready beside the release before them."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from citations.actions.choosing import release_choices
from citations.actions.held_releases import overrule_release
from citations.actions.issues import decide_issue
from citations.actions.releases import process_release
from citations.importing.importer import IMPORTERS
from citations.models import Release
from gradient.sample import SAMPLE_FILES
from tests.citations.official import Files, Rows, attempt, edited

pytestmark = pytest.mark.django_db
State = Release.State
OEWS, ONET, FELTEN, SOC, CIP = "bls-oews", "onet", "felten-aioe", "soc-structure", "nces-cip-soc"
# What the release before is called.
EARLIER = {OEWS: "May 2023", ONET: "30.1", FELTEN: "2020", SOC: "2018", CIP: "2010"}


@pytest.fixture
def after_the_one_before(monkeypatch) -> Callable[[str, Files], Release]:
    """after_the_one_before(dataset, files): the files of a release, imported after the sample's as those of an earlier one."""

    def bring(dataset: str, files: Files) -> Release:
        sample = SAMPLE_FILES[dataset]()
        # Not byte for byte: these bytes may come again.
        earlier = edited(sample, lambda place, rows: [*rows, [None] * len(rows[-1])] if place[0].endswith(".xlsx") else None)
        with monkeypatch.context() as patched:
            patched.setattr(IMPORTERS[dataset], "find_version", lambda *args: "")
            # What barely differs is meant to be the release before, which is like it.
            before = attempt(slightly_other(dataset, earlier), dataset=dataset, version=EARLIER[dataset])
        assert before.state == State.READY, [str(issue) for issue in before.issues.filter(severity__in=["error", "stop"])]
        return attempt(files, dataset=dataset)

    return bring


def column(rows: Rows, heading: str) -> tuple[int, int]:
    """The row of the heading and the place of a column."""
    at = next(index for index, row in enumerate(rows) if heading in row)
    return at, rows[at].index(heading)


def changed(dataset: str, heading: str, change: Callable[[list], list], member: str = "") -> Files:
    """The sample's files with the cells below a heading as `change` returns them, in one member or in all."""

    def edit(place, rows: Rows):
        if member not in "/".join(place) or not any(heading in row for row in rows):
            return None
        header, at = column(rows, heading)
        cells = change([row[at] for row in rows[header + 1 :]])
        return [
            *rows[: header + 1],
            *([*row[:at], cell, *row[at + 1 :]] for row, cell in zip(rows[header + 1 :], cells, strict=True)),
        ]

    return edited(SAMPLE_FILES[dataset](), edit)


def slightly_other(dataset: str, files: Files) -> Files:
    """With one title in other words, and one score a little higher."""

    def edit(place, rows: Rows):
        if any("AIOE" in row for row in rows):
            header, at = column(rows, "AIOE")
            rows[header + 1][at] += 0.001
            return rows
        for heading in ("OCC_TITLE", "Title", "Occupation Title", "SOC or O*NET-SOC 2019 Title", "CIP2020Title"):
            if place[1].endswith(("Occupation Data.txt", "")) and any(heading in row for row in rows):
                header, at = column(rows, heading)
                title = rows[header + 1][at]
                return [[f"{title} (as before)" if cell == title else cell for cell in row] for row in rows]
        return None

    return edited(files, edit)


def numbers(change: Callable[[float], float]) -> Callable[[list], list]:
    def apply(cells: list) -> list:
        return [round(change(float(cell)), 4) if str(cell).replace(".", "").lstrip("-").isdigit() else cell for cell in cells]

    return apply


def down(cells: list) -> list:
    return cells[-1:] + cells[:-1]


def cut(dataset: str, member: str) -> Files:
    def edit(place, rows: Rows):
        return rows[: len(rows) // 2] if member in "/".join(place) else None

    return edited(SAMPLE_FILES[dataset](), edit)


def exchanged(dataset: str, one: str, other: str) -> Files:
    """With two headings in each other's places."""
    names = {one: other, other: one}
    return edited(
        SAMPLE_FILES[dataset](), lambda place, rows: [[names.get(c, c) if isinstance(c, str) else c for c in r] for r in rows]
    )


WRONG = {
    "pay a thousandth": (OEWS, lambda: changed(OEWS, "A_MEDIAN", numbers(lambda pay: pay // 1000)), "columns-out-of-order"),
    "mean and median exchanged": (OEWS, lambda: exchanged(OEWS, "A_MEAN", "A_MEDIAN"), "columns-swapped"),
    "percentiles exchanged": (OEWS, lambda: exchanged(OEWS, "A_PCT10", "A_PCT90"), "columns-swapped"),
    "titles a row down": (OEWS, lambda: changed(OEWS, "OCC_TITLE", down, "national"), "titles-moved"),
    "employment a row down": (OEWS, lambda: changed(OEWS, "TOT_EMP", down, "national"), "values-shifted"),
    "national table cut in half": (OEWS, lambda: cut(OEWS, "national_M2024_dl.xlsx/national"), "rows-lost"),
    "skills inverted": (
        ONET,
        lambda: changed(ONET, "Data Value", numbers(lambda value: 6 - value), "Skills.txt"),
        "values-inverted",
    ),
    "abilities cut in half": (ONET, lambda: cut(ONET, "Abilities.txt"), "rows-lost"),
    "scores ten times as small": (FELTEN, lambda: changed(FELTEN, "AIOE", numbers(lambda score: score / 10)), "values-scaled"),
    "scores upside down": (FELTEN, lambda: changed(FELTEN, "AIOE", numbers(lambda score: -score)), "values-inverted"),
    "scores a row down": (FELTEN, lambda: changed(FELTEN, "AIOE", down), "values-"),
    "scores filled down": (FELTEN, lambda: changed(FELTEN, "AIOE", lambda cells: cells[:1] * len(cells)), "values-all-equal"),
    "crosswalk cut in half": (SOC, lambda: cut(SOC, "soc_2010_to_2018"), "rows-lost"),
    "fields a row down": (CIP, lambda: changed(CIP, "CIP2020Title", down), "titles-moved"),
    "occupations a row down": (CIP, lambda: changed(CIP, "SOC2018Code", down), "rows-lost"),
}


@pytest.mark.parametrize(("dataset", "files", "kind"), WRONG.values(), ids=WRONG)
def test_it_is_held_back_and_no_edition_takes_it(dataset, files, kind, after_the_one_before):
    release = after_the_one_before(dataset, files())
    if release.state != State.REJECTED:
        assert release.state == State.HELD, release.failure
        assert [stop.kind for stop in release.stops if stop.kind.startswith(kind)], [str(stop) for stop in release.stops]
    assert release_choices()[dataset].chosen != release


@pytest.mark.parametrize("dataset", EARLIER)
def test_the_sound_files_are_ready_after_the_release_before(dataset, after_the_one_before):
    release = after_the_one_before(dataset, SAMPLE_FILES[dataset]())
    assert release.state == State.READY, [str(stop) for stop in release.stops]
    assert release.report["compared_with"]


@pytest.mark.parametrize("how", [Release.Renewal.COMPLETED, Release.Renewal.REPLACED])
def test_the_next_issue_is_held_to_the_one_before(how):
    first = attempt(SAMPLE_FILES[FELTEN]())
    wrong = attempt(changed(FELTEN, "AIOE", numbers(lambda score: -score)))
    assert (first.state, wrong.state) == (State.READY, State.UNDECIDED)
    wrong = process_release(release=decide_issue(release=wrong, how=how))
    assert wrong.state == State.HELD
    assert [stop.kind for stop in wrong.stops] == ["values-inverted"]


def test_a_part_of_an_older_release_under_a_new_name_is_held_back(monkeypatch):
    files = SAMPLE_FILES[OEWS]()
    whole = attempt(files)
    monkeypatch.setattr(IMPORTERS[OEWS], "find_version", lambda *args: "")
    national = {
        name: content for name, content in files.items() if "nat" in name and "natsector" not in name and "5d" not in name
    }
    saved_again = edited(national, lambda place, rows: [*rows, [None] * len(rows[-1])])
    renamed = attempt(saved_again, dataset=OEWS, version="May 2026")
    assert (whole.state, renamed.state) == (State.READY, State.HELD), (
        list(national),
        whole.report["facts"],
        renamed.report["facts"],
    )
    assert [stop.kind for stop in renamed.stops] == ["same-facts"]
    assert renamed.report["facts"] != whole.report["facts"]


def test_the_ready_issue_of_the_release_before_is_what_the_next_is_held_to():
    wrong = attempt(changed(FELTEN, "AIOE", numbers(lambda score: score + 0.5)), version="2020", dataset=FELTEN)
    right = attempt(slightly_other(FELTEN, SAMPLE_FILES[FELTEN]()), version="2020", dataset=FELTEN)
    right = process_release(release=decide_issue(release=right, how=Release.Renewal.REPLACED))
    if right.state == State.HELD:
        right = overrule_release(release=right, reason="The issue before was wrong.")
    wrong.refresh_from_db()
    assert (wrong.state, right.state, wrong.version) == (State.RETIRED, State.READY, right.version)
    later = attempt(SAMPLE_FILES[FELTEN](), version="2022", dataset=FELTEN)
    assert (later.state, later.report["compared_with"]) == (State.READY, [str(right)]), [str(stop) for stop in later.stops]


def test_noughts_in_place_of_markers_are_refused():
    release = attempt(changed(OEWS, "A_MEDIAN", lambda cells: [0 if cell in ("*", "#") else cell for cell in cells]))
    assert release.state == State.REJECTED
    assert "at least 1000" in release.issues.filter(severity="error").first().message


def workbook(rows: Rows, sheet: str) -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def felten_rows() -> Rows:
    rows: Rows = [["SOC Code", "Occupation Title", "AIOE"]]
    return rows + [[f"11-{1011 + number}", f"Title {number}", round(number / 50 - 1, 3)] for number in range(60)]


def test_formulas_without_values_are_refused_in_one_finding():
    rows = [[*row[:2], f"=C{number}*1" if number else row[2]] for number, row in enumerate(felten_rows())]
    release = attempt({"AIOE.xlsx": workbook(rows, "Appendix A")})
    assert release.state == State.REJECTED
    found = list(release.issues.filter(severity="error"))
    assert "Cell C2 holds a formula that no spreadsheet program has calculated yet" in found[0].message
    assert len({issue.message for issue in found}) == len(found) <= 2


def test_rows_above_the_heading_are_refused_in_one_finding():
    heading, *rows = felten_rows()
    release = attempt({"AIOE.xlsx": workbook([*rows[:5], heading, *rows[5:]], "Appendix A")})
    assert release.state == State.REJECTED
    (found,) = release.issues.filter(severity="error")
    assert (found.kind, found.row) == ("rows-above-heading", 1)
    assert "5 rows of data stand above the heading, which is row 6" in found.message
