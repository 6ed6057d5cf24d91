"""Small files in the layouts of the studies' publishers. Figures are facts or made up, sentences our own."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from citations.sample_files import workbook as workbook_bytes

Rows = list[list]


def written(folder: Path, name: str, rows: Sequence[Sequence[object]], delimiter: str = ",") -> Path:
    """A delimited text file, ended by a line break."""
    stream = io.StringIO()
    if delimiter == "\t":
        stream.writelines("\t".join(map(str, row)) + "\n" for row in rows)
    else:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def spreadsheet(folder: Path, name: str, sheets: Mapping[str, Rows]) -> Path:
    path = folder / name
    path.write_bytes(workbook_bytes(sheets))
    return path


def shuffled(rows: Rows, header: int = 0) -> Rows:
    """The same table with its columns the other way round."""
    return [list(reversed(row)) if number >= header else row for number, row in enumerate(rows)]


def without(rows: Rows, heading: str) -> Rows:
    """The table without one column."""
    position = rows[0].index(heading)
    return [[*row[:position], *row[position + 1 :]] for row in rows]


def with_cell(rows: Rows, row: int, heading: str, value: object, header: int = 0) -> Rows:
    """The table with one cell changed; `row` counts from 1 as a spreadsheet does."""
    changed = [list(line) for line in rows]
    changed[row - 1][rows[header].index(heading)] = value
    return changed


def faults(release) -> list[tuple[str, int | None, str]]:
    """What a rejected release was rejected for: (kind, row, column)."""
    return [(i.kind, i.row, i.column) for i in release.issues.filter(severity="error")]


# --- exposure studies
OCC_LEVEL = [
    ["O*NET-SOC Code", "Title", "dv_rating_alpha", "dv_rating_beta", "dv_rating_gamma",
     "human_rating_alpha", "human_rating_beta", "human_rating_gamma"],
    ["27-4014.00", "Sound Engineering Technicians", 0.07, 0.43, 0.78, 0.0, 0.28, 0.56],
    ["43-9021.00", "Data Entry Keyers", 0.5, 0.75, 1.0, 0.25, 0.5, 0.75],
]  # fmt: skip
LABELSET = [
    ["", "O*NET-SOC Code", "Task ID", "Task", "Task Type", "Title", "human_exposure_agg", "gpt4_exposure",
     "gpt4_exposure_alt_rubric", "gpt_3_relevant", "gpt4_automation", "alpha", "beta", "gamma", "automation", "human_labels"],
    [0, "27-4014.00", "7720.0", 'Agree with the "producer" on the sound.', "Core", "Sound Engineering Technicians", "E0", "E2",
     "E2", False, "T2", "0.0", "0.5", "1.0", "0.5", "E0"],
    [1, "43-9021.00", "9001.0", "Key in what forms say.", "", "Data Entry Keyers", "E1", "E1",
     "E0", True, "T4", "1.0", "1.0", "1.0", "1.0", "E1"],
]  # fmt: skip
AIOE = [
    ["SOC Code", "Occupation Title", "AIOE"],
    ["27-4014", "Sound Engineering Technicians", 0.47],
    ["47-2061", "Construction Laborers", -1.25],
]
LM_AIOE = [["SOC Code", "Occupation Title", "Language Modeling AIOE"], ["27-4014", "Sound Engineering Technicians", 0.34]]
FREY_INDEX = [
    ["Rank", "Probability", "Label", "SOC code", "Occupation"],
    [1, 0.0028, "", "29-1125", "Recreational therapists"],
    [187, 0.13, 0, "27-4014", "Sound engineering technicians"],
]
FREY_RAW = [
    ["_ - rank", "_ - code", "prob", "Average annual wage", "occupation"],
    [187, "27-4014", 0.13, 60000, "Sound Engineering Technicians"],
    [1, "29-1125", 0.0028, 50000, "A title that was merged wrongly"],
]
WORK_AT_HOME = [
    ["onetsoccode", "title", "teleworkable"],
    ["27-4014.00", "Sound Engineering Technicians", 1],
    ["47-2061.00", "Construction Laborers", 0],
]
WORK_AT_HOME_BY_SOC = [["OCC_CODE", "OES_TITLE", "teleworkable"], ["27-4014", "Sound Engineering Technicians", 0.75]]
APPLICABILITY = [
    ["SOC Code", "title", "ai_applicability_score"],
    ["27-4014", "Sound Engineering Technicians", 0.3],
    ["47-2061", "Construction Laborers", 0.0],
]
_SIDES = ("user", "ai")
SOC_METRICS = [
    ["SOC Code", "title", *(f"{name}_{side}" for name in ("coverage", "completion", "feedback_positive_fraction", "impact_scope",
     "ai_applicability_score") for side in _SIDES)],
    ["27-4014", "Sound Engineering Technicians", 0.2, 0.3, 0.8, 0.9, 0.6, 0.7, 0.5, 0.4, 0.4, 0.2],
]  # fmt: skip
IWA_METRICS = [
    ["IWA", "title", *(f"{name}_{side}" for name in ("share", "completion", "impact_scope", "feedback_positive_fraction",
     "completion_x_scope_x_coverage") for side in _SIDES)],
    ["4.A.1.a.1.I01", "Look closely at works of art.", 0.01, 0.0, 0.9, "", 0.5, "", 0.7, "", 0.4, 0.0],
]  # fmt: skip
JOB_EXPOSURE = [["occ_code", "title", "observed_exposure"], ["27-4014", "Sound Engineering Technicians", 0.12]]
TASK_PENETRATION = [
    ["task", "penetration"],
    ["Write Web pages.", 0.5],
    ["Write web  pages.", 0.5],
    ["Agree on the sound.", 0.0],
]

# --- crosswalks
CIP_SOC = [
    ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"],
    ["10.0203", "Recording Arts Technology/Technician.", "27-4014", "Sound Engineering Technicians"],
    ["50.0913", "Music Technology.", "27-4014", "Sound Engineering Technicians"],
    ["01.0508", "Taxidermy/Taxidermist.", "99-9999", "NO MATCH"],
    ["99.9999", "NO MATCH", "27-1023", "Floral Designers"],
]
CLUSTERS = [
    ["SOC Code", "Occupation Title", "Career Cluster", "Sub-Cluster"],
    ["27-4014", "Sound Engineering Technicians", "Arts, Entertainment, & Design", "Lighting & Sound Technology"],
    ["11-1021", "General and Operations Managers", "Energy & Natural Resources", "Conservation & Land Management"],
    ["11-1021", "General and Operations Managers", "Management & Entrepreneurship", "Leadership & Operations"],
]

# --- projections
TRAINING = "Typical on-the-job training needed to attain competency in the occupation"


def projections(base: int = 2024, dash: str = "–", mark: str = "[1]", dollars: str = " dollars,") -> Rows:
    """Table 1.2 as BLS has published it since 2023–33, with its title and notes."""
    end, period = base + 10, f"{base}{dash}{(base + 10) % 100}"
    return [
        [f"Table 1.2 Occupational projections, {period}, and worker characteristics, {base} (Employment in thousands)"],
        [f"{base} National Employment Matrix title", f"{base} National Employment Matrix code", "Occupation type",
         f"Employment, {base}", f"Employment, {end}", f"Employment distribution, percent, {base}",
         f"Employment distribution, percent, {end}", f"Employment change, numeric, {period}",
         f"Employment change, percent, {period}", f"Percent self employed, {base}",
         f"Occupational openings, {period} annual average", f"Median annual wage,{dollars} {base}{mark}",
         "Typical education needed for entry", "Work experience in a related occupation", TRAINING],
        ["Total, all occupations", "00-0000", "Summary", 169956.1, 175167.9, 100, 100, 5211.8, 3.1, "—", 18863.3, 49500,
         "—", "—", "—"],
        ["      Sound engineering technicians", "27-4014", "Line item", 16.9, 16.6, 0, 0, -0.3, -1.7, 12.0, 1.2, 66430,
         "Postsecondary nondegree award", "None", "Short-term on-the-job training"],
        ["      Chief executives[2]", "11-1011", "Line item", 309.4, 322.7, 0.2, 0.2, 13.3, 4.3, 25.9, 22.2, ">=$239,200",
         "Bachelor's degree", "5 years or more", "None"],
        ["Footnotes:"],
        ["Source: Employment Projections program, U.S. Bureau of Labor Statistics"],
    ]  # fmt: skip


def columns(rows: Rows, keep: Callable[[str], bool], header: int = 1) -> Rows:
    """The table with only some of its columns; lines of one cell stay."""
    positions = [number for number, heading in enumerate(rows[header]) if keep(heading)]
    return [[row[position] for position in positions] if len(row) > 1 else row for row in rows]


def attainment(base: int = 2024) -> Rows:
    """Table 5.3."""
    return [
        ["Table 5.3 Educational attainment for workers 25 years and older by detailed occupation (Percent)"],
        [f"{base} National Employment Matrix title", f"{base} National Employment Matrix code", "Less than high school diploma",
         "High school diploma or equivalent", "Some college, no degree", "Associate's degree", "Bachelor's degree",
         "Master's degree", "Doctoral or professional degree"],
        ["Chief executives[1]", "11-1011", 1.5, 7.8, 13.1, 5.3, 40.7, 24.7, 6.9],
    ]  # fmt: skip


def assignments(base: int = 2024, education: str = "Postsecondary nondegree award") -> Rows:
    """Table 5.4."""
    return [
        [f"Table 5.4 Education and training assignments by detailed occupation, {base}"],
        [f"{base} National Employment Matrix title", f"{base} National Employment Matrix code",
         "Typical education needed for entry", "Work experience in a related occupation", TRAINING],
        ["Sound engineering technicians", "27-4014", education, "None", "Short-term on-the-job training"],
    ]  # fmt: skip


# --- Anthropic Economic Index
SHARES = [["task_name", "pct"], ["agree on the sound.", 0.5], ["write web pages.", 69.5], ["none", 30.0]]
INTERACTIONS = [["interaction_type", "pct"], ["directive", 29.4], ["feedback loop", 12.2], ["none", 3.2]]
BY_TASK = [
    ["task_name", "feedback_loop", "directive", "task_iteration", "validation", "learning", "filtered"],
    ["agree on the sound.", 0.0, 0.25, 0.25, 0.0, 0.25, 0.25],
    ["write web pages.", 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
]
THINKING = [["task_name", "thinking_fraction"], ["agree on the sound.", 0.125], ["write web pages.", ""]]

EARLIER_TASKS = [
    ["O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
    ["27-4014.00", "Sound Engineering Technicians", 7720, "Agree on the sound.", "Core", "24.0", "07/2014", "Incumbent"],
    ["15-1134.00", "Web Developers", 9101, "Write web pages.", "", "", "", ""],
    ["27-1014.00", "Multimedia Artists and Animators", 9202, "Write  web pages.", "Supplemental", "31.0", "06/2015", "Analyst"],
]

LONG_HEADER = ["geo_id", "geography", "date_start", "date_end", "platform_and_product", "facet", "level", "variable",
               "cluster_name", "value"]  # fmt: skip
DAYS = ("2025-11-13", "2025-11-20")
ASSISTANT = "Claude AI (Free and Pro)"


def line(facet: str, variable: str, cluster: str, value: object, **changes: object) -> list:
    """A line of the long format: the whole world and Claude.ai unless `changes` (by heading) say otherwise."""
    cells = dict(zip(LONG_HEADER, ["GLOBAL", "global", *DAYS, ASSISTANT, facet, 0, variable, cluster, value], strict=True))
    return [{**cells, **changes}[heading] for heading in LONG_HEADER]


TASK = "agree on the sound, with producers and others."
LONG = [
    LONG_HEADER,
    line("onet_task", "onet_task_count", TASK, 1500.0, geo_id="AE", geography="country"),
    line("onet_task", "onet_task_count", TASK, 1500.0, geo_id="AD", geography="country"),
    line("onet_task", "onet_task_count", TASK, 1500.0),
    line("onet_task", "onet_task_pct", TASK, 0.15),
    line("onet_task", "onet_task_pct", "none", 20.5),
    line("onet_task", "onet_task_pct", "not_classified", 79.35),
    line("onet_task::collaboration", "onet_task_collaboration_pct", f"{TASK}::directive", 12.5),
    line("onet_task::collaboration", "onet_task_collaboration_pct", f"{TASK}::not_classified", 50.0),
    line("onet_task::human_only_ability", "onet_task_human_only_ability_pct", f"{TASK}::yes", 97.9),
    line("onet_task::ai_autonomy", "onet_task_ai_autonomy_mean", f"{TASK}::value", 4.0),
    line("onet_task::use_case", "onet_task_use_case_pct", f"{TASK}::work", 9.2),
    line("collaboration", "collaboration_pct", "feedback loop", 11.0),
    line("collaboration", "collaboration_pct", "directive", 89.0),
    line("ai_autonomy", "ai_autonomy_mean", "", 3.3),
    line("ai_autonomy", "ai_autonomy_histogram_count", "[1.0, 1.0)", 70),
    line("request", "request_pct", "write and repair programs", 1.5, level=1),
    line("onet_task::human_only_time", "onet_task_human_only_time_mean", f"{TASK}::value", 1.2),
]
