"""Collecting what a check finds: one finding for each cause, with its first places and how many there are."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partialmethod
from typing import NamedTuple, Protocol

from citations.importing.cells import CommonCause
from citations.stated import GROSS, SLIPS, STATED_DIFFERS

# So many findings of a kind are kept, and so many places of a finding; its message names a few of these.
CAP_PER_KIND = 50
CAP_OF_PLACES = 50
TOLD, SHORT = 3, 40

# Refused; held back until a steward overrules it with a reason; to be acknowledged or looked at; to be known.
ERROR, STOP, WARNING, NOTE = "error", "stop", "warning", "note"
# The kind of what says that a file is another one than it is taken for.
ANOTHER_FILE = "another-file"


def legible(value: object, maximum: int) -> str:
    """Text of a file as a report can show and a database can hold it: no control or broken characters, at most `maximum` long."""
    text = "" if value is None else str(value)[: maximum + 1]
    text = "".join(" " if c in "\t\r\n" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= maximum else text[: maximum - 1] + "…"


@dataclass(frozen=True)
class Place:
    """A place in an upload. `row` counts as a spreadsheet program does; None for all of the file or sheet."""

    file: str
    sheet: str = ""
    row: int | None = None

    @property
    def words(self) -> str:
        """The place in a sentence: 'row 7 of sheet national_M2024_dl of national.xlsx'. Empty where it is nowhere."""
        parts = ("" if self.row is None else f"row {self.row:,}", f"sheet {self.sheet}" if self.sheet else "", self.file)
        return " of ".join(filter(None, parts))

    def seen_from(self, file: str) -> str:
        """The row in words, and its file where that is another one."""
        return f"row {self.row:,}" if self.file == file else f"row {self.row:,} of {self.file}"


# Of what is said of the whole upload.
NOWHERE = Place("")


class CheckedTable(Protocol):
    """A table that was read, by what an importer's own rules say where they found something."""

    def heading(self, column: str) -> str:
        """A column's heading as the file has it."""

    def row(self, index: int) -> Place:
        """The place of a parsed row, by its index among those that `rows` yields."""


class Spot(NamedTuple):
    """One place of a finding: a cell, a row, or all of a file."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Finding:
    """One finding with its first place. `count`: in how many places it is so, of which `spots` are the first."""

    severity: str
    kind: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    count: int = 1
    spots: tuple[Spot, ...] = ()

    @property
    def first(self) -> tuple:
        """What it is known by among the findings of a release: severity, kind and first place."""
        return self.severity, self.kind, self.file, self.sheet, self.row, self.column


IN_ROWS, IN_PLACES, OF_CODES = "in {:,} rows", "in {:,} places", "of {:,} codes"


@dataclass
class Gathered:
    """What is found again and again for one cause. `key` tells it from others; `message` is what is said of the first place, or
    the cause of all; `advice`, what to do, goes after the number of places; `counted` says of what that is the number."""

    severity: str
    kind: str
    key: Hashable
    message: str | CommonCause
    advice: str = ""
    counted: str = IN_ROWS
    count: int = 0
    spots: list[Spot] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)

    def add(self, spots: Sequence[Spot], files: Counter[str]) -> None:
        """Count more places, of which these are the first."""
        self.count += files.total()
        self.files.update(files)
        self.spots += spots[: CAP_OF_PLACES - len(self.spots)]

    def finding(self) -> Finding:
        """The one finding that is made of it."""
        if isinstance(self.message, CommonCause):
            words = f"{self.message.what}{self._where(self.message.spoils)}. {self.message.advice}"
        else:
            words = " ".join(filter(None, (self.message, self._more(), self.advice)))
        first = self.spots[0]
        return Finding(self.severity, self.kind[:60], legible(words, 5_000), *first, self.count, tuple(self.spots))

    def _where(self, what: str) -> str:
        if self.count == 1:
            return "" if what == "file" else f", in this {what}"
        of_files = f" of {self._in_files()}" if what != "file" and len(self.files) > 1 else ""
        return f", in {self.count:,} {what}s{of_files}, of which this is the first"

    def _more(self) -> str:
        if self.count == 1:
            return ""
        if len(self.files) > 1:
            return f"It is so in {self.count:,} places of {self._in_files()}."
        few = [spot for spot in self.spots[1 : 1 + TOLD] if spot.row]
        told = [f"{spot.row:,} ({spot.value})" if 0 < len(spot.value) <= SHORT else f"{spot.row:,}" for spot in few]
        if not told:
            return f"It is so in {self.count:,} places."
        following = "the other one is" if self.count == 2 else "the next are" if self.count > 1 + TOLD else "the others are"
        if self.counted != IN_ROWS:
            following += " in row" if self.count == 2 else " in rows"
        return f"It is so {self.counted.format(self.count)}; {following} {', '.join(told)}."

    def _in_files(self) -> str:
        first = ", ".join(
            f"{name.rpartition(' › ')[2].rpartition('/')[2]}: {count:,}" for name, count in self.files.most_common(TOLD)
        )
        more = len(self.files) - TOLD
        return f"{len(self.files):,} files ({first}{f' and {more:,} more' if more > 0 else ''})"


class Findings:
    """The findings of one check: one for each cause, and of each the first places and how many there are.

    tables     the tables that were read, by key, for rules that look at more than one row
    version    the release's name, of which rules may differ: as the uploader gave it, until its files say more
    is_sample  whether it is part of the sample, which is held to other releases of the sample alone
    """

    def __init__(self, version: str = "", *, is_sample: bool = False) -> None:
        self.version, self.is_sample = version, is_sample
        self.tables: dict[str, CheckedTable] = {}
        self._gathered: dict[Hashable, Gathered] = {}
        self._gross: list[str] = []
        self._gross_share = 0.0

    def add(
        self,
        severity: str,
        kind: str,
        message: str,
        *,
        at: Place = NOWHERE,
        column: str = "",
        value: object = "",
        advice: str = "",
        of: Hashable = None,
        counted: str = IN_ROWS,
    ) -> None:
        """Report something. What is found again by the same rule (`kind`) in the same column of the same sheet is the same
        finding in one more place, whose message tells of the first.

        of       what tells findings of one kind apart where that is neither sheet nor column
        advice   what to do, if that is not in the message
        counted  of what its places are the number, where that is not rows
        """
        if of is None:
            of = (at.file, at.sheet, column) if at.file else message
        key = (severity, kind, of)
        self._gather(Gathered(severity, kind, key, message, advice, counted), at, column, value)

    def caused(self, cause: CommonCause, *, at: Place, column: str = "", value: object = "") -> None:
        """Report an error that one deed spoilt many cells or files by: one finding for all of the upload."""
        self._gather(Gathered(ERROR, cause.kind, (ERROR, cause), cause), at, column, value)

    def _gather(self, new: Gathered, at: Place, column: str, value: object) -> None:
        known = self._gathered.setdefault(new.key, new)
        known.count += 1
        known.files[at.file] += 1
        if len(known.spots) < CAP_OF_PLACES:
            shown = (legible(at.file, 300), legible(at.sheet, 120), at.row, legible(column, 120), legible(value, 200))
            known.spots.append(Spot(*shown))

    def take(self, gathered: Iterable[Gathered]) -> None:
        """Add what was gathered elsewhere; of what was found here already, the places."""
        for new in gathered:
            if known := self._gathered.get(new.key):
                known.add(new.spots, new.files)
            else:
                self._gathered[new.key] = new

    def gathered(self, chosen: Callable[[Gathered], bool] = lambda found: True) -> list[Gathered]:
        """What was gathered so far, or those of it that are chosen."""
        return [found for found in self._gathered.values() if chosen(found)]

    def drop(self, gathered: Iterable[Gathered]) -> None:
        """Leave findings out: others tell of what caused them."""
        for found in gathered:
            del self._gathered[found.key]

    @property
    def kept(self) -> list[Finding]:
        """The findings as they are reported, the first of each kind."""
        seen: Counter[tuple[str, str]] = Counter()
        kept = []
        for found in self._gathered.values():
            seen[found.severity, found.kind] += 1
            if seen[found.severity, found.kind] <= CAP_PER_KIND:
                kept.append(found.finding())
        return kept

    error = partialmethod(add, ERROR)
    stop = partialmethod(add, STOP)
    warning = partialmethod(add, WARNING)
    note = partialmethod(add, NOTE)

    def place(self, table_key: str, index: int) -> Place:
        """The place of a table's parsed row by its index among those that `rows` yields; nowhere if the table was not read."""
        table = self.tables.get(table_key)
        return table.row(index) if table else NOWHERE

    def heading(self, table_key: str, column: str) -> str:
        """A column's heading as the file has it; empty if the table was not read."""
        table = self.tables.get(table_key)
        return table.heading(column) if table else ""

    def stated_differs(
        self,
        message: str,
        *,
        gross: bool = False,
        of: int = 1,
        at: Place = NOWHERE,
        column: str = "",
        value: object = "",
    ) -> None:
        """The file states an aggregate that differs from ours beyond rounding. The message says both, in words for readers, too:
        it is printed where the release is cited. `gross`: so far that the file may be damaged, see `is_gross`; it is taken for
        that where more than a few of the aggregates are so. `of`: how many the file states."""
        self.add(WARNING, STATED_DIFFERS, message, at=at, column=column, value=value, of=message)
        if gross:
            self._gross.append(message)
            self._gross_share += 1 / of

    def stop_gross_differences(self) -> None:
        """One finding for all aggregates that are far from ours, unless they are a publisher's slip here and there."""
        if self._gross_share > SLIPS:
            self.stop(
                "stated-far-off",
                f"The file contradicts itself: {len(self._gross):,} of the totals or means that it states are more than "
                f"{GROSS:.0%} away from what its own rows make. {self._gross[0]} Rows may be missing, or figures shifted or "
                "mistyped. Download the publisher's file again.",
            )

    def has(self, kind: str) -> bool:
        """Whether there is a finding of that kind."""
        return any(kind == found.kind for found in self._gathered.values())

    @property
    def error_count(self) -> int:
        return self._count(ERROR)

    @property
    def stop_count(self) -> int:
        return self._count(STOP)

    def _count(self, severity: str) -> int:
        return sum(severity == found.severity for found in self._gathered.values())

    def places_document(self) -> list[dict]:
        """Where else it is as with each finding that is so in several places: the next of these, and how many are not listed."""
        return [
            {"finding": finding.first, "next": [*map(list, finding.spots[1:])], "unlisted": finding.count - len(finding.spots)}
            for finding in self.kept
            if finding.count > 1
        ]

    def totals_document(self) -> list[dict]:
        """Exact totals per kind, for the release's report: findings, how many of them are kept, and their places."""
        findings = Counter((found.severity, found.kind) for found in self._gathered.values())
        places: Counter[tuple[str, str]] = Counter()
        for found in self._gathered.values():
            places[found.severity, found.kind] += found.count
        return [
            {
                "severity": severity,
                "kind": kind,
                "count": count,
                "shown": min(count, CAP_PER_KIND),
                "places": places[severity, kind],
            }
            for (severity, kind), count in sorted(findings.items())
        ]
