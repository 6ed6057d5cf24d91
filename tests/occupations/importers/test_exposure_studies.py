"""The exposure studies become scores under the codes that each study uses, and files that contradict themselves are refused."""

import pytest

from citations.models import Release
from occupations.models import ActivityScore, ExposureScore, TaskLabel
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import faults, shuffled, spreadsheet, with_cell, without, written

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def scores(**where) -> dict[tuple[str, str, str], float]:
    return {(s.measure, s.system, s.code): s.value for s in ExposureScore.objects.filter(**where)}


@pytest.fixture
def eloundou(tmp_path):
    def files(occupations=layouts.OCC_LEVEL, labels=layouts.LABELSET):
        return written(tmp_path, "occ_level.csv", occupations), written(tmp_path, "full_labelset.tsv", labels, "\t")

    return files


def test_gpts_are_gpts_gives_six_scores_an_occupation_and_labels_by_task(imported, eloundou) -> None:
    release = imported(*eloundou())

    assert (release.state, release.dataset.slug, release.version) == (READY, "eloundou-gpts", "2023")
    sound = scores(code="27-4014.00")
    assert len(sound) == 6
    assert sound["eloundou-gamma", "onet-soc-2019", "27-4014.00"] == 0.78
    label = TaskLabel.objects.get(task_id=7720)
    assert (label.human, label.gpt4, label.gpt4_alternate, label.automation) == ("E0", "E2", "E2", "T2")
    assert label.statement == 'Agree with the "producer" on the sound.'


def test_columns_of_a_study_may_stand_in_any_order(imported, eloundou) -> None:
    release = imported(*eloundou(shuffled(layouts.OCC_LEVEL), shuffled(layouts.LABELSET)))

    assert release.state == READY
    assert scores(code="43-9021.00")["eloundou-human-beta", "onet-soc-2019", "43-9021.00"] == 0.5


def test_every_bad_cell_of_a_study_is_named_with_its_row_and_column(imported, eloundou) -> None:
    occupations = with_cell(layouts.OCC_LEVEL, 3, "dv_rating_beta", 1.5)
    labels = with_cell(with_cell(layouts.LABELSET, 3, "gpt4_automation", "T9"), 3, "Task ID", "9001.5")

    release = imported(*eloundou(occupations, labels))

    assert release.state == REJECTED
    assert set(faults(release)) == {
        ("occupations-beta", 3, "dv_rating_beta"),
        ("labels-automation", 3, "gpt4_automation"),
        ("labels-task-id", 3, "Task ID"),
    }


def test_a_label_and_the_scores_it_counts_as_must_agree(imported, eloundou) -> None:
    release = imported(*eloundou(labels=with_cell(layouts.LABELSET, 2, "gamma", "0.5")))

    assert faults(release) == [("labels-gamma-rule", 2, "gamma")]


def test_a_study_without_a_column_is_told_which(imported, eloundou, tmp_path) -> None:
    release = imported(written(tmp_path, "occ_level.csv", without(layouts.OCC_LEVEL, "dv_rating_gamma")))

    assert release.state == REJECTED
    assert ("column-missing", 1, "dv_rating_gamma") in faults(release)


def test_the_labels_may_be_absent_and_the_report_says_so(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "occ_level.csv", layouts.OCC_LEVEL))

    assert release.state == READY
    assert release.report["absent"] == ["Labels by task (full_labelset)"]


def test_the_language_model_variant_of_aioe_is_a_dataset_of_its_own(imported, tmp_path) -> None:
    original = imported(spreadsheet(tmp_path, "a.xlsx", {"Index": [["Appendix A"]], "Appendix A": layouts.AIOE}))
    variant = imported(spreadsheet(tmp_path, "b.xlsx", {"LM AIOE": layouts.LM_AIOE}))

    assert (original.dataset.slug, original.version) == ("felten-aioe", "2021")
    assert (variant.dataset.slug, variant.version) == ("felten-lm-aioe", "2023")
    assert scores() == {
        ("felten-aioe", "soc-2010", "27-4014"): 0.47,
        ("felten-aioe", "soc-2010", "47-2061"): -1.25,
        ("felten-lm-aioe", "soc-2010", "27-4014"): 0.34,
    }


def test_both_variants_of_aioe_in_one_upload_are_refused(imported, tmp_path) -> None:
    book = spreadsheet(tmp_path, "both.xlsx", {"Appendix A": layouts.AIOE, "LM AIOE": layouts.LM_AIOE})

    assert [kind for kind, *_ in faults(imported(book))] == ["other-dataset"]


def test_frey_and_osborne_come_from_the_index_and_the_redistribution_is_only_compared(imported, tmp_path) -> None:
    index = written(tmp_path, "clean.csv", layouts.FREY_INDEX)
    raw = tmp_path / "raw.csv"
    raw.write_text(written(tmp_path, "raw.csv", layouts.FREY_RAW).read_text().rstrip("\n"))

    release = imported(index, raw)

    assert (release.state, release.version) == (READY, "2013")
    assert scores() == {
        ("frey-osborne-probability", "soc-2010", "29-1125"): 0.0028,
        ("frey-osborne-probability", "soc-2010", "27-4014"): 0.13,
    }


def test_a_redistribution_that_tells_another_probability_is_refused(imported, tmp_path) -> None:
    raw = written(tmp_path, "raw.csv", with_cell(layouts.FREY_RAW, 2, "prob", 0.31))
    release = imported(written(tmp_path, "clean.csv", layouts.FREY_INDEX), raw)

    assert [kind for kind, *_ in faults(release)] == ["files-contradict"]
    assert "rank 187 and probability 0.31" in release.issues.get(severity="error").message


def test_work_at_home_is_yes_or_no_by_onet_soc_and_a_share_by_soc(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "a.csv", layouts.WORK_AT_HOME), written(tmp_path, "b.csv", layouts.WORK_AT_HOME_BY_SOC))

    assert (release.dataset.slug, release.version) == ("dingel-neiman", "2020")
    assert scores() == {
        ("teleworkable", "onet-soc-2010", "27-4014.00"): 1,
        ("teleworkable", "onet-soc-2010", "47-2061.00"): 0,
        ("teleworkable", "soc-2010", "27-4014"): 0.75,
    }


def test_half_a_yes_by_onet_soc_is_an_error(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "a.csv", with_cell(layouts.WORK_AT_HOME, 3, "teleworkable", 0.5)))

    assert faults(release) == [("by-onet-soc-teleworkable", 3, "teleworkable")]


def test_applicability_needs_its_version_said_because_all_releases_look_alike(imported, tmp_path) -> None:
    path = written(tmp_path, "ai_applicability_scores.csv", layouts.APPLICABILITY)

    assert [kind for kind, *_ in faults(imported(path))] == ["version-needed"]
    release = imported(path, version="2025-07")
    assert (release.state, release.version, release.published_on) == (READY, "2025-07", "July 2025")
    assert scores(value=0) == {("microsoft-applicability", "soc-2018", "47-2061"): 0}


def test_metrics_are_scores_of_their_own_and_an_empty_cell_of_an_activity_stays_empty(imported, tmp_path) -> None:
    release = imported(
        written(tmp_path, "soc_ai_applicability_scores.csv", layouts.APPLICABILITY),
        written(tmp_path, "soc_metrics.csv", layouts.SOC_METRICS),
        written(tmp_path, "iwa_metrics.csv", layouts.IWA_METRICS),
        version="2025-10",
    )

    assert release.state == READY
    sound = {measure: value for (measure, _, _), value in scores(code="27-4014").items()}
    assert len(sound) == 11
    assert (sound["microsoft-positive-feedback-ai"], sound["microsoft-applicability-user"]) == (0.7, 0.4)
    activity = dict(ActivityScore.objects.values_list("measure", "value"))
    assert (activity["microsoft-completion-ai"], activity["microsoft-share-ai"]) == (None, 0.0)


def test_scores_of_one_release_beside_metrics_of_another_are_refused(imported, tmp_path) -> None:
    release = imported(
        written(tmp_path, "scores.csv", with_cell(layouts.APPLICABILITY, 2, "ai_applicability_score", 0.35)),
        written(tmp_path, "soc_metrics.csv", layouts.SOC_METRICS),
        version="2025-10",
    )

    assert [kind for kind, *_ in faults(release)] == ["score-not-of-these-metrics"]
