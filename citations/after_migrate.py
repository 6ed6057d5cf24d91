"""What follows every `migrate`: the guards in the database, one row per declared dataset, the data steward's group."""

from citations import guards
from citations.actions.datasets import record_declared_datasets
from citations.roles import ensure_data_steward


def install_guards(sender, using: str, **kwargs) -> None:
    from django.db import connections

    guards.install(connections[using])


def record_datasets(sender, using: str, **kwargs) -> None:
    record_declared_datasets(using=using)


def give_stewards_their_group(sender, using: str, **kwargs) -> None:
    ensure_data_steward(using=using)
