"""The real releases of the studies load completely, and hold the figures their publishers print."""

from pathlib import Path

import pytest

from citations.actions.folders import survey_folder
from citations.models import Release
from occupations.models import (
    CareerCluster,
    ExposureScore,
    Projection,
    StudyField,
    StudyFieldOccupation,
    TaskLabel,
    UsageFigure,
    WorkerCharacteristics,
)
from tests.occupations.importers.layouts import faults

pytestmark = pytest.mark.releases
READY, REJECTED = Release.State.READY, Release.State.REJECTED
SOUND = "27-4014"

# files, what the uploader has to say, slug, version, rows of each table, facts
RELEASES = {
    "gpts-are-gpts": (
        ["studies/eloundou/occ_level.csv", "studies/eloundou/full_labelset.tsv"],
        {},
        ("eloundou-gpts", "2023"),
        {"occupations": 923, "labels": 19265},
        {"ExposureScore": 5538, "TaskLabel": 19265},
    ),
    "aioe": (
        ["studies/felten/AIOE_DataAppendix.xlsx"],
        {},
        ("felten-aioe", "2021"),
        {"aioe": 774},
        {"ExposureScore": 774},
    ),
    "language-modeling-aioe": (
        ["studies/felten/Language Modeling AIOE and AIIE.xlsx"],
        {},
        ("felten-lm-aioe", "2023"),
        {"lm_aioe": 774},
        {"ExposureScore": 774},
    ),
    "microsoft-july": (
        ["studies/microsoft/2025-07/ai_applicability_scores.csv"],
        {"version": "2025-07"},
        ("microsoft-working-with-ai", "2025-07"),
        {"scores": 785},
        {"ExposureScore": 785},
    ),
    "microsoft-october": (
        [f"studies/microsoft/2025-10/{name}.csv" for name in ("soc_ai_applicability_scores", "soc_metrics", "iwa_metrics")],
        {"version": "2025-10"},
        ("microsoft-working-with-ai", "2025-10"),
        {"scores": 785, "soc_metrics": 785, "iwa_metrics": 332},
        {"ExposureScore": 8635, "ActivityScore": 3320},
    ),
    "frey-osborne": (
        [
            "studies/frey_osborne/frey_osborne_automation_risk_index_clean.csv",
            "studies/frey_osborne/frey-osborne-2013-raw.csv",
        ],
        {},
        ("frey-osborne", "2013"),
        {"index": 702, "redistribution": 702},
        {"ExposureScore": 702},
    ),
    "dingel-neiman": (
        ["studies/dingel_neiman/occupations_workathome.csv", "studies/dingel_neiman/onet_teleworkable_blscodes.csv"],
        {},
        ("dingel-neiman", "2020"),
        {"by_onet_soc": 968, "by_soc": 764},
        {"ExposureScore": 1732},
    ),
    "projections": (
        ["bls_ep/occupation_2024-2034.xlsx", "bls_ep/education_2024-2034.xlsx"],
        {},
        ("bls-ep", "2024-2034"),
        {"projections": 1113, "attainment": 833, "assignments": 832},
        {"Projection": 1113, "WorkerCharacteristics": 1113, "EducationShare": 5831},
    ),
    "older-projections": (
        ["bls_ep/occupation_2022-2032.xlsx"],
        {},
        ("bls-ep", "2022-2032"),
        {"projections": 1113, "characteristics": 1113, "attainment": 833, "assignments": 832},
        {"Projection": 1113, "WorkerCharacteristics": 1113, "EducationShare": 5831},
    ),
    "fields-of-study": (
        ["cip/CIP2020_SOC2018_Crosswalk.xlsx"],
        {},
        ("nces-cip-soc", "2020"),
        {"crosswalk": 6097},
        {"StudyField": 2142, "StudyFieldOccupation": 6097},
    ),
    "career-clusters": (
        ["career_clusters/AdvanceCTE_SOC_Career_Clusters_Crosswalk.xlsx"],
        {},
        ("career-clusters", "2024"),
        {"places": 1203},
        {"CareerCluster": 1203},
    ),
    "index-of-february": (
        [f"aei/release_2025_02_10/{name}.csv" for name in ("onet_task_mappings", "automation_vs_augmentation")],
        {},
        ("anthropic-economic-index", "2025-02-10"),
        {"task_shares": 3514, "collaboration": 6},
        {"UsageFigure": 3520},
    ),
    "index-of-march": (
        [
            f"aei/release_2025_03_27/{name}.csv"
            for name in (
                "automation_vs_augmentation_by_task",
                "automation_vs_augmentation_v1",
                "automation_vs_augmentation_v2",
                "task_pct_v1",
                "task_pct_v2",
                "task_thinking_fractions",
            )
        ],
        {},
        ("anthropic-economic-index", "2025-03-27"),
        {
            "task_shares": 3365,
            "earlier_task_shares": 3514,
            "collaboration": 6,
            "earlier_collaboration": 6,
            "collaboration_by_task": 3364,
            "thinking": 3365,
        },
        {"UsageFigure": 26920},
    ),
    "observed-exposure": (
        ["aei/labor_market_impacts/job_exposure.csv", "aei/labor_market_impacts/task_penetration.csv"],
        {},
        ("anthropic-labor-market", "2026"),
        {"job_exposure": 756, "task_penetration": 17991},
        {"ExposureScore": 756, "TaskPenetration": 17991},
    ),
}


@pytest.mark.parametrize("name", RELEASES)
def test_a_real_release_loads_with_every_row(imported, releases_folder, name) -> None:
    files, asked, identity, rows, facts = RELEASES[name]
    release = imported(*(releases_folder / file for file in files), **asked)

    assert release.state == READY, faults(release)
    assert (release.dataset.slug, release.version) == identity
    assert {table["key"]: table["rows"] for table in release.report["tables"]} == rows
    assert release.report["facts"] == {f"occupations.{model}": count for model, count in facts.items()}


def test_the_scores_of_sound_engineering_technicians(imported, releases_folder) -> None:
    for name in ("gpts-are-gpts", "aioe", "microsoft-july", "frey-osborne", "dingel-neiman"):
        files, asked, *_ = RELEASES[name]
        imported(*(releases_folder / file for file in files), **asked)

    scores = {
        (score.measure, score.system): score.value
        for score in ExposureScore.objects.filter(code__startswith=SOUND).exclude(measure__contains="human")
    }
    assert scores == pytest.approx(
        {
            ("felten-aioe", "soc-2010"): 0.4715462,
            ("eloundou-alpha", "onet-soc-2019"): 0.07407407407407407,
            ("eloundou-beta", "onet-soc-2019"): 0.42592592592592593,
            ("eloundou-gamma", "onet-soc-2019"): 0.7777777777777777,
            ("microsoft-applicability", "soc-2018"): 0.07238097288181083,
            ("frey-osborne-probability", "soc-2010"): 0.13,
            ("teleworkable", "onet-soc-2010"): 1,
            ("teleworkable", "soc-2010"): 1,
        }
    )
    assert TaskLabel.objects.filter(code="27-4014.00").count() == 14


def test_the_projection_of_sound_engineering_technicians(imported, releases_folder) -> None:
    imported(*(releases_folder / file for file in RELEASES["projections"][0]))

    sound = Projection.objects.get(code=SOUND)
    assert (sound.employment_base, sound.employment_projected, sound.openings, sound.change_percent) == (16.9, 16.6, 1.2, -1.7)
    characteristics = WorkerCharacteristics.objects
    assert characteristics.get(code=SOUND).entry_education == "Postsecondary nondegree award"
    assert characteristics.filter(median_wage_status="#").count() == 19
    assert characteristics.filter(median_wage_status="*").count() == 9
    assert characteristics.filter(self_employed_status="*").count() == 219
    assert Projection.objects.filter(kind="occupation").count() == 832


def test_fields_of_study_and_cluster_of_sound_engineering_technicians(imported, releases_folder) -> None:
    for name in ("fields-of-study", "career-clusters"):
        imported(*(releases_folder / file for file in RELEASES[name][0]))

    fields = StudyFieldOccupation.objects.filter(soc_code=SOUND).values("field_code")
    assert set(StudyField.objects.filter(code__in=fields).values_list("family_title", flat=True)) == {
        "Communications Technologies/Technicians and Support Services",
        "Engineering/Engineering-Related Technologies/Technicians",
        "Visual and Performing Arts",
    }
    assert StudyFieldOccupation.objects.filter(field_code="").count() == 180
    assert StudyFieldOccupation.objects.filter(soc_code="").count() == 194
    assert CareerCluster.objects.get(soc_code=SOUND).cluster == "Arts, Entertainment, & Design"


def test_the_shares_of_the_index_make_a_hundred(imported, releases_folder) -> None:
    imported(*(releases_folder / file for file in RELEASES["index-of-march"][0]))

    shares = UsageFigure.objects.filter(facet="onet_task", statistic="percent")
    assert sum(shares.values_list("value", flat=True)) == pytest.approx(100)
    assert UsageFigure.objects.filter(facet="onet_task::thinking", value=None).count() == 2950


@pytest.mark.parametrize(("name", "row"), [("claude_ai", 311), ("1p_api", 358)])
def test_the_cut_files_in_long_format_are_refused_by_the_row_that_broke(imported, releases_folder, name, row) -> None:
    path = next((releases_folder / "aei/release_2026_01_15").glob(f"aei_raw_{name}_*"))
    release = imported(path)

    assert release.state == REJECTED
    assert faults(release) == [("figures-width", row, "")]
    assert "it may be cut off" in release.issues.get(severity="error").message


@pytest.mark.parametrize("folder", ["studies", "bls_ep", "cip", "career_clusters", "aei/release_2025_03_27"])
def test_a_folder_of_releases_needs_nothing_said(db, releases_folder, folder) -> None:
    survey = survey_folder(Path(releases_folder) / folder)

    assert survey.skipped == []
    expected = {identity for files, _, identity, *_ in RELEASES.values() if files[0].startswith(folder)}
    assert {(found.dataset, found.version) for found in survey.releases} == expected
