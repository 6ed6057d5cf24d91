"""Reads AI applicability scores by occupation, and what they are made of where the release has it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, register
from citations.importing.issues import Findings
from citations.importing.reading import ReadMe
from occupations.importers.microsoft_working_with_ai.tables import ACTIVITY_METRICS, OCCUPATION_METRICS, SCORES
from occupations.importers.scores import BY_MEASURE, activity_scores, exposure_scores
from occupations.models import ActivityScore, CodeSystem, ExposureScore

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
    version = 1
    tables = (SCORES, OCCUPATION_METRICS, ACTIVITY_METRICS)
    aspects = BY_MEASURE

    def version_from_path(self, path: PurePath) -> str:
        """The files of all releases look alike; a folder or archive named after the month tells: 2025-07."""
        found = re.findall(r"(?<!\d)20\d\d-(?:0[1-9]|1[0-2])(?!\d)", str(path))
        return found[-1] if found else ""

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """Releases are named by the month of publication."""
        return version[:7] if re.match(r"20\d\d-(0[1-9]|1[0-2])(?!\d)", version) else ""

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """An occupation's score is the mean of its scores for what users ask and for what the assistant does."""
        scores = {row.code: row.score for row in rows(SCORES.key)}
        for row in rows(OCCUPATION_METRICS.key):
            mean = (row.ai_applicability_score_user + row.ai_applicability_score_ai) / 2
            if abs(scores[row.code] - mean) > 1e-9:
                findings.error(
                    "score-not-of-these-metrics",
                    f"The score of {row.code} is {scores[row.code]}, but its metrics give {mean}. The files belong to different "
                    "releases; upload the files of one release.",
                    column="ai_applicability_score",
                    value=row.code,
                )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        system = CodeSystem.SOC_2018.value
        if table_key == SCORES.key:
            yield exposure_scores(rows, system=system, measures={"score": "microsoft-applicability"})
        elif table_key == OCCUPATION_METRICS.key:
            yield exposure_scores(rows, system=system, measures=_measures(OCCUPATION_METRICS))
        else:
            yield activity_scores(rows, measures=_measures(ACTIVITY_METRICS))

    def fact_models(self):
        return (ExposureScore, ActivityScore)
