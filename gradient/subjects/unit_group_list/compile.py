"""The list of all unit groups, and what search finds them by."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import cast

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from gradient import measures
from gradient.addresses import GRADIENT
from gradient.recipes import BANDS, BandKey, fallen_share
from gradient.subjects.unit_group.compile import documents_of
from gradient.subjects.unit_group.document import UnitGroupDocument
from gradient.subjects.unit_group_list.document import KEY, TITLE, Column, GradientDocument, IndexRow, UnitGroupsOfBand
from singulariki.delivery.search.catalogue import SearchDocument, SearchEntry

COLUMNS = (
    Column("mean_score", measures.MEAN_EXPOSURE.key),
    Column("mean_score_previous", measures.MEAN_EXPOSURE_2023.key),
    Column("change", measures.EXPOSURE_CHANGE.key),
    Column("percentile", measures.EXPOSURE_PERCENTILE.key),
    Column("task_count", measures.TASK_COUNT.key),
)


@compiler("gradient.whole", label="the gradient of all unit groups", order=30)
def compile_gradient(facts: EditionFacts) -> Iterable[ProfileDraft]:
    """The list of all unit groups, and what search finds them by."""
    documents = documents_of(facts)
    if not documents:
        return []
    return [
        ProfileDraft(KEY, TITLE, GRADIENT, _gradient(documents)),
        ProfileDraft("gradient", "Unit groups", "", _search(documents)),
    ]


def _gradient(documents: Sequence[UnitGroupDocument]) -> GradientDocument:
    in_band = Counter(document.band for document in documents)
    major_groups = {document.major_group.code: document.major_group for document in documents}
    scored = sum(cast("int", document.task_count.value) for document in documents)
    scores = [
        (cast("float | None", task.score_previous.value), cast("float", task.score.value))
        for document in documents
        for task in document.tasks
    ]
    return GradientDocument(
        title=TITLE,
        path=GRADIENT,
        unit_group_count=figure(measures.UNIT_GROUP_COUNT, len(documents)),
        scored_tasks=figure(measures.SCORED_TASKS, scored),
        fallen_share=figure(measures.FALLEN_SHARE, fallen_share(scores)),
        major_groups=[group for _, group in sorted(major_groups.items())],
        bands=[
            UnitGroupsOfBand(cast("BandKey", band.key), figure(measures.BAND_UNIT_GROUPS, in_band[cast("BandKey", band.key)]))
            for band in BANDS
        ],
        columns=list(COLUMNS),
        rows=[
            IndexRow(
                document.code,
                document.title,
                document.path,
                document.major_group.code,
                document.band,
                [getattr(document, column.name).value for column in COLUMNS],
            )
            for document in documents
        ],
    )


def _search(documents: Sequence[UnitGroupDocument]) -> SearchDocument:
    """Titles and codes of pages, and the U.S. occupations that lead to them."""
    return SearchDocument(
        label="Unit group",
        classification="ISCO-08",
        entries=[
            SearchEntry(
                code=document.code,
                title=document.title,
                path=document.path,
                also=[(one.code, one.title) for one in document.us_occupations],
            )
            for document in documents
        ],
    )
