"""The real O*NET releases load completely, and what differs between them is what their publisher changed."""

import pytest

from citations.diffing import release_diff
from citations.models import Release
from occupations.models import JobTitle, OccupationJobZone, Rating, TaskStatement, TechnologySkill
from occupations.selectors.descriptions import occupation_titles

pytestmark = [pytest.mark.releases, pytest.mark.either_database]

ROWS = {
    "Scales Reference": 31,
    "Content Model Reference": 630,
    "Occupation Data": 1016,
    "Sample of Reported Titles": 7953,
    "Alternate Titles": 57543,
    "Task Statements": 18796,
    "Task Ratings": 16402,
    "Emerging Tasks": 328,
    "Abilities": 92976,
    "Skills": 62580,
    "Knowledge": 59004,
    "Work Activities": 73308,
    "Education, Training, and Experience": 37125,
    "Interests": 8307,
    "Work Values": 7866,
    "Work Styles": 37422,
    "Level Scale Anchors": 483,
    "Education, Training, and Experience Categories": 41,
    "Work Context Categories": 281,
    "Task Categories": 7,
    "Basic Interests to RIASEC": 53,
    "Abilities to Work Activities": 381,
    "Abilities to Work Context": 139,
    "Skills to Work Activities": 232,
    "Skills to Work Context": 96,
    "IWA Reference": 332,
    "DWA Reference": 2087,
    "Tasks to DWAs": 23850,
    "Technology Skills": 32773,
    "Tools Used": 41662,
    "UNSPSC Reference": 4264,
    "Job Zone Reference": 4,
    "Job Zones": 923,
    "Related Occupations": 18460,
}
SOUND = "27-4014.00"


def rows_of(release) -> dict[str, int]:
    assert release.state == Release.State.READY, list(release.issues.filter(severity="error")[:5])
    return {table["label"]: table["rows"] for table in release.report["tables"]}


def test_the_text_releases_load_completely_and_differ_in_what_was_published_anew(imported, releases_folder) -> None:
    new = imported(releases_folder / "onet" / "db_30_2_text.zip")

    assert new.version == "30.2"
    assert rows_of(new) == ROWS
    assert sum(new.report["facts"].values()) == sum(ROWS.values()) == 607_355
    assert new.report["absent"] == ["Work Context"]
    assert set(new.issues.values_list("kind", "severity")) == {("table-absent", "note")}
    assert occupation_titles(new.pk)[SOUND] == "Sound Engineering Technicians"
    assert TaskStatement.objects.filter(release=new, code=SOUND).count() == 14
    shown = JobTitle.objects.filter(release=new, code=SOUND, in_my_next_move=True).order_by("title")
    assert [job.title for job in shown] == ["Audio Engineer", "Mixing Engineer", "Recording Engineer", "Sound Engineer"]
    ratings = Rating.objects.filter(release=new)
    assert ratings.filter(element_id__startswith="2.C", recommend_suppress=True).count() == 4880
    assert ratings.filter(element_id__startswith="2.C", recommend_suppress=None).count() == 13926
    assert ratings.filter(element_id__startswith="2.C", not_relevant=True).count() == 6037
    assert ratings.get(code=SOUND, element_id="2.C.3.a", scale="IM").value == 4.6

    old = imported(releases_folder / "onet" / "db_30_1_text.zip")
    assert rows_of(old) == {**ROWS, "Alternate Titles": 56505, "Sample of Reported Titles": 7955, "Job Zone Reference": 5}

    differing = {table.label: (table.added, table.removed, table.changed) for table in release_diff(old, new).differing}
    assert differing == {
        "Interests": (0, 0, 7839),
        "Job Zones": (0, 0, 331),
        "Job Zone Reference": (0, 1, 1),
        "Alternate Titles": (1063, 25, 28),
        "Sample of Reported Titles": (9, 11, 1),
        # The anchors of knowledge were put at other levels.
        "Level Scale Anchors": (124, 124, 0),
    }


def test_the_six_csv_tables_load_under_their_new_names(imported, releases_folder) -> None:
    release = imported(releases_folder / "onet" / "db_30_3_csv_partial.zip")

    assert release.version == "30.3"
    assert rows_of(release) == {
        "Occupation Data": 1016,
        "Task Statements": 18796,
        "Skills": 17880,
        "Education, Training, and Experience": 11100,
        "Technology Skills": 31821,
        "Job Zones": 923,
    }
    assert not TechnologySkill.objects.exclude(category_id__startswith="2.E.").exists()
    assert OccupationJobZone.objects.filter(zone=2).count() == 331
    assert Rating.objects.filter(element_id="2.D.4.a").count() == 564
    assert Rating.objects.filter(recommend_suppress=None).count() == 2720


def test_a_release_that_lists_a_title_twice_loads_without_the_tables_that_the_upload_lacks(imported, releases_folder) -> None:
    release = imported(releases_folder.parent / "more" / "onet" / "db_29_1_text.partial.zip")

    rows = rows_of(release)
    assert (release.version, release.published_on) == ("29.1", "November 2024")
    assert sum(rows.values()) == sum(release.report["facts"].values()) == 275_376
    assert set(release.report["absent"]) == {
        "Abilities",
        "Knowledge",
        "Skills",
        "Task Ratings",
        "Work Activities",
        "Work Context",
    }
    assert [(issue.severity, issue.kind) for issue in release.issues.all()] == [("note", "table-absent")]
    twice = JobTitle.objects.filter(code="21-1014.00", title="Licensed Clinical Mental Health Counselor (LCMHC)")
    assert sorted(twice.values_list("short_title", flat=True)) == ["", "LCMHC"]
    assert Rating.objects.filter(element_id__startswith="1.C", scale="IM").exists()


def test_the_names_of_31_load(imported, releases_folder) -> None:
    release = imported(releases_folder.parent / "cases" / "db_31_0_text.shape.zip")

    assert release.version == "31.0"
    assert rows_of(release) == {
        "Scales Reference": 29,
        "Content Model Reference": 627,
        "Occupation Data": 1016,
        "Alternate Titles": 55118,
        "Task Statements": 18796,
        "Interests": 8307,
        "IWA Reference": 332,
        "DWA Reference": 2087,
        "Tasks to DWAs": 23233,
    }
    assert "Work Values" in release.report["absent"]
    assert [(issue.severity, issue.kind) for issue in release.issues.all()] == [("note", "table-absent")]


@pytest.mark.parametrize(
    ("case", "kind", "words"),
    [
        ("db_29_1_text.resaved-quoted.zip", "text-resaved", "Task Statements.txt: 10,910"),
        ("db_30_3_sql.zip", "another-file", "the SQL edition of the O*NET database"),
        ("db_30_3_json.zip", "another-file", "the JSON edition of the O*NET database"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is_in_one_finding(imported, releases_folder, case, kind, words) -> None:
    release = imported(releases_folder.parent / "cases" / case)

    assert release.state == Release.State.REJECTED
    finding = release.issues.get(severity="error")
    assert finding.kind == kind
    assert words in finding.message


def test_microsofts_scores_moved_and_metrics_were_added(imported, releases_folder) -> None:
    folder = releases_folder / "studies" / "microsoft"
    old, new = (
        imported(*sorted(path for path in (folder / version).rglob("*.csv")), version=version)
        for version in ("2025-07", "2025-10")
    )
    tables = {(table.model, table.label): table for table in release_diff(old, new).differing}

    scores = tables.pop(("occupations.ExposureScore", "AI assistant applicability (Microsoft)"))
    assert (scores.added, scores.removed, scores.changed, scores.columns) == (0, 0, 520, {"value": 520})
    assert {(table.removed, table.changed) for table in tables.values()} == {(0, 0)}
    assert {table.added for table in tables.values()} == {785, 332}
    assert len(tables) == 20
