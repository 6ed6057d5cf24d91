"""The first rows of a part, where headers are, matched with the tables that they may be headers of."""

from collections.abc import Mapping, Sequence

from citations.importing.importer import Importer, RecognisedPart
from citations.importing.reading import Part, Row
from citations.importing.tables import RowErrors, Table, folded_header, folded_headers

Candidate = tuple[Importer, Table]


def tables_by_heading(importers: Sequence[Importer]) -> dict[str, list[Candidate]]:
    """Every table that has a column headed so, by folded heading."""
    tables_of: dict[str, list[Candidate]] = {}
    for importer in importers:
        for table in importer.tables:
            for heading in {heading for column in table.columns for heading in column.headers}:
                tables_of.setdefault(heading, []).append((importer, table))
    return tables_of


class PartHead:
    """The first rows of a part, each with the tables that have a column headed by one of its cells."""

    def __init__(self, part: Part, rows: list[Row], tables_of: Mapping[str, Sequence[Candidate]]) -> None:
        self.part, self.rows = part, rows
        self.headings = [folded_headers(row.cells) for row in rows]
        # Rows of data rarely hold a heading, so they are matched with no table.
        candidates: dict[int, tuple[Candidate, list[int]]] = {}
        for index, headings in enumerate(self.headings):
            for heading in headings:
                for candidate in tables_of.get(heading, ()):
                    _, indexes = candidates.setdefault(id(candidate[1]), (candidate, []))
                    if not indexes or indexes[-1] != index:
                        indexes.append(index)
        self.candidates = [
            (importer, table, indexes) for (importer, table), indexes in candidates.values() if _may_hold(part, table)
        ]

    def accepted(self, recognised: RecognisedPart) -> bool:
        """Whether the table takes the part, by its own rule on the first row that parses."""
        accepts = recognised.table.accepts
        return accepts is None or accepts(self.part.name, self._first_row(recognised)[1])

    def unsound_rows(self, recognised: RecognisedPart) -> int:
        """How many rows come before the first that the table can read."""
        return self._first_row(recognised)[0]

    def _first_row(self, recognised: RecognisedPart) -> tuple[int, tuple | None]:
        below = [row for row in self.rows if row.number > recognised.header_row]
        parse = recognised.match.row_parser()
        for index, row in enumerate(below):
            try:
                return index, parse(row.cells)
            except RowErrors:
                continue
        return len(below), None


def _may_hold(part: Part, table: Table) -> bool:
    """Whether the part's sheet is one that the table is on."""
    return not (part.sheet and table.sheets) or folded_header(part.sheet) in map(folded_header, table.sheets)
