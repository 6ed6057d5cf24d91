"""The ILO's scores: what is read, what is left out and said, what is refused."""

import pytest

from citations.models import Release
from gradient.models import IscoGroup, UnitGroup, UnitGroupTask
from tests.citations.official import attempt, edited, original_files

pytestmark = pytest.mark.django_db

SCORES = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"


def with_scores(change):
    """The official files, with `change(columns, rows)` done to the score sheet; `columns` gives positions by heading."""

    def apply(place, rows):
        if place[0] != SCORES:
            return None
        change({heading: position for position, heading in enumerate(rows[0])}, rows)
        return rows

    return edited(original_files("ilo-genai-gradient"), apply)


def findings(release: Release, severity: str) -> dict[str, str]:
    return {issue.kind: issue.message for issue in release.issues.filter(severity=severity)}


def test_a_release_is_named_by_the_year_of_its_latest_scores():
    release = attempt(original_files("ilo-genai-gradient"))

    assert (release.state, release.dataset.slug, release.version, release.published_on) == (
        "ready", "ilo-genai-gradient", "2025", "May 2025",
    )  # fmt: skip


def test_unit_groups_tasks_and_structure_are_read_as_they_stand_in_the_files():
    seen = []
    files = with_scores(lambda columns, rows: seen.extend(dict(zip(columns, row, strict=True)) for row in rows[1:]))
    release = attempt(files)

    tasks = {(t.unit_group_code, t.number): t for t in UnitGroupTask.objects.filter(release=release)}
    assert len(tasks) == len(seen)
    for row in seen:
        task = tasks[row["ISCO_08"], int(row["taskID"])]
        assert (task.statement, task.score_2025, task.score_2023) == (row["Task_ISCO"], row["score_2025"], row["score_2023"])
        assert task.rationale_gpt4o == row["prediction_justification_gpt4o"]
        assert task.rationale_gemini == (row["prediction_justification_gemini"] or "")
        assert task.source == row["source"]
    group = UnitGroup.objects.get(release=release, code="3521")
    assert (group.major_code, group.major_title, group.band) == ("3", "Technicians and associate professionals", "minimal")
    assert UnitGroup.objects.filter(release=release).count() == len({row["ISCO_08"] for row in seen})
    assert {len(g.code) == g.level for g in IscoGroup.objects.filter(release=release)} == {True}


@pytest.mark.parametrize(("published", "band"), [
    ("Not Exposed", "not-exposed"), ("Minimal Exposure", "minimal"), ("Exposed: Gradient 1", "gradient-1"),
    ("Exposed: Gradient 2", "gradient-2"), ("Exposed: Gradient 3", "gradient-3"), ("EXPOSED: GRADIENT 4", "gradient-4"),
])  # fmt: skip
def test_each_published_band_has_its_name(published, band):
    def change(columns, rows):
        for row in rows[1:]:
            row[columns["potential25"]] = published

    release = attempt(with_scores(change))

    assert set(UnitGroup.objects.filter(release=release).values_list("band", flat=True)) == {band}


def test_a_task_that_was_not_scored_in_2023_has_no_score_of_2023():
    def change(columns, rows):
        rows[1][columns["score_2023"]] = None

    release = attempt(with_scores(change))

    first = UnitGroupTask.objects.filter(release=release).order_by("pk").first()
    assert first.score_2023 is None


@pytest.mark.parametrize("written", ["nan", "NaN", " nan "])
def test_a_task_without_a_statement_counts_and_its_statement_is_empty(written):
    def change(columns, rows):
        rows[3][columns["Task_ISCO"]] = written

    release = attempt(with_scores(change))

    assert release.state == "ready"
    tasks = UnitGroupTask.objects.filter(release=release)
    assert tasks.count() == release.report["tables"][0]["rows"]
    unstated = tasks.get(statement="")
    note = findings(release, "note")["statement-missing"]
    assert f"Task {unstated.number} of unit group {unstated.unit_group_code} has scores, but “nan” in the place" in note
    assert release.difference_count == 0


def test_an_empty_statement_is_refused():
    def change(columns, rows):
        rows[3][columns["Task_ISCO"]] = None

    assert attempt(with_scores(change)).state == "rejected"


def test_stated_means_are_kept_beside_the_scores():
    release = attempt(original_files("ilo-genai-gradient"))

    group = UnitGroup.objects.get(release=release, code="3521")
    assert (group.stated_mean, group.stated_mean_2023) == (0.35, 0.36)


@pytest.mark.parametrize(
    ("heading", "value"), [("potential25", "Exposed: Gradient 4"), ("Title", "Somebody else"), ("mean_score_2025", 0.999)]
)
def test_what_is_said_of_a_unit_group_is_the_same_on_all_its_rows(heading, value):
    def change(columns, rows):
        assert rows[2][columns["ISCO_08"]] == rows[1][columns["ISCO_08"]]
        assert rows[2][columns[heading]] != value
        rows[2][columns[heading]] = value

    release = attempt(with_scores(change))

    error = release.issues.get(severity="error")
    assert (release.state, error.file, error.row, error.column, error.value) == ("rejected", SCORES, 3, heading, str(value))
    assert "row 2" in error.message


def test_a_unit_group_stands_under_its_own_major_group():
    def change(columns, rows):
        for row in rows[1:]:
            if row[columns["ISCO_08"]] == "3521":
                row[columns["label1d"]] = "2 - Professionals"

    release = attempt(with_scores(change))

    assert {issue.kind for issue in release.issues.filter(severity="error")} == {"scores-major-rule"}


@pytest.mark.parametrize("score", [-0.01, 1.01, "high"])
def test_scores_lie_between_0_and_1(score):
    def change(columns, rows):
        rows[3][columns["score_2025"]] = score

    release = attempt(with_scores(change))

    error = release.issues.get(severity="error")
    assert (error.row, error.column, error.value) == (4, "score_2025", str(score))
    assert "from 0 to 1" in error.message


@pytest.mark.parametrize("heading", ["score_2023", "score_2025"])
def test_an_error_of_a_formula_is_no_missing_value(heading):
    def change(columns, rows):
        rows[3][columns[heading]] = "#N/A"

    release = attempt(with_scores(change))

    error = release.issues.filter(severity="error").first()
    assert (release.state, error.file, error.sheet, error.row) == ("rejected", SCORES, "Sheet1", 4)
    assert "#N/A" in error.message


def test_codes_that_a_spreadsheet_took_for_numbers_are_read_as_codes():
    def change(columns, rows):
        for row in rows[1:]:
            row[columns["ISCO_08"]] = float(row[columns["ISCO_08"]])

    release = attempt(with_scores(change))

    assert UnitGroup.objects.filter(release=release, code="3521").exists()


def test_without_the_structure_the_scores_are_read_and_its_absence_is_noted():
    files = original_files("ilo-genai-gradient")
    release = attempt({SCORES: files[SCORES]})

    assert release.state == "ready"
    assert "ISCO-08 structure is not in this release" in findings(release, "note")["table-absent"]


def test_the_structure_alone_is_refused():
    files = original_files("ilo-genai-gradient")
    del files[SCORES]

    release = attempt(files)

    assert release.state == "rejected"
    assert "Task scores is missing" in findings(release, "error")["table-missing"]


@pytest.mark.releases
def test_the_real_release_holds_3266_tasks_of_427_unit_groups(releases_folder):
    folder = releases_folder / "ilo"
    release = attempt({path.name: path.read_bytes() for path in sorted(folder.iterdir())})

    assert (release.state, release.version) == ("ready", "2025")
    assert UnitGroup.objects.filter(release=release).count() == 427
    assert UnitGroupTask.objects.filter(release=release).count() == 3266
    assert IscoGroup.objects.filter(release=release).count() == 619
    unscored = UnitGroupTask.objects.filter(release=release, score_2023=None).values_list("unit_group_code", "number")
    assert sorted(unscored) == [("5246", 8), ("7122", 4), ("7126", 6)]
    assert release.issues.get(kind="statement-missing").value == "7126 task 6"
    unstated = UnitGroupTask.objects.get(release=release, statement="")
    assert (unstated.unit_group_code, unstated.number, unstated.score_2025) == ("7126", 6, 0.35)
    assert UnitGroup.objects.get(release=release, code="7126").stated_mean == 0.18
    # Every mean and standard deviation that the ILO states is that of the tasks.
    assert not release.issues.filter(severity="warning").exists()
