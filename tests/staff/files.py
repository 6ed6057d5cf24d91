"""Small files in the official layouts, with words and numbers of our own."""

import io

from openpyxl import Workbook

SCORE_COLUMNS = (
    "ISCO_08", "Title", "label1d", "taskID", "Task_ISCO", "score_2023", "score_2025",
    "prediction_justification_gpt4o", "prediction_justification_gemini", "source",
    "mean_score_2025", "potential25", "potential23",
)  # fmt: skip

UNIT_GROUPS = {
    "3521": ("Broadcasting and audio-visual technicians", "3 - Technicians and associate professionals", (0.25, 0.35, 0.60)),
    "3211": ("Medical imaging and therapeutic equipment technicians", "3 - Technicians and associate professionals", (0.2, 0.3)),
    "4132": ("Data entry clerks", "4 - Clerical support workers", (0.70, 0.66, 0.74)),
}


def score_rows(unit_groups=None) -> list[tuple]:
    """Rows of the ILO's score sheet for unit groups given as code → (title, major group, scores of 2025)."""
    rows = []
    for code, (title, major, scores) in (unit_groups or UNIT_GROUPS).items():
        mean = round(sum(scores) / len(scores), 2)
        for number, score in enumerate(scores, start=1):
            rows.append(
                (
                    int(code), title, major, number, f"Do the {number}. piece of work of group {code}.",
                    round(score - 0.05, 2), score, "A reason in our own words.", "Another reason.", "ISCO-08",
                    mean, "Exposed: Gradient 1" if mean < 0.6 else "Exposed: Gradient 4", "Minimal Exposure",
                )
            )  # fmt: skip
    return rows


def workbook(rows: list[tuple], header: tuple = SCORE_COLUMNS) -> bytes:
    """An XLSX file with one sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Scores"
    for row in (header, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ilo_workbook(unit_groups=None) -> bytes:
    """The ILO's scores, without faults."""
    return workbook(score_rows(unit_groups))


def broken_ilo_workbook() -> bytes:
    """The ILO's scores with a score above 1 in row 3 and words that a spreadsheet would run in row 4."""
    rows = [list(row) for row in score_rows()]
    rows[1][6] = 1.7
    rows[2][6] = "=HYPERLINK(1)"
    book = Workbook()
    sheet = book.active
    sheet.append(SCORE_COLUMNS)
    for row in rows:
        sheet.append(row)
    cell = sheet.cell(row=4, column=7)
    cell.value, cell.data_type = "=HYPERLINK(1)", "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
