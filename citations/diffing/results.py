"""Differences between two releases, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from citations.models import Release

Values = Mapping[str, object]


@dataclass(frozen=True)
class FactChange:
    """A fact of both releases, and its columns that differ, before and after."""

    key: Values
    before: Values
    after: Values


@dataclass
class TableDiff:
    """One table of facts, or what one aspect of it is about.

    held_before, held_after  how many facts the releases hold
    columns                  for each column that differs anywhere, in how many facts it does
    """

    label: str
    model: str
    held_before: int = 0
    held_after: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    added_examples: list[Values] = field(default_factory=list)
    removed_examples: list[Values] = field(default_factory=list)
    changed_examples: list[FactChange] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def document(self) -> dict:
        return {
            "table": self.label,
            "facts": self.model,
            "before": self.held_before,
            "after": self.held_after,
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
            "columns": self.columns,
            "examples": {
                "added": [dict(key) for key in self.added_examples],
                "removed": [dict(key) for key in self.removed_examples],
                "changed": [
                    {"key": dict(change.key), "before": dict(change.before), "after": dict(change.after)}
                    for change in self.changed_examples
                ],
            },
        }


@dataclass(frozen=True)
class ReleaseDiff:
    """All tables of two releases, compared; those without any difference too."""

    old: Release
    new: Release
    tables: list[TableDiff]

    @property
    def differing(self) -> list[TableDiff]:
        return [table for table in self.tables if table.differs]

    @property
    def is_empty(self) -> bool:
        return not self.differing

    def document(self) -> dict:
        """For JSON: dataset, both releases, tables that differ, and the labels of those that do not."""
        return {
            "dataset": self.old.dataset.slug if self.old.dataset else "",
            "before": {"release": self.old.pk, "version": self.old.version},
            "after": {"release": self.new.pk, "version": self.new.version},
            "tables": [table.document() for table in self.differing],
            "same": [table.label for table in self.tables if not table.differs],
        }
