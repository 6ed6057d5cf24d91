"""The ILO's scores of ISCO-08 tasks by their exposure to generative AI: the workbook of scores and, beside it, the structure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from statistics import fmean, stdev

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Cell, choice, decimal, integer, matching, text
from citations.importing.importer import FactRows, Importer, RecognisedPart, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.judged import CodeList
from citations.importing.plausibility.series import Kept, Series
from citations.importing.reading import Part, ReadMe
from citations.importing.tables import Column, Dependency, Reference, Table
from citations.stated import differs, is_gross
from gradient.models import IscoGroup, UnitGroup, UnitGroupTask
from occupations.models import CodeSystem

Band = UnitGroup.Band
ISCO_08 = CodeSystem.ISCO_08.value

BANDS = {
    "Not Exposed": Band.NOT_EXPOSED.value,
    "Minimal Exposure": Band.MINIMAL.value,
    "Exposed: Gradient 1": Band.GRADIENT_1.value,
    "Exposed: Gradient 2": Band.GRADIENT_2.value,
    "Exposed: Gradient 3": Band.GRADIENT_3.value,
    "Exposed: Gradient 4": Band.GRADIENT_4.value,
}


# What the release of 2025 has in one place (7126, task 6) instead of a statement.
NO_STATEMENT = "nan"


def statement(cell: Cell) -> str:
    """A task's statement; empty where the release has the task and its scores, but no statement."""
    words = str(text()(cell))
    return "" if words.casefold() == NO_STATEMENT else words


def major_of_code(row) -> tuple[str, str] | None:
    """A unit group's first digit is its major group."""
    if row.major[0] != row.code[0]:
        return "major", f"the major group of {row.code}, {row.code[0]}"
    return None


UNIT_GROUP_CODE = matching(r"\d{4}", "an ISCO-08 unit group, four digits like 3521")

# What is stated of a unit group beside its tasks' scores: means and standard deviations, by the column that holds them.
STATED = (
    ("stated_mean", "mean_score_2025"),
    ("stated_mean_2023", "mean_score_2023"),
    ("stated_spread", "SD_2025"),
    ("stated_spread_2023", "SD_2023"),
)
STATED_TO = 0.01  # all four have two decimals

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
        Column("statement", "Task_ISCO", statement),
        Column("score_2023", "score_2023", decimal(0, 1), nullable=True),
        Column("score_2025", "score_2025", decimal(0, 1)),
        Column("rationale_gpt4o", "prediction_justification_gpt4o", text(50_000), nullable=True, blank=""),
        Column("rationale_gemini", "prediction_justification_gemini", text(50_000), required=False, nullable=True, blank=""),
        Column("source", "source", text(40), required=False, nullable=True, blank=""),
        *(Column(name, heading, decimal(0, 1), required=False, nullable=True) for name, heading in STATED),
        Column("band", "potential25", choice(BANDS)),
        Column("band_2023", "potential23", text(60), required=False, nullable=True, blank=""),
    ),
    unique=("code", "number"),
    dependencies=(Dependency(("code",), ("title", "major", "band", "band_2023", *dict(STATED))),),
    references=(Reference(("code",), "structure", ("code",)),),
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


TASK_FIELDS = ("number", "statement", "score_2023", "score_2025", "rationale_gpt4o", "rationale_gemini", "source")


def hold_to_stated(tasks: Sequence, first: int, stated_count: int, findings: Findings) -> None:
    """The means and standard deviations that the file states of a unit group, held to those of its tasks' scores. A standard
    deviation is that of a sample, as the ILO's own are. `first` is the index of the unit group's first row,
    `stated_count` how many unit groups there are."""
    scores = {
        "2025": [task.score_2025 for task in tasks],
        "2023": [task.score_2023 for task in tasks if task.score_2023 is not None],
    }
    for name, heading in STATED:
        known, stated = scores[heading[-4:]], getattr(tasks[0], name)
        of, fewest, words = (fmean, 1, "mean") if heading.startswith("mean") else (stdev, 2, "standard deviation")
        if stated is None or len(known) < fewest or not differs(stated, of(known), STATED_TO):
            continue
        findings.stated_differs(
            f"The file states {stated:g} as the {words} of the {heading[-4:]} scores of unit group {tasks[0].code} "
            f"({tasks[0].title}); that of its {len(known)} scored tasks is {of(known):.4f}.",
            gross=is_gross(stated, of(known), scale=1),
            of=stated_count,
            at=findings.place(SCORES.key, first),
            column=findings.heading(SCORES.key, name),
            value=stated,
        )


@register
class IloGenaiGradient(Importer):
    dataset = DatasetDeclaration(
        slug="ilo-genai-gradient",
        title="Generative AI exposure scores of ISCO-08 tasks and occupations",
        short_title="ILO / Gmyrek et al. GenAI exposure gradient",
        publisher="International Labour Organization",
        homepage="https://www.ilo.org/publications/generative-ai-and-jobs-refined-global-index-occupational-exposure",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "report",
            "title": "Generative AI and Jobs: A Refined Global Index of Occupational Exposure",
            "author": [
                {"family": "Gmyrek", "given": "Paweł"},
                {"family": "Berg", "given": "Janine"},
                {"family": "Kamiński", "given": "Karol"},
                {"family": "Konopczyński", "given": "Filip"},
                {"family": "Ładna", "given": "Agnieszka"},
                {"family": "Nafradi", "given": "Balint"},
                {"family": "Rosłaniec", "given": "Konrad"},
                {"family": "Troszyński", "given": "Marek"},
            ],
            "collection-title": "ILO Working Paper",
            "number": "140",
            "publisher": "International Labour Office",
            "publisher-place": "Geneva",
            "issued": {"date-parts": [[2025, 5]]},
        },
        measures=(
            "How much of each task of an ISCO-08 unit group generative AI could do, scored from 0 to 1 in 2023 and again in "
            "2025, and one of six exposure bands for each unit group, assigned by the ILO from mean and spread of its tasks."
        ),
        does_not_measure=(
            "Whether anyone uses AI for the work, whether the work is automated, how many jobs there are, or what becomes of "
            "them. Scores are judged for a high-income setting with good access to technology."
        ),
    )
    version = 3
    tables = (SCORES, STRUCTURE)
    code_lists = (
        CodeList(ISCO_08, IscoGroup, "code", "title", where={"level": IscoGroup.Level.UNIT.value}),
        CodeList(ISCO_08, UnitGroup, "code", "title"),
    )
    plausible = (
        Known(UnitGroup, "code", ISCO_08),
        Titled(UnitGroup, "code", "title", ISCO_08),
        Titled(IscoGroup, "code", "title"),
        Titled(UnitGroupTask, ("unit_group_code", "number"), "statement"),
        Kept(UnitGroup),
        Series(UnitGroupTask, ("score_2023", "score_2025")),
        Series(UnitGroup, ("stated_mean", "stated_mean_2023")),
    )

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """The latest year that a score column names: score_2025 makes it the release of 2025."""
        years = [
            found.group(1)
            for recognised in parts
            for name in recognised.match.positions
            if (found := re.fullmatch(r"score_(\d{4})", name))
        ]
        return max(years, default="")

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        groups: dict[str, list] = {}
        first: dict[str, int] = {}
        for index, row in enumerate(rows(SCORES.key)):
            groups.setdefault(row.code, []).append(row)
            first.setdefault(row.code, index)
            if not row.statement:
                findings.note(
                    "statement-missing",
                    f"Task {row.number} of unit group {row.code} has scores, but “{NO_STATEMENT}” in the place of a statement. "
                    "It counts as a task, and pages say that the release has no statement of it.",
                    at=findings.place(SCORES.key, index),
                    column=findings.heading(SCORES.key, "statement"),
                    value=f"{row.code} task {row.number}",
                )
        for code, tasks in groups.items():
            hold_to_stated(tasks, first[code], len(groups), findings)
        structure = [row.code for row in rows("structure")]
        unscored = [code for code in structure if len(code) == 4 and code not in groups]
        if unscored:
            findings.note(
                "unit-groups-without-scores",
                f"{len(unscored)} unit groups of the ISCO-08 structure have no scores: {', '.join(unscored[:20])}"
                f"{' …' if len(unscored) > 20 else ''}.",
            )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == "structure":
            yield FactRows(IscoGroup, ("code", "title", "level"), ((row.code, row.title, len(row.code)) for row in rows))
            return
        scored = list(rows)
        groups = {row.code: row for row in scored}
        yield FactRows(
            UnitGroup,
            ("code", "title", "major_code", "major_title", "band", "band_2023", "stated_mean", "stated_mean_2023"),
            (
                (
                    *(row.code, row.title, row.major[0], row.major[4:].strip()),
                    *(row.band, row.band_2023, row.stated_mean, row.stated_mean_2023),
                )
                for row in groups.values()
            ),
        )
        yield FactRows(UnitGroupTask, ("unit_group_code", *TASK_FIELDS), map(attrgetter("code", *TASK_FIELDS), scored))

    def fact_models(self):
        return (UnitGroup, UnitGroupTask, IscoGroup)
