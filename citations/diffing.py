"""What differs between two releases of a dataset: which facts were added, removed and changed, by joins on their unique keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.core.cache import cache
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from citations.importing.facts import columns_of
from citations.importing.importer import IMPORTERS, Aspects
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
                "added": self.added_examples,
                "removed": self.removed_examples,
                "changed": [asdict(change) for change in self.changed_examples],
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


@dataclass(frozen=True)
class Comparison:
    """The SQL of one table. Releases are parameters: first the old, then the new one."""

    connection: BaseDatabaseWrapper
    model: type[models.Model]
    key: list[models.Field]
    values: list[models.Field]
    old: int
    new: int

    def run(self, sql: str, parameters: Sequence[str | int]) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    @property
    def table(self) -> str:
        return self.connection.ops.quote_name(self.model._meta.db_table)

    def column(self, side: str, field: models.Field) -> str:
        return f"{side}.{self.connection.ops.quote_name(str(field.column))}"

    def columns(self, side: str, fields: Sequence[models.Field]) -> str:
        return ", ".join(self.column(side, field) for field in fields)

    @property
    def same_key(self) -> str:
        return " AND ".join(
            f"NOT ({self.differs(field)})" if field.null else f"{self.column('a', field)} = {self.column('b', field)}"
            for field in self.key
        )

    def differs(self, field: models.Field) -> str:
        # SQLite took up the standard's words for this late.
        distinct = "IS DISTINCT FROM" if self.connection.vendor == "postgresql" else "IS NOT"
        return f"{self.column('a', field)} {distinct} {self.column('b', field)}"

    @property
    def differs_at_all(self) -> str:
        return " OR ".join(self.differs(field) for field in self.values)

    @property
    def both(self) -> str:
        return f"FROM {self.table} a JOIN {self.table} b ON {self.same_key} WHERE a.release_id = %s AND b.release_id = %s"

    @property
    def alone(self) -> str:
        """Facts of the first release that the second has not."""
        there = f"SELECT 1 FROM {self.table} b WHERE b.release_id = %s AND {self.same_key}"  # noqa: S608 -- names of the model
        return f"FROM {self.table} a WHERE a.release_id = %s AND NOT EXISTS ({there})"


def compare(
    connection: BaseDatabaseWrapper, model: type[models.Model], about: Aspects | str, old: int, new: int, examples: int
) -> list[TableDiff]:
    """The differences of one table: one `TableDiff`, named `about`, or one for each of the aspects that `about` tells."""
    key, values = columns_of(model)
    comparison = Comparison(connection, model, key, values, old, new)
    aspect = next((field for field in key if isinstance(about, Aspects) and field.name == about.column), None)
    if isinstance(about, Aspects) and aspect is None:
        raise ValueError(f"{model._meta.label} has no column {about.column!r} in its unique key, so it cannot tell aspects.")
    diffs: dict[str, TableDiff] = {}
    members: dict[str, list[str | int]] = {}
    for value, before, after, matched, changed, columns in _counts(comparison, aspect):
        label = about.label(value) if isinstance(about, Aspects) else about
        diff = diffs.setdefault(label, TableDiff(label, model._meta.label))
        members.setdefault(label, []).append(value)
        diff.held_before += before
        diff.held_after += after
        diff.removed += before - matched
        diff.added += after - matched
        diff.changed += changed
        for name, count in columns.items():
            diff.columns[name] = diff.columns.get(name, 0) + count
    for label, diff in diffs.items():
        _add_examples(diff, comparison, aspect, members[label], examples)
    return [diffs[label] for label in sorted(diffs)]


def _counts(
    comparison: Comparison, aspect: models.Field | None
) -> Iterator[tuple[str | int, int, int, int, int, dict[str, int]]]:
    """For each value of the aspect's column: facts before, after and in both, and how many of these differ, in any column and
    in each that does. One pass over each release, and one join; what only one of them has follows by subtraction."""
    group = f" GROUP BY {comparison.column('a', aspect)}" if aspect else ""
    first = comparison.column("a", aspect) if aspect else "NULL"
    held = f"SELECT {first}, COUNT(*) FROM {comparison.table} a WHERE a.release_id = %s{group}"  # noqa: S608 -- as above
    before = dict(comparison.run(held, [comparison.old]))
    after = dict(comparison.run(held, [comparison.new]))
    differences = [comparison.differs(field) for field in comparison.values]
    tests = [comparison.differs_at_all, *differences] if differences else []
    sums = [f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)" for test in tests]
    select = ", ".join([first, "COUNT(*)", *sums])
    rows = comparison.run(f"SELECT {select} {comparison.both}{group}", [comparison.old, comparison.new])
    shared = {row[0]: [int(count or 0) for count in row[1:]] for row in rows}
    for value in sorted({*before, *after}, key=str):
        matched, changed, *each = [*shared.get(value, [0]), 0]
        names = [field.name for field in comparison.values]
        columns = {name: count for name, count in zip(names, each, strict=False) if count}
        yield value, before.get(value, 0), after.get(value, 0), matched, changed, columns


def _add_examples(
    diff: TableDiff, comparison: Comparison, aspect: models.Field | None, members: Sequence[str | int], examples: int
) -> None:
    old, new, fields = comparison.old, comparison.new, comparison.key
    among, parameters = "", []
    if aspect is not None:
        among = f" AND {comparison.column('a', aspect)} IN ({', '.join(['%s'] * len(members))})"
        parameters = list(members)
    tail = f"{among} ORDER BY {comparison.columns('a', fields)} LIMIT {int(examples)}"
    alone = f"SELECT {comparison.columns('a', fields)} {comparison.alone}{tail}"
    if diff.removed:
        diff.removed_examples = [_values(fields, row) for row in comparison.run(alone, [old, new, *parameters])]
    if diff.added:
        diff.added_examples = [_values(fields, row) for row in comparison.run(alone, [new, old, *parameters])]
    if diff.changed:
        columns = [comparison.columns("a", fields), *(comparison.columns(side, comparison.values) for side in "ab")]
        rows = comparison.run(
            f"SELECT {', '.join(columns)} {comparison.both} AND ({comparison.differs_at_all}){tail}", [old, new, *parameters]
        )
        diff.changed_examples = [_change(comparison, row) for row in rows]


def _change(comparison: Comparison, row: Sequence[object]) -> FactChange:
    key, count = len(comparison.key), len(comparison.values)
    before, after = row[key : key + count], row[key + count :]
    differing = [index for index in range(count) if before[index] != after[index]]
    fields = [comparison.values[index] for index in differing]
    return FactChange(
        _values(comparison.key, row[:key]),
        _values(fields, [before[index] for index in differing]),
        _values(fields, [after[index] for index in differing]),
    )


def _values(fields: Sequence[models.Field], row: Sequence[object]) -> Values:
    return {field.name: _plain(field, value) for field, value in zip(fields, row, strict=True)}


def _plain(field: models.Field, value: object) -> object:
    """SQLite has no truth values of its own."""
    return bool(value) if isinstance(field, models.BooleanField) and value is not None else value


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
