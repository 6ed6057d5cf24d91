"""Collecting what a check finds: every place, capped per kind, with exact totals."""

from collections import Counter
from dataclasses import dataclass
from functools import partialmethod
from typing import Protocol

from citations.stated import GROSS, SLIPS, STATED_DIFFERS

CAP_PER_KIND = 50

# Refused; held back until a steward overrules it with a reason; to be acknowledged or looked at; to be known.
ERROR, STOP, WARNING, NOTE = "error", "stop", "warning", "note"


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


@dataclass(frozen=True)
class Finding:
    """One finding with its place."""

    severity: str
    kind: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


class Findings:
    """The findings of one check. Keeps the first 50 of each kind and counts them all.

    tables     the tables that were read, by key, for rules that look at more than one row
    version    the release's name, of which rules may differ: as the uploader gave it, until its files say more
    is_sample  whether it is part of the sample, which is held to other releases of the sample alone
    """

    def __init__(self, version: str = "", *, is_sample: bool = False) -> None:
        self.version, self.is_sample = version, is_sample
        self.tables: dict[str, CheckedTable] = {}
        self.kept: list[Finding] = []
        self.totals: Counter[tuple[str, str]] = Counter()
        self._gross: list[str] = []
        self._gross_share = 0.0

    def add(self, severity: str, kind: str, message: str, *, at: Place = NOWHERE, column: str = "", value: object = "") -> None:
        """Count a finding, and keep it where few of its kind came before."""
        self.totals[severity, kind] += 1
        if self.totals[severity, kind] <= CAP_PER_KIND:
            self.kept.append(
                Finding(
                    severity,
                    kind[:60],
                    legible(message, 5_000),
                    legible(at.file, 300),
                    legible(at.sheet, 120),
                    at.row,
                    legible(column, 120),
                    legible(value, 200),
                )
            )

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
        self.add(WARNING, STATED_DIFFERS, message, at=at, column=column, value=value)
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
        return any(kind == found for _, found in self.totals)

    @property
    def error_count(self) -> int:
        return self._count(ERROR)

    @property
    def stop_count(self) -> int:
        return self._count(STOP)

    def _count(self, severity: str) -> int:
        return sum(count for (of, _), count in self.totals.items() if of == severity)

    def totals_document(self) -> list[dict]:
        """Exact totals per kind, for the release's report."""
        return [
            {"severity": severity, "kind": kind, "count": count, "shown": min(count, CAP_PER_KIND)}
            for (severity, kind), count in sorted(self.totals.items())
        ]
