"""AI applicability of occupations, from conversations with Microsoft Copilot (Tomlinson et al.): the score by occupation, the
metrics it is made of where the release has them, and those of work activities."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from citations.datasets import DatasetDeclaration
from citations.importing.cells import decimal, matching, text
from citations.importing.importer import Aspects, FactRows, Importer, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.series import Series
from citations.importing.reading import ReadMe
from citations.importing.tables import Column, Reference, Table
from citations.importing.versions import MONTHS
from citations.measures import MEASURES
from occupations.combinations import COMBINATIONS
from occupations.importers.codes import INTERMEDIATE_ACTIVITIES, SOC_CODE
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.measures import datasets
from occupations.models import ActivityScore, CodeSystem, ExposureScore

SOC = CodeSystem.SOC_2018.value
SHARE = decimal(0, 1)
ACTIVITY = matching(r"\d\.[A-Z]\.\d\.[a-z]\.\d\.I\d{2}", "an O*NET intermediate work activity like 4.A.1.a.1.I01")
SIDES = ("user", "ai")


def _sides(name: str, nullable: bool = False) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{side}", f"{name}_{side}", SHARE, nullable=nullable) for side in SIDES)


SCORES = Table(
    key="scores",
    label="AI applicability scores by occupation",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "title", text(200)),
        Column("score", "ai_applicability_score", SHARE),
    ),
    unique=("code",),
)

OCCUPATION_METRICS = Table(
    key="soc_metrics",
    label="Metrics by occupation (soc_metrics)",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "title", text(200)),
        *_sides("coverage"),
        *_sides("completion"),
        *_sides("feedback_positive_fraction"),
        *_sides("impact_scope"),
        *_sides("ai_applicability_score"),
    ),
    required=False,
    unique=("code",),
    references=(Reference(("code",), SCORES.key, ("code",)),),
)

ACTIVITY_METRICS = Table(
    key="iwa_metrics",
    label="Metrics by intermediate work activity (iwa_metrics)",
    columns=(
        Column("activity_id", "IWA", ACTIVITY),
        Column("title", "title", text(150)),
        *_sides("share"),
        *_sides("completion", nullable=True),
        *_sides("impact_scope", nullable=True),
        *_sides("feedback_positive_fraction", nullable=True),
        *_sides("completion_x_scope_x_coverage"),
    ),
    required=False,
    unique=("activity_id",),
)

SHORT = {"ai_applicability_score": "applicability", "feedback_positive_fraction": "positive-feedback"}
KEYS = {"code", "title", "activity_id"}


def _measures(table) -> dict[str, str]:
    """The measure of each column of metrics: coverage_user → microsoft-coverage-user."""
    measures = {}
    for column in table.columns:
        if column.name not in KEYS:
            name, _, side = column.name.rpartition("_")
            measures[column.name] = f"microsoft-{SHORT.get(name, name).replace('_', '-')}-{side}"
    return measures


def _measure_label(key: object) -> str:
    measure = MEASURES.by_key.get(str(key))
    return measure.label if measure else str(key)


@register
class MicrosoftWorkingWithAi(Importer):
    dataset = DatasetDeclaration(
        slug="microsoft-working-with-ai",
        title="Working with AI: Measuring the Applicability of Generative AI to Occupations",
        short_title="Microsoft (Working with AI)",
        publisher="Microsoft Research",
        homepage="https://github.com/microsoft/working-with-ai",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "article",
            "title": "Working with AI: Measuring the Applicability of Generative AI to Occupations",
            "author": [
                {"family": "Tomlinson", "given": "Kiran"},
                {"family": "Jaffe", "given": "Sonia"},
                {"family": "Wang", "given": "Will"},
                {"family": "Counts", "given": "Scott"},
                {"family": "Suri", "given": "Siddharth"},
            ],
            "issued": {"date-parts": [[2025]]},
            "DOI": "10.48550/arXiv.2507.07935",
        },
        measures=(
            "How far the work activities of an occupation are ones that people seek an AI assistant's help with, or that it "
            "performs, in conversations with Microsoft Copilot in the United States in 2024, and how well and how widely that "
            "goes."
        ),
        does_not_measure=(
            "Use of AI by people of that occupation: conversations are matched to work activities, not to people's jobs. Nor "
            "automation, productivity, wages or jobs."
        ),
    )
    version = 2
    versions = MONTHS
    tables = (SCORES, OCCUPATION_METRICS, ACTIVITY_METRICS)
    plausible = (
        *plausible_scores(dict.fromkeys((SCORES.key, OCCUPATION_METRICS.key), SOC), COMBINATIONS[datasets.MICROSOFT]),
        Known(ActivityScore, "activity_id", INTERMEDIATE_ACTIVITIES),
        Titled(ActivityScore, "activity_id", "title", INTERMEDIATE_ACTIVITIES),
        Series(ActivityScore, ("value",), by=("measure",)),
    )
    # Differences between releases are told measure by measure.
    aspects = {model: Aspects("measure", _measure_label) for model in (ExposureScore, ActivityScore)}

    def version_from_path(self, path: PurePath) -> str:
        """The files of all releases look alike; a folder or archive named after the month tells: 2025-07."""
        months = re.findall(r"(?<!\d)20\d\d-(?:0[1-9]|1[0-2])(?!\d)", str(path))
        return months[-1] if months else ""

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """Releases are named by the month of publication."""
        return version[:7] if re.match(r"20\d\d-(0[1-9]|1[0-2])(?!\d)", version) else ""

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """An occupation's score is the mean of its scores for what users ask and for what the assistant does."""
        scores = {row.code: (row.score, index) for index, row in enumerate(rows(SCORES.key))}
        for row in rows(OCCUPATION_METRICS.key):
            score, index = scores[row.code]
            mean = (row.ai_applicability_score_user + row.ai_applicability_score_ai) / 2
            if abs(score - mean) > 1e-9:
                findings.error(
                    "score-not-of-these-metrics",
                    f"The score of {row.code} is {score}, but its metrics give {mean}. The files belong to different "
                    "releases; upload the files of one release.",
                    at=findings.place(SCORES.key, index),
                    column=findings.heading(SCORES.key, "score"),
                    value=row.code,
                )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == SCORES.key:
            yield exposure_scores(rows, system=SOC, measures={"score": "microsoft-applicability"})
        elif table_key == OCCUPATION_METRICS.key:
            yield exposure_scores(rows, system=SOC, measures=_measures(OCCUPATION_METRICS))
        else:
            measures = _measures(ACTIVITY_METRICS)
            # Empty cells stay, as NULL.
            scores = (
                (measure, row.activity_id, row.title, getattr(row, column))
                for row in rows
                for column, measure in measures.items()
            )
            yield FactRows(ActivityScore, ("measure", "activity_id", "title", "value"), scores)

    def fact_models(self):
        return (ExposureScore, ActivityScore)
