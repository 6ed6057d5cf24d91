"""Reads exposure scores by occupation and labels by task."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, register
from occupations.importers.eloundou_gpts.tables import LABELS, OCCUPATIONS
from occupations.importers.scores import exposure_scores
from occupations.models import CodeSystem, ExposureScore, TaskLabel

MEASURES = {
    "alpha": "eloundou-alpha",
    "beta": "eloundou-beta",
    "gamma": "eloundou-gamma",
    "human_alpha": "eloundou-human-alpha",
    "human_beta": "eloundou-human-beta",
    "human_gamma": "eloundou-human-gamma",
}
LABEL_FIELDS = ("code", "task_id", "statement", "human", "gpt4", "gpt4_alternate", "automation")


@register
class EloundouGpts(Importer):
    dataset = DatasetDeclaration(
        slug="eloundou-gpts",
        title="GPTs are GPTs: Labor market impact potential of LLMs",
        short_title="Eloundou et al. (GPTs are GPTs)",
        publisher="Tyna Eloundou, Sam Manning, Pamela Mishkin and Daniel Rock",
        homepage="https://github.com/openai/GPTs-are-GPTs",
        licence="MIT",
        licence_url="https://github.com/openai/GPTs-are-GPTs/blob/main/LICENSE",
        citation={
            "type": "article-journal",
            "title": "GPTs are GPTs: Labor market impact potential of LLMs",
            "author": [
                {"family": "Eloundou", "given": "Tyna"},
                {"family": "Manning", "given": "Sam"},
                {"family": "Mishkin", "given": "Pamela"},
                {"family": "Rock", "given": "Daniel"},
            ],
            "container-title": "Science",
            "volume": "384",
            "issue": "6702",
            "page": "1306-1308",
            "issued": {"date-parts": [[2024]]},
            "DOI": "10.1126/science.adj0998",
        },
        measures=(
            "For the tasks of O*NET 27.2, whether a language model, alone or with software built on it, could at least halve the "
            "time a task takes at equal quality, as rated by people and by GPT-4; and the mean of these ratings by occupation."
        ),
        does_not_measure=(
            "Whether anyone uses such models for the task, whether the work is automated, or what becomes of jobs. The ratings "
            "are judgements from 2023 about task statements, not measurements of work."
        ),
    )
    version = 1
    tables = (OCCUPATIONS, LABELS)
    default_version = "2023"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == OCCUPATIONS.key:
            yield exposure_scores(rows, system=CodeSystem.ONET_SOC_2019.value, measures=MEASURES)
        else:
            columns = LABELS.positions(LABEL_FIELDS)
            yield FactRows(TaskLabel, LABEL_FIELDS, (tuple([row[i] for i in columns]) for row in rows))

    def fact_models(self):
        return (ExposureScore, TaskLabel)
