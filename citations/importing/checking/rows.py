"""Rows of a recognised part, parsed some thousands at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from citations.importing.cells import QUOTED, Cell, CellError
from citations.importing.importer import RecognisedPart
from citations.importing.issues import Findings, Place
from citations.importing.reading import Row, UnreadableFile
from citations.importing.spooling import CHUNK
from citations.importing.tables import RowErrors, folded_header

OnError = Callable[[Row, RowErrors], None]
OnSkip = Callable[[Row, str], None]
# Characters of the rows that are gathered at a time: those of an official table take a tenth of it.
CHUNK_SIZE = 4_000_000
# So many cells in quotation marks are no accident.
FEWEST_QUOTED = 3


@dataclass
class Chunk:
    """Some thousand raw rows and, one for each, the parsed ones; where the cells of the raw ones were needed by column, these."""

    rows: list[Row]
    parsed: list[tuple]
    by_column: Sequence[Sequence[Cell]] | None = None

    def columns(self) -> Sequence[Sequence[Cell]]:
        """The cells of the raw rows by column; None for those that a row lacks at its end."""
        return list(zip_longest(*(row.cells for row in self.rows))) if self.by_column is None else self.by_column


def parsed_chunks(recognised: RecognisedPart, on_error: OnError, on_skip: OnSkip) -> Iterator[Chunk]:
    """The rows below the header, some thousands at a time.

    Blank rows are passed over. Bad rows go to `on_error`, those left out to `on_skip`. Raises `UnreadableFile` where the file
    itself breaks off.
    """
    raw = recognised.part.rows()
    header: list[str] = []
    for row in raw:
        if row.number == recognised.header_row:
            header = [folded_header(cell) for cell in row.cells]
            break
    reading = _Reading(recognised, header, on_error, on_skip)
    for chunk in _chunks(raw):
        yield reading.at_once(chunk) or reading.one_by_one(chunk)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows, some thousands at a time, fewer where they are long. Where the file breaks off, what came before is still given,
    and checked."""
    chunk: list[Row] = []
    size = 0
    try:
        for row in rows:
            chunk.append(row)
            size += row.size
            if len(chunk) == CHUNK or size > CHUNK_SIZE:
                yield chunk
                chunk, size = [], 0
    except UnreadableFile:
        yield chunk
        raise
    yield chunk


class _Reading:
    """Parsing below one header: in columns where a chunk is sound throughout, row by row where it is not."""

    def __init__(self, recognised: RecognisedPart, header: list[str], on_error: OnError, on_skip: OnSkip) -> None:
        self.recognised, self.header, self.on_error, self.on_skip = recognised, header, on_error, on_skip
        self.delimited = recognised.part.delimited
        # Cells of delimited files are text, and only there every row has to be as wide as the header.
        self.parse = recognised.match.row_parser(is_text=self.delimited)

    def at_once(self, chunk: list[Row]) -> Chunk | None:
        """The whole chunk, or None where its rows have to be parsed one by one."""
        if not chunk or not self.delimited or self.recognised.table.skip is not None or not chunk[-1].complete:
            return None
        rows = [row.cells for row in chunk]
        if set(map(len, rows)) != {len(self.header)}:
            return None
        columns = list(zip(*rows, strict=True))
        # Only a row that begins with an empty cell can be blank.
        if not all(str(cell).strip() for cell in set(columns[0])):
            return None
        try:
            return Chunk(chunk, self.parse.many(columns), columns)
        except CellError:
            return None

    def one_by_one(self, chunk: list[Row]) -> Chunk:
        rows, parsed = [], []
        skip, width = self.recognised.table.skip, len(self.header)
        for row in chunk:
            cells = row.cells
            if is_blank(cells) and not (self.delimited and 1 < len(cells) < width):
                continue
            if skip is not None and (reason := skip(dict(zip(self.header, cells, strict=False)))):
                self.on_skip(row, reason)
                continue
            try:
                self._refuse_cut_row(row)
                parsed.append(self.parse(cells))
                rows.append(row)
            except RowErrors as errors:
                self.on_error(row, errors)
        return Chunk(rows, parsed)

    def _refuse_cut_row(self, row: Row) -> None:
        if not self.delimited:
            return
        if len(row.cells) != len(self.header):
            raise RowErrors(
                [],
                f"{len(self.header)} cells, as in the heading, but the row has {len(row.cells)}; it may be cut off, or be a note",
            )
        if not row.complete and not self.recognised.table.open_end:
            raise RowErrors(
                [],
                "a line break after the last row; without one the file is cut off, or was saved by another program",
            )


class QuotedCells:
    """Cells that begin and end with a quotation mark, as CSV writes them, in a text where quotation marks are letters.

    found  where they are
    """

    def __init__(self) -> None:
        self.found = Findings()
        self._is_original = False

    @property
    def is_resaved(self) -> bool:
        """Whether a spreadsheet program wrote them: several, and no other cell holds a comma or a quotation mark."""
        return not self._is_original and sum(found.count for found in self.found.gathered()) >= FEWEST_QUOTED

    def look(self, cells: Sequence[Cell], at: Callable[[int], Place], heading: str) -> None:
        """Look through some cells of a column; `at` gives the place of one by its position."""
        for index, text in enumerate(map(str, cells)):
            if self._is_original:
                return
            if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1].replace('""', ""):
                self.found.caused(QUOTED, at=at(index), column=heading, value=text)
            elif '"' in text or "," in text:
                self._is_original = True


def is_blank(cells: list[Cell]) -> bool:
    """Whether a row holds nothing but white space."""
    # A plain loop: it mostly ends at the first cell.
    for cell in cells:  # noqa: SIM110 -- see above
        if cell is not None and not (isinstance(cell, str) and not cell.strip()):
            return False
    return True
