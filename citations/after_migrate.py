"""Run after every `migrate`: the guards in the database, one row per declared dataset, the data steward's group."""

from citations import guards
from citations.datasets import DATASETS
from citations.models import Dataset
from citations.permissions import ensure_data_steward


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


def install_guards(sender, using: str, **kwargs) -> None:
    from django.db import connections

    guards.install(connections[using])


def drop_guards(sender, using: str, plan, **kwargs) -> None:
    """SQLite rebuilds a table to change it, and refuses while triggers of others name it. They are back after the migrate."""
    from django.db import connections

    if plan and connections[using].vendor == "sqlite":
        guards.drop(connections[using])


def record_datasets(sender, using: str, **kwargs) -> None:
    record_declared_datasets(using=using)


def ensure_steward_group(sender, using: str, **kwargs) -> None:
    ensure_data_steward(using=using)
