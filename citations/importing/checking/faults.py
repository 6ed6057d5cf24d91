"""What is wrong with the rows of one table, gathered until all of them are read: then it shows what caused it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

from citations.importing.cells import AS_PUBLISHED, CellError, as_text, decimal
from citations.importing.importer import RecognisedPart
from citations.importing.issues import ERROR, IN_PLACES, Findings, Gathered, Place
from citations.importing.reading import Row
from citations.importing.tables import Column, RowErrors, Table, folded_header

# What to do about a row that contradicts itself: which of its cells is wrong, only the publisher's file can tell.
SEE_ORIGINAL = "Compare the row with the publisher's own file, and upload that as it is."
# So many bad cells say that a row is no row of the table, or that its cells are not where they belong;
MISFIT = 3
# so many such rows, that the whole table is so; and so many columns or tables with one fault each, that it is one.
MANY_ROWS, MANY = 5, 3
# Units that figures are mistaken for, and how many of those out of bounds have to fit for one to be named.
FACTORS = (10, 100, 1_000, 0.1, 0.01, 0.001)
FEWEST_SCALED, MOST_TRIED = 10, 1_000

BadCell = tuple[Column, object, CellError]
_number = decimal()


class Faults:
    """The faults of one table's rows.

    found   the findings so far: one for each rule and column of a part
    spoilt  how many rows could not be read, so that nobody knows what they hold
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found = Findings()
        self.spoilt = 0
        self._factors: dict[tuple[str, str, str], set[float]] = {}
        self._tried: Counter[tuple[str, str, str]] = Counter()

    def kind(self, suffix: str) -> str:
        """The kind of a finding of this table."""
        return f"{self.table.key}-{suffix}".replace("_", "-")

    def rule(self, suffix: str, message: str, at: Place, column: str, value: object) -> None:
        """A row breaks a rule: what was expected, and where; `column` is the heading."""
        self.found.error(self.kind(suffix), message, at=at, column=column, value=value, advice=SEE_ORIGINAL)

    def bad_row(self, recognised: RecognisedPart, row: Row, errors: RowErrors) -> None:
        """A row with cells that cannot be read."""
        at = recognised.part.at(row.number)
        self.spoilt += 1
        if errors.whole_row:
            value = " | ".join(as_text(cell) for cell in row.cells[:20])
            message = f"Expected {errors.whole_row}."
            # A last row without its line break is another matter than cells too few or too many.
            of = (at.file, at.sheet, row.complete)
            self.found.error(self.kind("width"), message, at=at, value=value, advice=AS_PUBLISHED, of=of)
        rest = [bad for bad in errors.errors if not bad[2].cause]
        if len(rest) >= MISFIT:
            # Then what other cells seem to say is no sign of anything.
            self._misfit(recognised, row, rest)
            return
        for column, cell, error in errors.errors:
            if error.cause:
                self.found.caused(error.cause, at=at, column=recognised.heading(column.name), value=as_text(cell))
        for column, cell, error in rest:
            heading = recognised.heading(column.name)
            self.rule(column.name, f"Expected {error}.", at, heading, as_text(cell))
            if error.out_of_bounds:
                self._try_factors((self.kind(column.name), at.file, at.sheet), cell, column.parse)

    def out_of_bounds(self, suffix: str, at: Place, column: str, value: str, key: str, low: float, high: float) -> None:
        """A figure is not within the bounds that another table gives for `key`."""
        expected = f"Expected a number within the bounds that are given for it: here {low:g} to {high:g}, of {key}."
        self.rule(suffix, expected, at, column, value)
        self._try_factors((self.kind(suffix), at.file, at.sheet), value, decimal(low, high))

    def _misfit(self, recognised: RecognisedPart, row: Row, bad: Sequence[BadCell]) -> None:
        """A row in which several cells are wrong: one finding, by what the row seems to be."""
        at, first = recognised.part.at(row.number), bad[0]
        headings = [recognised.heading(column.name) for column, *_ in bad]
        named = f"{', '.join(headings[:MISFIT])}{' …' if len(bad) > MISFIT else ''}"
        expected = f"under {headings[0]}, expected {first[2]}"
        filled = sum(bool(as_text(cell)) for cell in row.cells)
        if _repeats(recognised.headings, recognised.match.positions, row):
            suffix = "heading-again"
            words = "The heading stands here again, below its own row: files were put together, or their rows sorted."
        elif filled < MISFIT:
            suffix = "words-among-rows"
            words = (
                f"This is no row of the table ({expected}): a note, a total or a second line of the heading stands among rows."
            )
        elif all(error.out_of_bounds for *_, error in bad):
            suffix = "out-of-bounds"
            words = f"Figures of {len(bad)} columns ({named}) are too small or too large; {expected}."
            for column, cell, _ in bad:
                self._try_factors((self.kind(suffix), at.file, at.sheet), cell, column.parse)
        else:
            suffix = "misfit"
            words = (
                f"Cells of {len(bad)} columns ({named}) do not hold what their headings say; {expected}. Cells or headings were "
                "moved sideways or left empty, or a line that is no row stands among rows."
            )
        value = " | ".join(as_text(cell) for cell in row.cells[:20])
        self.found.error(
            self.kind(suffix), words, at=at, column=headings[0], value=value, advice=AS_PUBLISHED, of=(at.file, at.sheet)
        )

    def _try_factors(self, key: tuple[str, str, str], cell: object, parse: Callable) -> None:
        """Keep the units in which all figures of a finding would do."""
        self._tried[key] += 1
        if self._tried[key] > MOST_TRIED:
            return
        number = _number(cell)  # type: ignore[arg-type]
        factors = self._factors.setdefault(key, set(FACTORS))
        factors -= {factor for factor in factors if not _fits(parse, number / factor)}  # type: ignore[operator]

    def settle(self) -> None:
        """Once all rows are read: put together what has one cause, and name it where it shows."""
        for found in self.found.gathered():
            key = (found.kind, *found.spots[0][:2])
            if (factors := self._factors.get(key)) and self._tried[key] >= FEWEST_SCALED:
                factor = min(factors, key=lambda each: max(each, 1 / each))
                said = f"divided by {factor:g}" if factor > 1 else f"multiplied by {1 / factor:g}"
                found.advice = (
                    f"They would do if they were {said}: the figures are in another unit, or a program lost their decimal "
                    f"points. {AS_PUBLISHED}"
                )
        for own in _by_part(self.found.gathered(lambda each: isinstance(each.message, str) and each.severity == ERROR)):
            frequent = [each for each in own if each.count >= MANY_ROWS]
            if sideways := [each for each in frequent if each.kind == self.kind("misfit")]:
                self.found.drop(each for each in own if each not in sideways and each.kind != self.kind("width"))
            elif len(frequent) > MANY:
                self._put_together(frequent)

    def _put_together(self, frequent: Sequence[Gathered]) -> None:
        first = frequent[0]
        columns: Counter[str] = Counter()
        for each in frequent:
            columns[each.spots[0].column or "the row"] += each.count
        listed = ", ".join(f"{name} ({count:,})" for name, count in columns.most_common(12))
        self.found.drop(frequent)
        together = Gathered(
            ERROR,
            self.kind("columns"),
            (ERROR, self.kind("columns"), *first.spots[0][:2]),
            f"{len(frequent)} rules are broken again and again: {listed}. The first: {first.message}",
            AS_PUBLISHED,
            IN_PLACES,
        )
        for each in frequent:
            together.add(each.spots, each.files)
        self.found.take([together])


def put_tables_together(tables: Iterable[Faults]) -> list[Gathered]:
    """The findings of all tables of an upload; what breaks the same rule in the same column of more than a few is one."""
    alike: dict[tuple[str, str, str], list[Gathered]] = {}
    for faults in tables:
        prefix = faults.kind("")
        for found in faults.found.gathered():
            rule = found.kind.removeprefix(prefix)
            alone = isinstance(found.message, str) and found.severity == ERROR and rule != found.kind
            # What is of no rule of a table stays what it is.
            name = (found.severity, rule, found.spots[0].column) if alone else (found.severity, found.kind, repr(found.key))
            alike.setdefault(name, []).append(found)
    together = []
    for (severity, rule, column), members in alike.items():
        first = members[0]
        if len({member.kind for member in members}) <= MANY:
            together += members
            continue
        whole = Gathered(severity, rule, (severity, rule, column), first.message, first.advice)
        for member in members:
            whole.add(member.spots, member.files)
        together.append(whole)
    return together


def _by_part(gathered: Iterable[Gathered]) -> list[list[Gathered]]:
    parts: dict[tuple[str, str], list[Gathered]] = {}
    for found in gathered:
        parts.setdefault(found.spots[0][:2], []).append(found)
    return list(parts.values())


def _fits(parse: Callable, number: float) -> bool:
    try:
        # Not 0.30000000000000004: dividing leaves hairs.
        parse(round(number, 9))
    except CellError:
        return False
    return abs(number) < inf


def _repeats(headings: Mapping[str, str], positions: Mapping[str, int], row: Row) -> bool:
    """Whether most cells of a row are the headings of their columns."""
    same = [
        folded_header(row.cells[at]) == folded_header(headings.get(name, ""))
        for name, at in positions.items()
        if at < len(row.cells) and re.search(r"\w", headings.get(name, ""))
    ]
    return sum(same) * 2 > len(same)
