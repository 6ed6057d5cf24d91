"""Checking one table: each row, then what rows must have in common and must not repeat."""

from array import array
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import itemgetter

from citations.importing.cells import Cause, Cell, as_text
from citations.importing.checking.rows import Chunk, OnSkip, QuotedCells, parsed_chunks
from citations.importing.encodings import broken_sequences, mended
from citations.importing.importer import RecognisedPart
from citations.importing.issues import Findings, Place
from citations.importing.reading import Row, UnreadableFile
from citations.importing.spooling import MemoryLimit, TableSpool
from citations.importing.tables import Dependency, RowErrors, Table, Within

Progress = Callable[[str, int, int | None], None]
# A rule on single rows: gets the parsed row, its number (see `TableCheck.place`) and the raw row.
Rule = Callable[[tuple, int, Row], None]


# What to do about a row that contradicts itself: which of its cells is wrong, only the publisher's file can tell.
SEE_ORIGINAL = "Compare the row with the publisher's own file, and upload that as it is."


@dataclass
class TableReport:
    """Rows read of one table, and from where."""

    label: str
    rows: int = 0
    skipped: int = 0
    files: list[str] = field(default_factory=list)


class CommonCauses:
    """What spoilt many cells of an upload at once: how many, and where first."""

    def __init__(self) -> None:
        self._cells: Counter[Cause] = Counter()
        self._first: dict[Cause, tuple[Place, str, str]] = {}

    def add(self, cause: Cause, at: Place, column: str, value: str) -> None:
        self._cells[cause] += 1
        self._first.setdefault(cause, (at, column, value))

    def report(self, findings: Findings) -> None:
        """One finding for each cause."""
        for cause, count in self._cells.items():
            at, column, value = self._first[cause]
            where = f"in {count:,} cells, of which this is the first" if count > 1 else "in this cell"
            findings.error(cause.kind, f"{cause.what}, {where}. {cause.advice}", at=at, column=column, value=value)


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
    """The check of one table over all its parts. The parsed rows are kept in `spool` while nothing is found to be wrong.

    remembered  numbers of the rows where values that references need first occur, by columns
    bounds      the bounds that this table gives for others (see `Within`), by key
    held_to     the bounds that another table gives for this one
    quoted      cells in quotation marks, of parts where these are letters
    spoilt      how many rows are unknown because of what spoilt many cells at once
    """

    def __init__(
        self,
        table: Table,
        tables: Sequence[Table],
        findings: Findings,
        causes: CommonCauses,
        progress: Progress,
        read: int,
        spool: TableSpool,
        memory: MemoryLimit,
    ) -> None:
        self.table, self.findings, self.causes, self.progress, self.read = table, findings, causes, progress, read
        self.spool, self.memory = spool, memory
        self.report = TableReport(table.label)
        self.remembered: dict[tuple[str, ...], dict[object, int]] = {columns: {} for columns in table.referenced(tables)}
        self.bounds: dict[object, tuple[float, float]] = {}
        self.held_to: Mapping[object, tuple[float, float]] = {}
        self.quoted = QuotedCells()
        self.spoilt = 0
        self._parts: list[RecognisedPart] = []
        self._numbers = array("q")
        self._skipped: dict[str, tuple[int, int]] = {}
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
                place = Place(error.part or recognised.part.file, recognised.part.sheet, error.row)
                self.findings.error("unreadable-file", str(error), at=place)
        self._report_skipped()
        self.spool.finish()
        if self.report.rows + self.spoilt < self.table.minimum_rows:
            self.findings.error(
                "too-few-rows",
                f"{self.table.label} has {self.report.rows:,} usable rows; at least {self.table.minimum_rows:,} are expected. "
                "The file may be cut off: download it again.",
                at=parts[0].part.at(),
            )
        return self.read

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
        bad = partial(self._report_bad_row, start)
        skipped = partial(self._note_skipped, start)
        for chunk in parsed_chunks(recognised, bad, skipped):
            self.read += len(chunk.rows)
            if not self.findings.error_count:
                self.spool.write(chunk.parsed)
                self._numbers.extend(start + row.number for row in chunk.rows)
            if self.table.identical_repeats:
                chunk = self._without_repeats(chunk, start, contents, skipped)
            rows, parsed = chunk.rows, chunk.parsed
            numbers = [start + row.number for row in rows]
            self.report.rows += len(rows)
            self._look_at_text(recognised, chunk.columns(), numbers)
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
                low, high = self.held_to[as_tuple(each)[0]]
                wanted = f"Expected a number from {low:g} to {high:g}, the bounds of {as_tuple(each)[0]}."
                self._report(f"{within.value}-bounds", wanted, number, within.value, self._shown(number, row)(within.value))

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
            self._report(f"{name}-rule", f"Expected {wanted}. {SEE_ORIGINAL}", number, name, self._shown(number, row)(name))

    def _shown(self, number: int, row: Row) -> Callable[[str], str]:
        """A function that gives the cell of a column as the file has it."""
        positions = self._parts[number // ROWS_PER_PART].match.positions

        def shown(column: str) -> str:
            at = positions.get(column)
            return as_text(row.cells[at]) if at is not None and at < len(row.cells) else ""

        return shown

    def _look_at_text(self, recognised: RecognisedPart, columns: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> None:
        """Cells of columns that are read in which a wrong encoding or a spreadsheet program left its marks."""
        part = recognised.part
        for column, at in recognised.match.positions.items():
            cells = columns[at] if at < len(columns) else ()
            # Few columns hold any of these signs: all cells at once are looked through in no time.
            whole = "".join(cells if part.delimited else [cell for cell in cells if isinstance(cell, str)])  # type: ignore[arg-type]
            if not whole.isascii():
                for cell, number in zip(cells, numbers, strict=True):
                    if isinstance(cell, str) and not cell.isascii() and (broken := broken_sequences(cell)):
                        self._report_broken_cell(cell, broken[0], number, column)
            if part.keeps_quotes and ('"' in whole or "," in whole):
                self.quoted.look(column, cells, numbers)

    def _report_broken_cell(self, cell: str, broken: tuple[str, str], number: int, column: str) -> None:
        sequence, sign = broken
        start = max(cell.index(sequence) - 20, 0)
        shown = cell[start : cell.index(sequence) + 20]
        at, header = self.place(number), self.heading(column, number)
        if mended(cell) != cell:
            self.findings.note(
                "text-mended",
                f"“{sequence}” is a “{sign}” in a wrong encoding. The cell is read as the publisher meant it.",
                at=at,
                column=header,
                value=shown,
            )
        else:
            self.findings.warning(
                "text-broken",
                f"“{sequence}” may be a “{sign}” in a wrong encoding. The cell is read as it stands: not all of it can be put "
                "right with certainty.",
                at=at,
                column=header,
                value=shown,
            )

    def _note_skipped(self, start: int, row: Row, reason: str) -> None:
        self.report.skipped += 1
        first, count = self._skipped.get(reason, (start + row.number, 0))
        self._skipped[reason] = first, count + 1

    def _report_skipped(self) -> None:
        """One note for each reason, where it was met first."""
        for reason, (first, count) in self._skipped.items():
            more = f" So it is with {count:,} rows, of which this is the first." if count > 1 else ""
            self.findings.note(self._kind("skipped"), reason + more, at=self.place(first))

    def _report_bad_row(self, start: int, row: Row, errors: RowErrors) -> None:
        number = start + row.number
        if errors.whole_row:
            shown = " | ".join(as_text(cell) for cell in row.cells[:20])
            self._report("width", f"Expected {errors.whole_row}.", number, "", shown)
        for column, cell, error in errors.errors:
            if error.cause:
                self.causes.add(error.cause, self.place(number), self.heading(column.name, number), as_text(cell))
            else:
                self._report(column.name, f"Expected {error}.", number, column.name, as_text(cell))
        self.spoilt += any(error.cause for _, _, error in errors.errors)

    def _report(self, kind: str, message: str, number: int, column: str, value: object) -> None:
        self.findings.error(self._kind(kind), message, at=self.place(number), column=self.heading(column, number), value=value)

    def _kind(self, suffix: str) -> str:
        return f"{self.table.key}-{suffix}".replace("_", "-")
