"""Every score that an importer stores is a declared measure, and its numbers print as publishers print them."""

import pytest

from citations.importing.importer import IMPORTERS
from citations.measures import MEASURES
from occupations.models import ActivityScore, ExposureScore
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import spreadsheet, written


def test_every_stored_measure_is_declared_with_its_dataset(imported, tmp_path) -> None:
    imported(written(tmp_path, "occ_level.csv", layouts.OCC_LEVEL))
    imported(spreadsheet(tmp_path, "a.xlsx", {"Appendix A": layouts.AIOE}))
    imported(spreadsheet(tmp_path, "b.xlsx", {"LM AIOE": layouts.LM_AIOE}))
    imported(written(tmp_path, "index.csv", layouts.FREY_INDEX))
    imported(written(tmp_path, "home.csv", layouts.WORK_AT_HOME))
    imported(written(tmp_path, "jobs.csv", layouts.JOB_EXPOSURE))
    imported(
        written(tmp_path, "scores.csv", layouts.APPLICABILITY),
        written(tmp_path, "soc_metrics.csv", layouts.SOC_METRICS),
        written(tmp_path, "iwa_metrics.csv", layouts.IWA_METRICS),
        version="2025-10",
    )

    stored = {*ExposureScore.objects.values_list("measure", "release__dataset__slug")} | {
        *ActivityScore.objects.values_list("measure", "release__dataset__slug")
    }
    assert len(stored) == 26
    assert {(key, *MEASURES[key].datasets) for key, _ in stored} == stored


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("projection-change-percent", -1.7, "−1.7%"),
        ("projection-openings", 1200, "1,200"),
        ("usage-share", 0.2837, "0.28%"),
        ("felten-aioe", 0.4715462, "+0.47"),
        ("felten-aioe", -0.0118, "−0.012"),
        ("eloundou-alpha", 0.07407, "0.074"),
        ("eloundou-gamma", 1.0, "1"),
        ("microsoft-applicability", 0.07238097288181083, "0.072"),
        ("frey-osborne-probability", 0.0028, "0.0028"),
        ("anthropic-observed-exposure", 0.0042, "0.42%"),
        ("ai-autonomy", 4, "4.0"),
    ],
)
def test_values_print_as_the_sources_print_them(key, value, text) -> None:
    assert MEASURES[key].text(value) == text


def test_measures_of_these_datasets_say_what_they_do_not_mean() -> None:
    ours = {"eloundou-gpts", "felten-aioe", "bls-ep", "anthropic-economic-index", "microsoft-working-with-ai"}
    assert ours <= set(IMPORTERS)
    measures = [measure for measure in MEASURES if ours & set(measure.datasets)]

    assert len(measures) > 20
    assert all(measure.means.endswith(".") and measure.does_not_mean.endswith(".") for measure in measures)
