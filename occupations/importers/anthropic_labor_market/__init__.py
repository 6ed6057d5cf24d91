"""Observed exposure of jobs and penetration of tasks (Anthropic, 2026)."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import decimal, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.plausibility.series import Series
from citations.importing.tables import Column, Table
from occupations.importers.codes import SOC_CODE, task_text
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.models import CodeSystem, ExposureScore, TaskPenetration

SHARE = decimal(0, 1)

JOBS = Table(
    key="job_exposure",
    label="Observed exposure by job (job_exposure)",
    columns=(
        Column("code", "occ_code", SOC_CODE),
        Column("title", "title", text(200)),
        Column("exposure", "observed_exposure", SHARE),
    ),
    unique=("code",),
)

TASKS = Table(
    key="task_penetration",
    label="Penetration by task (task_penetration)",
    columns=(Column("task", "task", task_text), Column("penetration", "penetration", SHARE)),
    required=False,
    unique=("task",),
    identical_repeats=True,
)


@register
class AnthropicLaborMarket(Importer):
    dataset = DatasetDeclaration(
        slug="anthropic-labor-market",
        title="Labor market impacts of AI: observed exposure",
        short_title="Anthropic (observed exposure)",
        publisher="Anthropic",
        homepage="https://huggingface.co/datasets/Anthropic/EconomicIndex",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "dataset",
            "title": "Anthropic Economic Index: labor market impacts",
            "author": [{"literal": "Anthropic"}],
            "issued": {"date-parts": [[2026]]},
            "URL": "https://huggingface.co/datasets/Anthropic/EconomicIndex",
        },
        measures=(
            "How much of a job's tasks observed conversations with Claude cover, counting use for work and handing tasks over "
            "more than help with them."
        ),
        does_not_measure=(
            "Use of other AI systems, who the people are that use it, whether jobs change, or what could be done with AI but is "
            "not."
        ),
    )
    version = 1
    tables = (JOBS, TASKS)
    plausible = (*plausible_scores({JOBS.key: CodeSystem.SOC_2018.value}), Series(TaskPenetration, ("value",)))
    default_version = "2026"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == JOBS.key:
            measures = {"exposure": "anthropic-observed-exposure"}
            yield exposure_scores(rows, system=CodeSystem.SOC_2018.value, measures=measures)
        else:
            values = {row.task: row.penetration for row in rows}
            yield FactRows(TaskPenetration, ("task", "value"), values.items())

    def fact_models(self):
        return (ExposureScore, TaskPenetration)
