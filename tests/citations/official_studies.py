"""Small files of every table of the studies and surveys, in their publishers' layouts: rows by file, and by sheet or member.

Each table has three rows at least, so that a test can break one and leave others whole.
"""

from collections.abc import Mapping

from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import line

Rows = list[list]
# The rows of a text, or those of each sheet of a workbook or member of an archive.
Content = Rows | dict[str, Rows]

SOUND, CHIEFS, KEYERS = "27-4014", "11-1011", "43-9021"
TITLES = {SOUND: "Sound engineering technicians", CHIEFS: "Chief executives", KEYERS: "Data entry keyers"}
TASKS = ("agree on the sound.", "write web pages.", "key in what forms say.")
ACTIVITIES = ("4.A.1.a.1.I01", "4.A.1.a.1.I02", "4.A.2.a.1.I01")


def _per_occupation(heading: list, *rows: tuple) -> Rows:
    """Code, title and the values of each occupation."""
    return [heading, *([code, TITLES[code], *values] for code, values in zip(TITLES, rows, strict=True))]


def _projections() -> Rows:
    rows = layouts.projections()
    place = next(number for number, row in enumerate(rows) if row[1:2] == [CHIEFS])
    keyers = ["      Data entry keyers", KEYERS, "Line item", 150.0, 112.5, 0.1, 0.1, -37.5, -25.0, 1.0, 9.5, 39850,
              "High school diploma or equivalent", "None", "Short-term on-the-job training"]  # fmt: skip
    return [*rows[: place + 1], keyers, *rows[place + 1 :]]


def _education() -> dict[str, Rows]:
    attainment, assignments = layouts.attainment(), layouts.assignments()
    shares = [1.5, 7.8, 13.1, 5.3, 40.7, 24.7, 6.9]
    return {
        "Table 5.3": [*attainment, *([TITLES[code], code, *shares] for code in (SOUND, KEYERS))],
        "Table 5.4": [
            *assignments,
            [TITLES[CHIEFS], CHIEFS, "Bachelor's degree", "5 years or more", "None"],
            [TITLES[KEYERS], KEYERS, "High school diploma or equivalent", "None", "Short-term on-the-job training"],
        ],
    }


def _labels() -> Rows:
    heading, sound, keyers = layouts.LABELSET
    another = [2, "43-9021.00", "9002.0", "Check what was keyed in.", *keyers[4:]]
    return [heading, sound, keyers, another]


STUDIES: Mapping[str, Mapping[str, Content]] = {
    "anthropic-economic-index": {
        "task_pct_v2.csv": [*layouts.SHARES[:-1], [TASKS[2], 29.0], ["none", 1.0]],
        "automation_vs_augmentation_v2.csv": [*layouts.INTERACTIONS, ["learning", 20.0]],
        "automation_vs_augmentation_by_task.csv": [*layouts.BY_TASK, [TASKS[2], 0.0, 0.5, 0.0, 0.0, 0.0, 0.5]],
        "task_thinking_fractions.csv": [["task_name", "thinking_fraction"], *([task, 0.125] for task in TASKS)],
        "task_pct_v1.csv": layouts.SHARES,
        "automation_vs_augmentation_v1.csv": layouts.INTERACTIONS,
    },
    # The same dataset as it has been published since September 2025.
    "anthropic-economic-index in long format": {
        "aei_raw_claude_ai.csv": [
            layouts.LONG_HEADER,
            *(line("onet_task", "onet_task_pct", task, 0.15) for task in TASKS),
            line("onet_task", "onet_task_pct", "none", 100 - 0.15 * len(TASKS)),
            line("onet_task::collaboration", "onet_task_collaboration_pct", f"{TASKS[0]}::directive", 12.5),
            *(line("onet_task::ai_autonomy", "onet_task_ai_autonomy_mean", f"{task}::value", 3.5) for task in TASKS),
            line("onet_task", "onet_task_count", TASKS[0], 1500.0, geo_id="AE", geography="country"),
            line("ai_autonomy", "ai_autonomy_mean", "", 3.25),
        ]
    },
    "anthropic-labor-market": {
        "job_exposure.csv": _per_occupation(["occ_code", "title", "observed_exposure"], (0.125,), (0.25,), (0.5,)),
        "task_penetration.csv": [["task", "penetration"], *([task, 0.25] for task in TASKS)],
    },
    "bls-ep": {
        "occupation.xlsx": {"Table 1.2": _projections()},
        "education.xlsx": _education(),
    },
    "career-clusters": {"clusters.xlsx": {"Single Career Cluster SOCs": layouts.CLUSTERS}},
    "dingel-neiman": {
        "occupations_workathome.csv": [*layouts.WORK_AT_HOME, ["43-9021.00", TITLES[KEYERS], 1]],
        "onet_teleworkable_blscodes.csv": _per_occupation(["OCC_CODE", "OES_TITLE", "teleworkable"], (0.75,), (0.5,), (1,)),
    },
    "eloundou-gpts": {
        "occ_level.csv": [*layouts.OCC_LEVEL, ["11-1011.00", TITLES[CHIEFS], 0.25, 0.5, 0.75, 0.0, 0.25, 0.5]],
        "full_labelset.tsv": _labels(),
    },
    "felten-aioe": {
        "AIOE_DataAppendix.xlsx": {"Appendix A": _per_occupation(layouts.AIOE[0], (0.47,), (1.25,), (1.5,))},
    },
    "felten-lm-aioe": {
        "Language Modeling AIOE and AIIE.xlsx": {
            "LM AIOE": _per_occupation(layouts.LM_AIOE[0], (0.34,), (0.9,), (0.7,)),
        }
    },
    "frey-osborne": {
        "frey_osborne_automation_risk_index_clean.csv": [*layouts.FREY_INDEX, [70, 0.015, 0, CHIEFS, TITLES[CHIEFS]]],
        "frey-osborne-2013-raw.csv": [*layouts.FREY_RAW, [70, CHIEFS, 0.015, 200000, TITLES[CHIEFS]]],
    },
    # Nothing in these files names their release; the archive does.
    "microsoft-working-with-ai": {
        "working-with-ai-2025-10.zip": {
            "soc_ai_applicability_scores.csv": _per_occupation(layouts.APPLICABILITY[0], (0.3,), (0.3,), (0.3,)),
            "soc_metrics.csv": [
                layouts.SOC_METRICS[0],
                *([code, title, *layouts.SOC_METRICS[1][2:]] for code, title in TITLES.items()),
            ],
            "iwa_metrics.csv": [
                layouts.IWA_METRICS[0],
                *([activity, *layouts.IWA_METRICS[1][1:-1], 0.25] for activity in ACTIVITIES),
            ],
        }
    },
    "nces-cip-soc": {"CIP2020_SOC2018_Crosswalk.xlsx": {"CIP-SOC": layouts.CIP_SOC}},
}  # fmt: skip
