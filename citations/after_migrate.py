"""What follows every `migrate`: the guards in the database and one row per declared dataset."""

from citations import guards
from citations.actions.datasets import record_declared_datasets


def install_guards(sender, using: str, **kwargs) -> None:
    from django.db import connections

    guards.install(connections[using])


def record_datasets(sender, using: str, **kwargs) -> None:
    record_declared_datasets(using=using)
