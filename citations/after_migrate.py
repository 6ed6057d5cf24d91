"""Run around every `migrate`: the guards in the database, one row per declared dataset and what its publisher offers, the data
steward's group."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from citations import guards
from citations.datasets import DATASETS
from citations.importing.offers import OFFERS
from citations.models import Dataset, PublisherOffer
from citations.permissions import ensure_data_steward

_RECORDED = ("title", "publisher", "homepage", "licence", "licence_url", "citation", "measures", "does_not_measure")


def is_migrated(using: str) -> bool:
    """Whether all migrations are applied, so that models can be read and written: `migrate` can go back, or one app at a time."""
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def drop_guards(sender, using: str, plan, **kwargs) -> None:
    """SQLite rebuilds a table to change it, and refuses while triggers of others name it. They are back after the migrate."""
    if plan and connections[using].vendor == "sqlite":
        guards.drop(connections[using])


def bring_up_to_date(sender, using: str, **kwargs) -> None:
    """Install the guards, record what datasets are declared, and give the data steward's group what is new."""
    guards.install(connections[using])
    # A migration can go back to before there was this table.
    with_offers = PublisherOffer._meta.db_table in connections[using].introspection.table_names()
    for slug, declaration in DATASETS.items():
        fields = {name: getattr(declaration, name) for name in _RECORDED}
        dataset, _ = Dataset.objects.using(using).update_or_create(slug=slug, defaults=fields)
        if slug in OFFERS and with_offers:
            PublisherOffer.objects.using(using).get_or_create(dataset=dataset)
    ensure_data_steward(using=using)
