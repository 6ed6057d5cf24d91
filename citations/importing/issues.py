"""Collecting what a check finds: every place, capped per kind, with exact totals."""

from collections import Counter
from dataclasses import dataclass

CAP_PER_KIND = 50

ERROR, WARNING, NOTE = "error", "warning", "note"


def legible(value: object, maximum: int) -> str:
    """Text of a file as a report can show and a database can hold it: no control or broken characters, at most `maximum` long."""
    text = "" if value is None else str(value)[: maximum + 1]
    text = "".join(" " if c in "\t\r\n" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= maximum else text[: maximum - 1] + "…"


@dataclass(frozen=True)
class Finding:
    """One finding with its place. `row` counts as a spreadsheet program does."""

    severity: str
    kind: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


class Findings:
    """The findings of one check. Keeps the first 50 of each kind and counts them all."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.totals: Counter[tuple[str, str]] = Counter()

    def add(
        self,
        severity: str,
        kind: str,
        message: str,
        *,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        value: object = "",
    ) -> None:
        self.totals[severity, kind] += 1
        if self.totals[severity, kind] <= CAP_PER_KIND:
            self.kept.append(
                Finding(
                    severity,
                    kind[:60],
                    legible(message, 5_000),
                    legible(file, 300),
                    legible(sheet, 120),
                    row,
                    legible(column, 120),
                    legible(value, 200),
                )
            )

    def error(self, kind: str, message: str, **place) -> None:
        self.add(ERROR, kind, message, **place)

    def warning(self, kind: str, message: str, **place) -> None:
        self.add(WARNING, kind, message, **place)

    def note(self, kind: str, message: str, **place) -> None:
        self.add(NOTE, kind, message, **place)

    @property
    def error_count(self) -> int:
        return sum(count for (severity, _), count in self.totals.items() if severity == ERROR)

    def totals_document(self) -> list[dict]:
        """Exact totals per kind, for the release's report."""
        return [
            {"severity": severity, "kind": kind, "count": count, "shown": min(count, CAP_PER_KIND)}
            for (severity, kind), count in sorted(self.totals.items())
        ]
