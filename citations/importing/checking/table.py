"""Checking one table: each row, then what rows must have in common and must not repeat."""

from array import array
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import itemgetter

from citations.importing.cells import Cell, as_text
from citations.importing.checking.faults import Faults
from citations.importing.checking.rows import Chunk, OnSkip, QuotedCells, parsed_chunks
from citations.importing.encodings import broken_sequences, mended
from citations.importing.importer import RecognisedPart
from citations.importing.issues import Findings, Place
from citations.importing.reading import Row, UnreadableFile
from citations.importing.spooling import MemoryLimit, TableSpool
from citations.importing.tables import Dependency, Table, Within

Progress = Callable[[str, int, int | None], None]
# A rule on single rows: gets the parsed row, its number (see `TableCheck.place`) and the raw row.
Rule = Callable[[tuple, int, Row], None]


@dataclass
class TableReport:
    """Rows read of one table, and from where."""

    label: str
    rows: int = 0
    skipped: int = 0
    files: list[str] = field(default_factory=list)


# Rows are remembered by number, and those of a table's second part are counted from here: a `Place` takes forty times the memory.
ROWS_PER_PART = 1_000_000_000


def values_of(positions: Sequence[int]) -> Callable[[tuple], object]:
    """A function that picks values of a parsed row to look up: the value itself where it is one, else a tuple."""
    return itemgetter(*positions)


def as_tuple(key: object) -> tuple:
    """The values that `values_of` picked, as a tuple in any case."""
    return key if isinstance(key, tuple) else (key,)


def lies_within(pair: tuple, bounds: Mapping[object, tuple[float, float]], exempt: Container[tuple]) -> bool:
    """Whether the value of a (key, value) pair lies within the bounds of its key, both inclusive. Pairs without a value or
    without bounds do, and so do those that are exempt."""
    key, value = pair
    if value is None or key not in bounds or pair in exempt:
        return True
    low, high = bounds[key]
    return low <= value <= high


class TableCheck:
    """The check of one table over all its parts. The parsed rows are kept in `spool` while nothing is found to be wrong, and not
    at all unless told to `keep` them.

    remembered  numbers of the rows where values that references need first occur, by columns
    bounds      the bounds that this table gives for others (see `Within`), by key
    held_to     the bounds that another table gives for this one
    faults      what is wrong with its rows
    broken_off  whether a part could not be read to its end
    """

    def __init__(
        self,
        table: Table,
        tables: Sequence[Table],
        findings: Findings,
        progress: Progress,
        read: int,
        spool: TableSpool,
        memory: MemoryLimit,
        *,
        keep: bool,
    ) -> None:
        self.table, self.findings, self.progress, self.read = table, findings, progress, read
        self.spool, self.memory, self.keep = spool, memory, keep
        self.report = TableReport(table.label)
        self.remembered: dict[tuple[str, ...], dict[object, int]] = {columns: {} for columns in table.referenced(tables)}
        self.bounds: dict[object, tuple[float, float]] = {}
        self.held_to: Mapping[object, tuple[float, float]] = {}
        self.faults = Faults(table)
        self.broken_off = False
        self._quoted = QuotedCells()
        self._parts: list[RecognisedPart] = []
        self._numbers = array("q")
        self._rules: list[Rule] = []
        for dependency in table.dependencies:
            self._rules.append(self._dependency_rule(dependency))
        for within in {other.within for other in tables if other.within and other.within.of_table == table.key}:
            self._rules.append(self._bounds_keeper(within))
        if table.cross_check:
            self._rules.append(self._check_across)

    def run(self, parts: Sequence[RecognisedPart]) -> int:
        """Check every part. Returns how many rows the whole check has read by now."""
        self._parts = list(parts)
        seen: dict[object, int] = {}
        contents: dict[tuple, int] = {}
        for index, recognised in enumerate(parts):
            self.report.files.append(recognised.part.file)
            try:
                self._check_part(index, recognised, seen, contents)
            except UnreadableFile as error:
                error.report(self.findings, recognised.part.file, recognised.part.sheet)
                self.broken_off = True
        self._report_quoted()
        self.faults.settle()
        self.spool.finish()
        if self.is_whole and self.report.rows < self.table.minimum_rows:
            self.findings.error(
                "too-few-rows",
                f"{self.table.label} has {self.report.rows:,} usable rows; at least {self.table.minimum_rows:,} are expected. "
                "The file may be cut off: download it again.",
                at=parts[0].part.at(),
            )
        return self.read

    @property
    def is_whole(self) -> bool:
        """Whether every row was read, so that what is not there is missing."""
        return not self.broken_off and not self.faults.spoilt

    def heading(self, column: str, number: int = 0) -> str:
        """A column's heading as the file has it, in the part of a row that was remembered by number."""
        return self._parts[number // ROWS_PER_PART].heading(column) if column else ""

    def row(self, index: int) -> Place:
        """The place of a parsed row by its index among those that are kept."""
        return self.place(self._numbers[index])

    def place(self, number: int) -> Place:
        """The place of a row that was remembered by number."""
        index, row = divmod(number, ROWS_PER_PART)
        return self._parts[index].part.at(row)

    def _check_part(self, index: int, recognised: RecognisedPart, seen: dict[object, int], contents: dict[tuple, int]) -> None:
        start = index * ROWS_PER_PART
        bad = partial(self.faults.bad_row, recognised)
        skipped = partial(self._note_skipped, recognised)
        for chunk in parsed_chunks(recognised, bad, skipped):
            self.read += len(chunk.rows)
            if self.keep and not (self.findings.error_count or self.faults.found.error_count):
                self.spool.write(chunk.parsed)
                self._numbers.extend(start + row.number for row in chunk.rows)
            if self.table.identical_repeats:
                chunk = self._without_repeats(chunk, start, contents, skipped)
            rows, parsed = chunk.rows, chunk.parsed
            numbers = [start + row.number for row in rows]
            self.report.rows += len(rows)
            self._look_at_text(recognised, chunk.columns(), rows)
            self._check_unique(parsed, numbers, seen)
            self._remember(parsed, numbers)
            for rule in self._rules:
                for row, values, number in zip(rows, parsed, numbers, strict=True):
                    rule(values, number, row)
            self._check_within(rows, parsed, numbers)
            self.progress(f"Checking {self.table.label}", self.read, None)
            self.memory.check()

    def _without_repeats(self, chunk: Chunk, start: int, contents: dict[tuple, int], skipped: OnSkip) -> Chunk:
        kept = Chunk([], [])
        for row, values in zip(chunk.rows, chunk.parsed, strict=True):
            number = start + row.number
            if contents.setdefault(values, number) == number:
                kept.rows.append(row)
                kept.parsed.append(values)
            else:
                skipped(row, "The row repeats an earlier one word for word and is left out.")
        return kept

    def _check_unique(self, parsed: list[tuple], numbers: list[int], seen: dict[object, int]) -> None:
        if not self.table.unique:
            return
        if self.table.unique_where is not None:
            held = [self.table.unique_where(values) for values in parsed]
            parsed, numbers = list(compress(parsed, held)), list(compress(numbers, held))
        keys = list(map(values_of(self.table.positions(self.table.unique)), parsed))
        new = dict(zip(keys, numbers, strict=True))
        if len(new) == len(keys) and seen.keys().isdisjoint(new):
            seen.update(new)
            return
        for key, number in zip(keys, numbers, strict=True):
            if (first := seen.setdefault(key, number)) != number:
                seen_at = self.place(first).seen_from(self.place(number).file)
                names = ", ".join(self.heading(name, number) for name in self.table.unique)
                message = f"{names} must be unique; {seen_at} has the same."
                self._report("duplicate", message, number, self.table.unique[0], " ".join(map(str, as_tuple(key))))

    def _remember(self, parsed: list[tuple], numbers: list[int]) -> None:
        """Remember where values that references need first occur."""
        for columns, store in self.remembered.items():
            values = values_of(self.table.positions(columns))
            if not store.keys() >= set(map(values, parsed)):
                for row, number in zip(parsed, numbers, strict=True):
                    store.setdefault(values(row), number)

    def _check_within(self, rows: list[Row], parsed: list[tuple], numbers: list[int]) -> None:
        """Check that values are within the bounds of their scale. There are few distinct ones, so each is checked once."""
        within = self.table.within
        if within is None or not self.held_to:
            return
        pair = values_of(self.table.positions((within.key, within.value)))
        outside = {each for each in set(map(pair, parsed)) if not lies_within(as_tuple(each), self.held_to, within.exempt)}
        if not outside:
            return
        for row, values, number in zip(rows, parsed, numbers, strict=True):
            if (each := pair(values)) in outside:
                key = as_tuple(each)[0]
                self.faults.out_of_bounds(
                    f"{within.value}-bounds",
                    self.place(number),
                    self.heading(within.value, number),
                    self._shown(number, row)(within.value),
                    str(key),
                    *self.held_to[key],
                )

    def _dependency_rule(self, dependency: Dependency) -> Rule:
        of, values_at = (values_of(self.table.positions(columns)) for columns in (dependency.of, dependency.columns))
        # The values that later rows must repeat, and the row where they first occur.
        known: dict[object, tuple[tuple, int, Row]] = {}

        def check(parsed: tuple, number: int, row: Row) -> None:
            subject, values = of(parsed), as_tuple(values_at(parsed))
            model, first, first_row = known.setdefault(subject, (values, number, row))
            if values != model:
                shown, shown_first = self._shown(number, row), self._shown(first, first_row)
                seen_at = self.place(first).seen_from(self.place(number).file)
                expected = f"for {' '.join(map(str, as_tuple(subject)))}, as in {seen_at}"
                for name, value, other in zip(dependency.columns, values, model, strict=True):
                    if value != other:
                        heading = self.heading(name, number)
                        wanted = f"Expected “{shown_first(name)}” {expected}: {heading} is the same on all its rows."
                        self._report(f"{name}-differs", wanted, number, name, shown(name))

        return check

    def _bounds_keeper(self, within: Within) -> Rule:
        key, low, high = self.table.positions((within.key, within.minimum, within.maximum))

        def keep(parsed: tuple, number: int, row: Row) -> None:
            self.bounds[parsed[key]] = (parsed[low], parsed[high])

        return keep

    def _check_across(self, parsed: tuple, number: int, row: Row) -> None:
        if self.table.cross_check and (problem := self.table.cross_check(parsed)):
            name, wanted = problem
            self._report(f"{name}-rule", f"Expected {wanted}.", number, name, self._shown(number, row)(name))

    def _shown(self, number: int, row: Row) -> Callable[[str], str]:
        """A function that gives the cell of a column as the file has it."""
        positions = self._parts[number // ROWS_PER_PART].match.positions

        def shown(column: str) -> str:
            at = positions.get(column)
            return as_text(row.cells[at]) if at is not None and at < len(row.cells) else ""

        return shown

    def _look_at_text(self, recognised: RecognisedPart, columns: Sequence[Sequence[Cell]], rows: Sequence[Row]) -> None:
        """Cells of columns that are read in which a wrong encoding or a spreadsheet program left its marks."""
        part = recognised.part
        for column, at in recognised.match.positions.items():
            cells = columns[at] if at < len(columns) else ()
            # Few columns hold any of these signs: all cells at once are looked through in no time.
            whole = "".join(cells if part.delimited else [cell for cell in cells if isinstance(cell, str)])  # type: ignore[arg-type]
            if not whole.isascii():
                for cell, row in zip(cells, rows, strict=True):
                    if isinstance(cell, str) and not cell.isascii() and (broken := broken_sequences(cell)):
                        self._report_broken_cell(cell, *broken[0], part.at(row.number), recognised.heading(column))
            if part.keeps_quotes and ('"' in whole or "," in whole):
                self._quoted.look(cells, lambda index: part.at(rows[index].number), recognised.heading(column))

    def _report_broken_cell(self, cell: str, sequence: str, sign: str, at: Place, column: str) -> None:
        start = max(cell.index(sequence) - 20, 0)
        shown = cell[start : cell.index(sequence) + 20]
        if mended(cell) != cell:
            self.findings.note(
                "text-mended",
                f"“{sequence}” is a “{sign}” in a wrong encoding. The cell is read as the publisher meant it.",
                at=at,
                column=column,
                value=shown,
            )
        else:
            self.findings.warning(
                "text-broken",
                f"“{sequence}” may be a “{sign}” in a wrong encoding. The cell is read as it stands: not all of it can be put "
                "right with certainty.",
                at=at,
                column=column,
                value=shown,
            )

    def _note_skipped(self, recognised: RecognisedPart, row: Row, reason: str) -> None:
        """One note for each reason."""
        self.report.skipped += 1
        self.findings.note(self.faults.kind("skipped"), reason, at=recognised.part.at(row.number), of=reason)

    def _report_quoted(self) -> None:
        """Cells of a text edition that somebody opened in a spreadsheet program and saved."""
        if self._quoted.is_resaved:
            self.faults.found.take(self._quoted.found.gathered())

    def _report(self, suffix: str, message: str, number: int, column: str, value: object) -> None:
        self.faults.rule(suffix, message, self.place(number), self.heading(column, number), value)
