"""What the ILO's files hold: the score workbook and, beside it, the ISCO-08 structure."""

from citations.importing.cells import Cell, as_text, choice, decimal, integer, matching, text
from citations.importing.tables import Column, Dependency, Reference, Table
from gradient.models import UnitGroup

Band = UnitGroup.Band

BANDS = {
    "Not Exposed": Band.NOT_EXPOSED.value,
    "Minimal Exposure": Band.MINIMAL.value,
    "Exposed: Gradient 1": Band.GRADIENT_1.value,
    "Exposed: Gradient 2": Band.GRADIENT_2.value,
    "Exposed: Gradient 3": Band.GRADIENT_3.value,
    "Exposed: Gradient 4": Band.GRADIENT_4.value,
}


def placeholder(row: dict[str, Cell]) -> str | None:
    """The release of 2025 holds one row (7126, task 6) whose statement is the text 'nan': there is no task to score."""
    if as_text(row.get("task isco")).casefold() == "nan":
        return (
            f"The task statement is the placeholder “nan” (unit group {as_text(row.get('isco 08'))}, task "
            f"{as_text(row.get('taskid'))}); the row describes no task and is left out."
        )
    return None


def major_of_code(row) -> tuple[str, str] | None:
    """A unit group's first digit is its major group."""
    if row.major[0] != row.code[0]:
        return "major", f"the major group of {row.code}, {row.code[0]}"
    return None


UNIT_GROUP_CODE = matching(r"\d{4}", "an ISCO-08 unit group, four digits like 3521")

SCORES = Table(
    key="scores",
    label="Task scores",
    columns=(
        Column("code", "ISCO_08", UNIT_GROUP_CODE),
        Column("title", "Title", text(200)),
        Column(
            "major", "label1d", matching(r"\d - .{1,190}", "a major group like “3 - Technicians and associate professionals”")
        ),
        Column("number", "taskID", integer(1, 999)),
        Column("statement", "Task_ISCO", text()),
        Column("score_2023", "score_2023", decimal(0, 1), nullable=True),
        Column("score_2025", "score_2025", decimal(0, 1)),
        Column("rationale_gpt4o", "prediction_justification_gpt4o", text(50_000), nullable=True),
        Column("rationale_gemini", "prediction_justification_gemini", text(50_000), required=False, nullable=True),
        Column("source", "source", text(40), required=False, nullable=True),
        Column("published_mean", "mean_score_2025", decimal(0, 1), required=False, nullable=True),
        Column("band", "potential25", choice(BANDS)),
        Column("band_2023", "potential23", text(60), required=False, nullable=True),
    ),
    unique=("code", "number"),
    dependencies=(Dependency(("code",), ("title", "major", "band", "band_2023", "published_mean")),),
    references=(Reference(("code",), "structure", ("code",)),),
    skip=placeholder,
    cross_check=major_of_code,
)

STRUCTURE = Table(
    key="structure",
    label="ISCO-08 structure",
    columns=(
        Column("code", "isco_code", matching(r"\d{1,4}", "an ISCO-08 group of one to four digits")),
        Column("title", "title", text(200)),
    ),
    required=False,
    unique=("code",),
)
