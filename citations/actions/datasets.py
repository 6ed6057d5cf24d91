"""Recording the declared datasets in the database."""

from citations.datasets import DATASETS
from citations.models import Dataset


def record_declared_datasets(using: str = "default") -> int:
    """Create or bring up to date one row per declared dataset. Returns how many are declared."""
    for declaration in DATASETS.values():
        Dataset.objects.using(using).update_or_create(
            slug=declaration.slug,
            defaults={
                "title": declaration.title,
                "publisher": declaration.publisher,
                "homepage": declaration.homepage,
                "licence": declaration.licence,
                "licence_url": declaration.licence_url,
                "citation": dict(declaration.citation),
                "measures": declaration.measures,
                "does_not_measure": declaration.does_not_measure,
            },
        )
    return len(DATASETS)
