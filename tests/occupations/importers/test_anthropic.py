"""Observed use of Claude: two generations of files, one vocabulary, and cut files refused by the row that broke."""

import pytest

from citations.models import Release
from occupations.models import ExposureScore, TaskPenetration, UsageFigure
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import LONG, TASK, faults, line, shuffled, with_cell, without, written

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def figures(**where) -> dict[tuple[str, str, str, str], float | None]:
    return {(f.facet, f.task, f.category, f.statistic): f.value for f in UsageFigure.objects.filter(**where)}


@pytest.fixture
def february(tmp_path):
    folder = tmp_path / "release_2025_02_10"
    return (
        written(folder, "onet_task_mappings.csv", layouts.SHARES),
        written(folder, "automation_vs_augmentation.csv", layouts.INTERACTIONS),
    )


@pytest.fixture
def march(tmp_path):
    other = with_cell(layouts.SHARES, 2, "pct", 0.9)
    return (
        written(tmp_path, "task_pct_v1.csv", with_cell(other, 3, "pct", 69.1)),
        written(tmp_path, "task_pct_v2.csv", layouts.SHARES),
        written(tmp_path, "automation_vs_augmentation_v1.csv", with_cell(layouts.INTERACTIONS, 2, "pct", 22.5)),
        written(tmp_path, "automation_vs_augmentation_v2.csv", layouts.INTERACTIONS),
        written(tmp_path, "automation_vs_augmentation_by_task.csv", layouts.BY_TASK),
        written(tmp_path, "task_thinking_fractions.csv", layouts.THINKING),
    )


def test_the_first_release_has_shares_and_ways_of_working_together(imported, february) -> None:
    release = imported(*february)

    assert (release.state, release.version, release.published_on) == (READY, "2025-02-10", "10 February 2025")
    assert figures()["onet_task", "agree on the sound.", "", "percent"] == 0.5
    assert figures()["collaboration", "", "feedback loop", "percent"] == 12.2


def test_the_second_release_gives_its_own_shares_not_those_it_repeats(imported, march) -> None:
    release = imported(*march)

    assert (release.state, release.version) == (READY, "2025-03-27")
    assert figures()["onet_task", "agree on the sound.", "", "percent"] == 0.5
    assert figures()["collaboration", "", "directive", "percent"] == 29.4


def test_fractions_by_task_become_percents_and_withheld_conversations_stay_apart(imported, march) -> None:
    imported(*march)

    by_task = {category: value for (_, _, category, _), value in figures(facet="onet_task::collaboration").items()}
    assert figures()["onet_task::collaboration", "agree on the sound.", "task iteration", "percent"] == 25
    assert figures()["onet_task::collaboration", "write web pages.", "filtered", "percent"] == 100
    assert set(by_task) == {"directive", "feedback loop", "task iteration", "validation", "learning", "filtered"}


def test_an_unknown_fraction_of_thinking_is_not_zero(imported, march) -> None:
    imported(*march)

    assert figures(facet="onet_task::thinking") == {
        ("onet_task::thinking", "agree on the sound.", "", "fraction"): 0.125,
        ("onet_task::thinking", "write web pages.", "", "fraction"): None,
    }


def test_files_of_both_first_releases_together_are_refused(imported, february, march) -> None:
    assert ("releases-mixed", None, "") in faults(imported(february[0], march[4]))


def test_shares_that_do_not_make_a_hundred_are_of_an_incomplete_file(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "onet_task_mappings.csv", layouts.SHARES[:-1]))

    assert [kind for kind, *_ in faults(release)] == ["shares-do-not-add-up"]
    assert "The file is not complete" in release.issues.get(kind="shares-do-not-add-up").message


def test_shares_that_are_fractions_are_called_so(imported, tmp_path) -> None:
    heading, *rows = layouts.SHARES
    fractions = [[*cells, float(share) / 100] for *cells, share in rows]
    release = imported(written(tmp_path, "onet_task_mappings.csv", [heading, *fractions]))

    assert "They are fractions" in release.issues.get(kind="shares-do-not-add-up").message


def test_fractions_of_a_task_must_make_one(imported, march, tmp_path) -> None:
    written(tmp_path, "automation_vs_augmentation_by_task.csv", with_cell(layouts.BY_TASK, 2, "filtered", 0.5))

    assert faults(imported(*march)) == [("collaboration-by-task-filtered-rule", 2, "filtered")]


def test_the_long_format_names_its_release_by_the_days_observed(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "whatever.csv", LONG))

    assert (release.state, release.version) == (READY, "2026-01-15")
    autumn = [[*row] for row in LONG]
    for row in autumn[1:]:
        row[2:4] = ["2025-08-04", "2025-08-11"]
    assert imported(written(tmp_path, "autumn.csv", autumn)).version == "2025-09-15"


def test_days_that_are_not_known_need_the_version_said(imported, tmp_path) -> None:
    later = [[*row] for row in LONG]
    for row in later[1:]:
        row[2:4] = ["2027-01-01", "2027-01-08"]
    path = written(tmp_path, "later.csv", later)

    assert [kind for kind, *_ in faults(imported(path))] == ["version-needed"]
    assert imported(path, version="2026-07-01").state == READY


def test_of_the_long_format_the_worlds_figures_that_pages_tell_are_kept(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "aei.csv", shuffled(LONG)))

    assert release.state == READY
    assert release.report["tables"][0]["rows"] == len(LONG) - 1
    assert figures() == {
        ("onet_task", TASK, "", "count"): 1500,
        ("onet_task", TASK, "", "percent"): 0.15,
        ("onet_task", "none", "", "percent"): 20.5,
        ("onet_task", "not_classified", "", "percent"): 79.35,
        ("onet_task::collaboration", TASK, "directive", "percent"): 12.5,
        ("onet_task::collaboration", TASK, "not_classified", "percent"): 50,
        ("onet_task::human_only_ability", TASK, "yes", "percent"): 97.9,
        ("onet_task::ai_autonomy", TASK, "", "mean"): 4,
        ("onet_task::use_case", TASK, "work", "percent"): 9.2,
        ("collaboration", "", "feedback loop", "percent"): 11,
        ("collaboration", "", "directive", "percent"): 89,
        ("ai_autonomy", "", "", "mean"): 3.3,
    }


def test_both_platforms_make_one_release_and_stay_apart(imported, tmp_path) -> None:
    api = [
        LONG[0],
        line("onet_task", "onet_task_count", TASK, 38.0, platform_and_product="1P API"),
        line("onet_task", "onet_task_pct", TASK, 100.0, platform_and_product="1P API"),
    ]
    release = imported(written(tmp_path, "claude_ai.csv", LONG), written(tmp_path, "1p_api.csv", api))

    assert release.state == READY
    counts = UsageFigure.objects.filter(facet="onet_task", statistic="count").values_list("platform", "value")
    assert dict(counts) == {"claude-ai": 1500, "1p-api": 38}


@pytest.mark.parametrize(("bytes_lost", "kind"), [(40, "unreadable-file"), (100, "figures-width"), (1, "figures-width")])
def test_a_file_cut_off_in_a_line_is_refused_with_that_row(imported, tmp_path, bytes_lost, kind) -> None:
    path = written(tmp_path, "aei.csv", LONG)
    path.write_bytes(path.read_bytes()[:-bytes_lost])
    release = imported(path)

    assert release.state == REJECTED
    assert faults(release)[0][:2] == (kind, len(LONG))
    assert "cut off" in release.issues.filter(severity="error")[0].message


def test_a_cut_in_a_country_that_is_not_kept_is_found_too(imported, tmp_path) -> None:
    path = written(tmp_path, "aei.csv", [*LONG, line("onet_task", "onet_task_count", TASK, 3.0, geo_id="AE")])
    path.write_bytes(path.read_bytes()[:-80])

    assert faults(imported(path))[0][:2] == ("figures-width", len(LONG) + 1)


def test_the_worlds_figures_may_stand_once_while_countries_are_not_remembered(imported, tmp_path) -> None:
    twice = [*LONG, line("onet_task", "onet_task_count", TASK.upper(), 7.0)]

    assert faults(imported(written(tmp_path, "aei.csv", twice))) == [("figures-duplicate", len(twice), "platform_and_product")]


@pytest.mark.parametrize(
    ("heading", "value", "kind"),
    [
        ("date_start", "13 November", "dates-rewritten"),
        ("date_start", "today", "figures-date-start"),
        ("platform_and_product", "Another assistant", "figures-platform"),
        ("value", "many", "figures-value"),
    ],
)
def test_a_bad_cell_of_the_long_format_is_named(imported, tmp_path, heading, value, kind) -> None:
    release = imported(written(tmp_path, "aei.csv", with_cell(LONG, 5, heading, value)))

    assert faults(release) == [(kind, 5, heading)]


def test_a_long_file_without_a_column_is_told_which(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "aei.csv", without(LONG, "cluster_name")))

    assert ("column-missing", 1, "cluster_name") in faults(release)


def test_observed_exposure_is_a_dataset_of_its_own(imported, tmp_path) -> None:
    release = imported(
        written(tmp_path, "job_exposure.csv", layouts.JOB_EXPOSURE),
        written(tmp_path, "task_penetration.csv", layouts.TASK_PENETRATION),
    )

    assert (release.state, release.dataset.slug, release.version) == (READY, "anthropic-labor-market", "2026")
    assert ExposureScore.objects.get().measure == "anthropic-observed-exposure"
    assert dict(TaskPenetration.objects.values_list("task", "value")) == {"write web pages.": 0.5, "agree on the sound.": 0}


def test_one_task_with_two_penetrations_is_refused(imported, tmp_path) -> None:
    release = imported(
        written(tmp_path, "job_exposure.csv", layouts.JOB_EXPOSURE),
        written(tmp_path, "task_penetration.csv", with_cell(layouts.TASK_PENETRATION, 3, "penetration", 0.75)),
    )

    assert faults(release) == [("task-penetration-duplicate", 3, "task")]
