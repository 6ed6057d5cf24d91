"""The rows of a recognised part, parsed."""

from collections.abc import Callable, Iterator

from citations.importing.cells import Cell
from citations.importing.importer import RecognisedPart
from citations.importing.reading import Row
from citations.importing.tables import RowErrors, folded_header


def parsed_rows(
    recognised: RecognisedPart,
    on_error: Callable[[Row, RowErrors], None] | None = None,
    on_skip: Callable[[Row, str], None] | None = None,
) -> Iterator[tuple[Row, tuple]]:
    """The rows below the header, parsed. Blank rows are passed over. Bad rows go to `on_error`, or raise without one.

    Raises `UnreadableFile` where the file itself breaks off.
    """
    parse = recognised.match.row_parser()
    skip = recognised.table.skip
    header: list[str] = []
    for row in recognised.part.rows():
        if row.number <= recognised.header_row:
            if row.number == recognised.header_row:
                header = [folded_header(cell) for cell in row.cells]
            continue
        cells = row.cells
        if is_blank(cells) and not (recognised.part.delimited and 1 < len(cells) < len(header)):
            continue
        if skip is not None and (reason := skip(dict(zip(header, cells, strict=False)))):
            if on_skip:
                on_skip(row, reason)
            continue
        try:
            _refuse_cut_row(row, len(header), recognised)
            # Spreadsheets leave out trailing empty cells.
            yield row, parse([*cells, *([None] * (len(header) - len(cells)))])
        except RowErrors as errors:
            if on_error is None:
                raise
            on_error(row, errors)


def _refuse_cut_row(row: Row, width: int, recognised: RecognisedPart) -> None:
    if not recognised.part.delimited:
        return
    if len(row.cells) != width:
        raise RowErrors([], f"{width} cells, as in the heading, but the row has {len(row.cells)}; it may be cut off")
    if not row.complete and not recognised.table.open_end:
        raise RowErrors(
            [],
            "a line break after the last row; without one the file may be cut off. Download it again, or, if it is complete, "
            "add a line break at its end",
        )


def is_blank(cells: list[Cell]) -> bool:
    """Whether a row holds nothing but white space."""
    # A plain loop: this runs for every row of every upload, and mostly ends at the first cell.
    for cell in cells:  # noqa: SIM110 -- see above
        if cell is not None and not (isinstance(cell, str) and not cell.strip()):
            return False
    return True
