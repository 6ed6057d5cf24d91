"""What differs between two releases of a dataset: which facts were added, removed and changed, table by table."""

from django.core.cache import cache
from django.db import connections, router

from citations.diffing.comparing import FactChange, ReleaseDiff, TableDiff, compare
from citations.importing.importer import IMPORTERS
from citations.models import Release

__all__ = ["EXAMPLES", "FactChange", "ReleaseDiff", "TableDiff", "release_diff", "release_diff_document"]

EXAMPLES = 5


def release_diff(old: Release, new: Release, *, examples: int = EXAMPLES) -> ReleaseDiff:
    """Compare all facts of two loaded releases of one dataset, in the database.

    Two facts are the same fact where they agree in the columns that are unique within a release; they are changed where another
    column differs. Each table has up to `examples` facts of every kind of difference. Raises ValueError for releases of
    different datasets and for releases whose facts are not loaded.
    """
    if old.dataset_id is None or old.dataset_id != new.dataset_id:
        raise ValueError(f"{old} and {new} are not releases of one dataset, so they have no facts in common.")
    for release in (old, new):
        if release.state not in Release.LOADED:
            raise ValueError(
                f"{release} is {release.get_state_display().lower()}; only releases that are loaded can be compared."
            )
    importer = IMPORTERS[old.dataset.slug]  # type: ignore[union-attr]
    tables = [
        table
        for model in importer.fact_models()
        for about in [importer.aspects.get(model) or importer.fact_label(model)]
        for table in compare(connections[router.db_for_read(model)], model, about, old.pk, new.pk, examples)
    ]
    return ReleaseDiff(old, new, tables)


def release_diff_document(old: Release, new: Release) -> dict:
    """`release_diff` as a JSON document. Kept in the cache: loaded releases do not change, so it never goes stale."""
    key = f"release-diff:{old.pk}-{old.ready_at:%Y%m%d%H%M%S%f}:{new.pk}-{new.ready_at:%Y%m%d%H%M%S%f}"
    document = cache.get(key)
    if document is None:
        document = release_diff(old, new).document()
        cache.set(key, document, timeout=None)
    return document
