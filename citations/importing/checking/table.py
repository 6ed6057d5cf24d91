"""Checking one table: each row, then what rows must have in common and must not repeat."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from citations.importing.cells import Cell, as_text
from citations.importing.checking.rows import parsed_rows
from citations.importing.importer import RecognisedPart
from citations.importing.issues import Findings
from citations.importing.reading import Row, UnreadableFile
from citations.importing.tables import RowErrors, Table

Progress = Callable[[str, int, int | None], None]
# Progress is told this often.
ROWS_A_STEP = 5_000


@dataclass
class TableReport:
    """Rows read of one table, and from where."""

    label: str
    rows: int = 0
    skipped: int = 0
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a value was first met."""

    file: str
    sheet: str
    row: int

    def seen_from(self, file: str) -> str:
        return f"row {self.row:,}" if self.file == file else f"row {self.row:,} of {self.file}"


@dataclass(frozen=True)
class FirstSeen:
    """The values that later rows must repeat, where they first stood, and how a column's cell reads there."""

    values: tuple
    place: Place
    shown: Callable[[str], str]


def _shown(cells: Sequence[Cell], positions: Mapping[str, int], column: str) -> str:
    """A cell as it stands in the file."""
    at = positions.get(column)
    return as_text(cells[at]) if at is not None and at < len(cells) else ""


class TableCheck:
    """The check of one table over all its parts. `remembered` keeps first places of values that references need."""

    def __init__(self, table: Table, tables: Sequence[Table], findings: Findings, progress: Progress, read: int) -> None:
        self.table, self.findings, self.progress, self.read = table, findings, progress, read
        self.report = TableReport(table.label)
        self.headers = {column.name: column.header for column in table.columns}
        self.remembered: dict[tuple[str, ...], dict[tuple, Place]] = {columns: {} for columns in _referenced(table, tables)}
        self._remember = [(store, table.positions(columns)) for columns, store in self.remembered.items()]
        self._unique = table.positions(table.unique)
        self._seen: dict[tuple, Place] = {}
        self._contents: dict[tuple, Place] | None = {} if table.identical_repeats else None
        self._depending: list[tuple[dict[tuple, FirstSeen], tuple[int, ...], tuple[int, ...], tuple[str, ...]]] = [
            ({}, table.positions(d.of), table.positions(d.columns), d.columns) for d in table.dependencies
        ]

    def run(self, parts: Sequence[RecognisedPart]) -> int:
        """Check every part. Returns how many rows the whole check has read by now."""
        for recognised in parts:
            self.report.files.append(recognised.part.file)
            self._check_part(recognised)
        if self.report.rows < self.table.minimum_rows:
            self.findings.error(
                "too-few-rows",
                f"{self.table.label} has {self.report.rows:,} usable rows; at least {self.table.minimum_rows:,} are expected. "
                "The file may be cut off: download it again.",
                file=parts[0].part.file,
                sheet=parts[0].part.sheet,
            )
        return self.read

    def _check_part(self, recognised: RecognisedPart) -> None:
        file, sheet = recognised.part.file, recognised.part.sheet

        def bad(row: Row, errors: RowErrors) -> None:
            self._report_bad_row(row, errors, file, sheet)

        def skipped(row: Row, reason: str) -> None:
            self.report.skipped += 1
            self.findings.note(self._kind("skipped"), reason, row=row.number, file=file, sheet=sheet)

        try:
            for row, parsed in parsed_rows(recognised, bad, skipped):
                self.read += 1
                place = Place(file, sheet, row.number)
                if self._contents is not None and (first := self._contents.setdefault(parsed, place)) is not place:
                    skipped(row, f"The row repeats {first.seen_from(file)} word for word and is left out.")
                    continue
                self.report.rows += 1
                self._check_row(parsed, place, partial(_shown, row.cells, recognised.match.positions))
                if self.read % ROWS_A_STEP == 0:
                    self.progress(f"Checking {self.table.label}", self.read, None)
        except UnreadableFile as error:
            self.findings.error("unreadable-file", str(error), file=error.part or file, sheet=sheet, row=error.row)

    def _check_row(self, parsed: tuple, place: Place, shown: Callable[[str], str]) -> None:
        if self._unique and (self.table.unique_where is None or self.table.unique_where(parsed)):
            key = tuple([parsed[i] for i in self._unique])
            if (first := self._seen.setdefault(key, place)) is not place:
                self._report(
                    "duplicate",
                    f"{self._names(self.table.unique)} must be unique; {first.seen_from(place.file)} has the same.",
                    place,
                    self.table.unique[0],
                    " ".join(map(str, key)),
                )
        for store, positions in self._remember:
            store.setdefault(tuple([parsed[i] for i in positions]), place)
        for known, of, positions, names in self._depending:
            values = tuple([parsed[i] for i in positions])
            model = known.setdefault(tuple([parsed[i] for i in of]), FirstSeen(values, place, shown))
            if values != model.values:
                self._report_differences(" ".join(str(parsed[i]) for i in of), names, values, place, shown, model)
        if self.table.cross_check and (problem := self.table.cross_check(parsed)):
            name, wanted = problem
            self._report(f"{name}-rule", f"Expected {wanted}.", place, name, shown(name))

    def _report_differences(self, subject: str, names, values, place: Place, shown, first: "FirstSeen") -> None:
        for name, value, other in zip(names, values, first.values, strict=True):
            if value != other:
                self._report(
                    f"{name}-differs",
                    f"Expected “{first.shown(name)}” for {subject}, as in {first.place.seen_from(place.file)}: "
                    f"{self.headers[name]} is the same on all its rows.",
                    place,
                    name,
                    shown(name),
                )

    def _report_bad_row(self, row: Row, errors: RowErrors, file: str, sheet: str) -> None:
        place = Place(file, sheet, row.number)
        if errors.whole_row:
            shown = " | ".join(as_text(cell) for cell in row.cells[:20])
            self._report("width", f"Expected {errors.whole_row}.", place, "", shown)
        for column, cell, expected in errors.errors:
            self._report(column.name, f"Expected {expected}.", place, column.name, as_text(cell))

    def _report(self, kind: str, message: str, place: Place, column: str, value: object) -> None:
        self.findings.error(
            self._kind(kind),
            message,
            file=place.file,
            sheet=place.sheet,
            row=place.row,
            column=self.headers.get(column, ""),
            value=value,
        )

    def _kind(self, suffix: str) -> str:
        return f"{self.table.key}-{suffix}".replace("_", "-")

    def _names(self, columns: Iterable[str]) -> str:
        return ", ".join(self.headers[name] for name in columns)


def _referenced(table: Table, tables: Sequence[Table]) -> list[tuple[str, ...]]:
    """Which column combinations of a table have to be remembered, for its own references and for those that lead to it."""
    own = [reference.columns for reference in table.references]
    return own + [r.to_columns for other in tables for r in other.references if r.to_table == table.key]
