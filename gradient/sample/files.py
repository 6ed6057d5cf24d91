"""The sample's international releases, each as the files its publisher would issue."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean, stdev

from citations.sample_files import Cell, archive_of, stata, text_rows, workbook

FOLDER = Path(__file__).parent

ILO_COLUMNS = (
    "label4d",
    "label1d",
    "ISCO_08",
    "Title",
    "taskID",
    "Task_ISCO",
    "score_2023",
    "Weaviate Status",
    "predicted_score_2025_gpt4o",
    "prediction_justification_gpt4o",
    "weaviate_status_gemini",
    "predicted_score_2025_gemini",
    "prediction_justification_gemini",
    "score_2025",
    "source",
    "mean_score_2023",
    "mean_score_2025",
    "SD_2023",
    "SD_2025",
    "potential25",
    "potential23",
)


def unit_groups() -> list[Mapping]:
    """The sample's unit groups with their tasks, as written in `unit-groups/`, by code."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "unit-groups").glob("*.toml"))]


def score_2025(task: Mapping) -> float:
    """A task's score of 2025, from 0 to 1: the mean of the models' scores, or what was settled where they were reconciled."""
    predicted = [task[model]["score"] for model in ("gpt4o", "gemini") if model in task]
    return task.get("reconciled_2025", round(fmean(predicted), 4))


def ilo_genai_gradient() -> dict[str, bytes]:
    """The ILO's workbook of task scores, and the ISCO-08 structure."""
    return {
        "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx": workbook({"Sheet1": (ILO_COLUMNS, *_task_rows())}),
        "struct08.xlsx": workbook({"ISCO-08 structure Eng09": text_rows(FOLDER / "isco" / "structure.csv")}),
    }


def _task_rows() -> Iterator[list[Cell]]:
    for group in unit_groups():
        tasks = group["tasks"]
        of_the_group = {
            "label4d": f"{group['code']} - {group['title']}",
            "label1d": group["major_group"],
            "ISCO_08": group["code"],
            "Title": group["title"],
            "mean_score_2023": group["mean_2023"],
            "mean_score_2025": group["mean_2025"],
            "SD_2023": round(stdev(task["score_2023"] for task in tasks if "score_2023" in task), 2),
            "SD_2025": round(stdev(map(score_2025, tasks)), 2),
            "potential25": group["band_2025"],
            "potential23": group["band_2023"],
        }
        for number, task in enumerate(tasks, start=1):
            gemini = task.get("gemini", {})
            row: dict[str, Cell] = {
                **of_the_group,
                "taskID": number,
                "Task_ISCO": task["statement"],
                "score_2023": task.get("score_2023"),
                "Weaviate Status": "success",
                "predicted_score_2025_gpt4o": task["gpt4o"]["score"],
                "prediction_justification_gpt4o": task["gpt4o"]["rationale"],
                "weaviate_status_gemini": "success" if gemini else "fail",
                "predicted_score_2025_gemini": gemini.get("score"),
                "prediction_justification_gemini": gemini.get("rationale"),
                "score_2025": score_2025(task),
                "source": "reconciled" if "reconciled_2025" in task else "predicted",
            }
            yield [row[column] for column in ILO_COLUMNS]


def ibs_crosswalk() -> dict[str, bytes]:
    """The edges from SOC 2010 to ISCO-08 as a Stata file in an archive."""
    heading, *rows = text_rows(FOLDER / "crosswalk" / "soc10_isco08.csv")
    edges = stata(heading, [[int(cell) for cell in row] for row in rows])
    return {"onetsoc_to_isco_cws_ibs.zip": archive_of({"onetsoc_to_isco_cws_ibs/soc10_isco08.dta": edges})}
