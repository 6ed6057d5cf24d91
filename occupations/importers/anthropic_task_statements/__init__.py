"""Task statements of O*NET 20.1, in whose words the Anthropic Economic Index names tasks: which number each statement had."""

from collections.abc import Iterable, Iterator
from typing import Any

from citations.datasets import DatasetDeclaration
from citations.importing.cells import integer, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Table, folded_header
from occupations.importers.codes import ONET_NUMBERS, ONET_SOC_CODE, TASK_NUMBERS, task_text
from occupations.models import CodeSystem, EarlierTask
from occupations.models.exposure import statement_digest


def _is_the_publishers(name: str, row: Any) -> bool:
    """O*NET's own table has the same headings. This one writes counts of people with a decimal place, or is called so."""
    return "." in ((row.incumbents or "") if row else "") or folded_header(name).startswith("onet task statements")


STATEMENTS = Table(
    key="earlier_tasks",
    label="Task statements of O*NET 20.1 (onet_task_statements)",
    columns=(
        Column("code", "O*NET-SOC Code", ONET_SOC_CODE),
        Column("title", "Title", text(200), required=False, nullable=True),
        Column("task_id", "Task ID", integer(1)),
        Column("task", "Task", task_text),
        Column("task_type", "Task Type", text(40), required=False, nullable=True),
        Column("incumbents", "Incumbents Responding", text(20), required=False, nullable=True, blank=""),
        Column("dated", "Date", text(20), required=False, nullable=True),
        Column("domain_source", "Domain Source", text(60), required=False, nullable=True),
    ),
    unique=("task_id",),
    accepts=_is_the_publishers,
)


@register
class AnthropicTaskStatements(Importer):
    dataset = DatasetDeclaration(
        slug="anthropic-task-statements",
        title="O*NET 20.1 task statements, as the Anthropic Economic Index names tasks",
        short_title="O*NET 20.1 task statements (Anthropic)",
        publisher="Anthropic; National Center for O*NET Development",
        homepage="https://huggingface.co/datasets/Anthropic/EconomicIndex",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "dataset",
            "title": "Anthropic Economic Index: O*NET task statements",
            "author": [{"literal": "Anthropic"}, {"literal": "National Center for O*NET Development"}],
            "issued": {"date-parts": [[2025]]},
            "URL": "https://huggingface.co/datasets/Anthropic/EconomicIndex",
        },
        measures=(
            "Which number each task of O*NET 20.1 had. O*NET keeps a task's number while its wording and the code of its "
            "occupation change, so the number leads from the words of the Anthropic Economic Index to tasks of later releases."
        ),
        does_not_measure=(
            "Anything about how tasks are done. Tasks that O*NET dropped, or listed anew under another number, are not followed."
        ),
    )
    version = 1
    versions = ONET_NUMBERS
    tables = (STATEMENTS,)
    plausible = (
        Known(EarlierTask, "code", CodeSystem.ONET_SOC_2010.value),
        Titled(STATEMENTS.key, "code", "title", CodeSystem.ONET_SOC_2010.value),
        Titled(STATEMENTS.key, "task_id", "task", TASK_NUMBERS),
        Kept(EarlierTask),
    )
    default_version = "20.1"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield FactRows(
            EarlierTask,
            ("digest", "task_id", "code"),
            ((statement_digest(row.task), row.task_id, row.code) for row in rows),
        )

    def fact_models(self):
        return (EarlierTask,)
