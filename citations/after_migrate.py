"""What goes with every `migrate`: the guards in the database, one row per declared dataset, the data steward's group."""

from citations import guards
from citations.actions.datasets import record_declared_datasets
from citations.roles import ensure_data_steward


def install_guards(sender, using: str, **kwargs) -> None:
    from django.db import connections

    guards.install(connections[using])


def lay_down_guards(sender, using: str, plan, **kwargs) -> None:
    """SQLite rebuilds a table to change it, and refuses while triggers of others name it. They are back after the migrate."""
    from django.db import connections

    if plan and connections[using].vendor == "sqlite":
        guards.drop(connections[using])


def record_datasets(sender, using: str, **kwargs) -> None:
    record_declared_datasets(using=using)


def give_stewards_their_group(sender, using: str, **kwargs) -> None:
    ensure_data_steward(using=using)
