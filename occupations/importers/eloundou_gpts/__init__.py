"""GPTs are GPTs: exposure of occupations and tasks to language models (Eloundou et al., 2023): the scores by occupation, and the
labels by task that they come from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from citations.datasets import DatasetDeclaration
from citations.importing.cells import choice, decimal, integer, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Titled
from citations.importing.plausibility.rows import OrderedLines
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Reference, Table
from citations.stated import differs, is_gross
from occupations.importers.codes import ONET_SOC_CODE, TASK_NUMBERS
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.models import CodeSystem, ExposureScore, TaskLabel

SCORE = decimal(0, 1)
EXPOSURE = choice({label: label for label in TaskLabel.Exposure.values})
AUTOMATION = choice({f"T{level}": f"T{level}" for level in range(5)})
# What α, β and γ count a label of GPT-4 as.
COUNTED = {"E0": (0.0, 0.0, 0.0), "E1": (1.0, 1.0, 1.0), "E2": (0.0, 0.5, 1.0)}

OCCUPATIONS = Table(
    key="occupations",
    label="Scores by occupation (occ_level)",
    columns=(
        Column("code", "O*NET-SOC Code", ONET_SOC_CODE),
        Column("title", "Title", text(150)),
        Column("alpha", "dv_rating_alpha", SCORE),
        Column("beta", "dv_rating_beta", SCORE),
        Column("gamma", "dv_rating_gamma", SCORE),
        Column("human_alpha", "human_rating_alpha", SCORE),
        Column("human_beta", "human_rating_beta", SCORE),
        Column("human_gamma", "human_rating_gamma", SCORE),
    ),
    unique=("code",),
)


def scores_follow_the_label(row) -> tuple[str, str] | None:
    """α, β and γ of a task say what GPT-4's label says."""
    expected = COUNTED[row.gpt4]
    for name, value in zip(("alpha", "beta", "gamma"), expected, strict=True):
        if getattr(row, name) != value:
            return name, f"{value:g}, which is what the label {row.gpt4} counts as"
    return None


LABELS = Table(
    key="labels",
    label="Labels by task (full_labelset)",
    columns=(
        Column("code", "O*NET-SOC Code", ONET_SOC_CODE),
        Column("task_id", "Task ID", integer(1)),
        Column("statement", "Task", text(2_000)),
        Column("kind", "Task Type", text(40), required=False, nullable=True, blank=""),
        Column("human", "human_exposure_agg", EXPOSURE),
        Column("gpt4", "gpt4_exposure", EXPOSURE),
        Column("gpt4_alternate", "gpt4_exposure_alt_rubric", EXPOSURE),
        Column("automation", "gpt4_automation", AUTOMATION),
        Column("alpha", "alpha", SCORE),
        Column("beta", "beta", SCORE),
        Column("gamma", "gamma", SCORE),
    ),
    required=False,
    unique=("code", "task_id"),
    references=(Reference(("code",), OCCUPATIONS.key, ("code",)),),
    cross_check=scores_follow_the_label,
)

MEASURES = {
    "alpha": "eloundou-alpha",
    "beta": "eloundou-beta",
    "gamma": "eloundou-gamma",
    "human_alpha": "eloundou-human-alpha",
    "human_beta": "eloundou-human-beta",
    "human_gamma": "eloundou-human-gamma",
}
# How the scores of an occupation are made of the labels of its tasks: core tasks count twice, all others once.
CORE, WEIGHT_OF_CORE = "Core", 2
LABELLED_BY = {name: "human" if name.startswith("human") else "gpt4" for name in MEASURES}
# The study scores 923 occupations. A file with part of them may hold part of their tasks, too, and is not held to its means.
WHOLE_STUDY = 900
PRINTED_TO = 1e-6  # as far as scores are worth comparing: they are printed to all digits of a floating-point number

LABEL_FIELDS = ("code", "task_id", "statement", "human", "gpt4", "gpt4_alternate", "automation")


def score_of_labels(tasks: Sequence[Any], name: str, rater: str) -> float | None:
    """α, β or γ of an occupation by the labels of its tasks, core ones counted twice; None where it has no task."""
    place = ("alpha", "beta", "gamma").index(name.removeprefix("human_"))
    weights = [WEIGHT_OF_CORE if task.kind == CORE else 1 for task in tasks]
    counted = (weight * COUNTED[getattr(task, rater)][place] for weight, task in zip(weights, tasks, strict=True))
    return sum(counted) / sum(weights) if tasks else None


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
    version = 2
    tables = (OCCUPATIONS, LABELS)
    plausible = (
        *plausible_scores({OCCUPATIONS.key: CodeSystem.ONET_SOC_2019.value}),
        Titled(TaskLabel, "task_id", "statement", TASK_NUMBERS),
        OrderedLines(ExposureScore, "value", "measure", ("eloundou-alpha", "eloundou-beta", "eloundou-gamma")),
        OrderedLines(ExposureScore, "value", "measure", ("eloundou-human-alpha", "eloundou-human-beta", "eloundou-human-gamma")),
        Kept(TaskLabel),
    )
    default_version = "2023"

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """An occupation's scores are the means of its tasks' labels."""
        scored = list(rows(OCCUPATIONS.key))
        tasks = defaultdict(list)
        for row in rows(LABELS.key):
            tasks[row.code].append(row)
        if len(scored) < WHOLE_STUDY or not any(row.kind == CORE for labelled in tasks.values() for row in labelled):
            return
        for index, row in enumerate(scored):
            for name, rater in LABELLED_BY.items():
                ours, stated = score_of_labels(tasks[row.code], name, rater), getattr(row, name)
                if ours is not None and differs(stated, ours, PRINTED_TO):
                    heading = findings.heading(OCCUPATIONS.key, name) or name
                    findings.stated_differs(
                        f"The file states {stated:.4f} as {heading} of {row.code} ({row.title}); the labels of its "
                        f"{len(tasks[row.code])} tasks make it {ours:.4f}, core tasks counted twice.",
                        gross=is_gross(stated, ours, scale=1),
                        of=len(scored),
                        at=findings.place(OCCUPATIONS.key, index),
                        column=heading,
                        value=stated,
                    )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == OCCUPATIONS.key:
            yield exposure_scores(rows, system=CodeSystem.ONET_SOC_2019.value, measures=MEASURES)
        else:
            yield FactRows(TaskLabel, LABEL_FIELDS, map(attrgetter(*LABEL_FIELDS), rows))

    def fact_models(self):
        return (ExposureScore, TaskLabel)
