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
    delimited = recognised.part.delimited
    # Cells of delimited files are text, and only there every row has to be as wide as the header.
    parse: Callable = recognised.match.text_row_parser() if delimited else recognised.match.row_parser()
    skip = recognised.table.skip
    header: list[str] = []
    width = 0
    for row in recognised.part.rows():
        number, cells, complete = row
        if number <= recognised.header_row:
            if number == recognised.header_row:
                header = [folded_header(cell) for cell in cells]
                width = len(header)
            continue
        first = cells[0] if cells else None
        # Most rows begin with a code, and there is no more to be seen then.
        if (not first or (isinstance(first, str) and first.isspace())) and (
            is_blank(cells) and not (delimited and 1 < len(cells) < width)
        ):
            continue
        if skip is not None and (reason := skip(dict(zip(header, cells, strict=False)))):
            if on_skip:
                on_skip(row, reason)
            continue
        try:
            if delimited:
                if len(cells) != width or not complete:
                    _refuse_cut_row(row, width, recognised)
            elif len(cells) < width:
                # Spreadsheets leave out trailing empty cells.
                cells = [*cells, *([None] * (width - len(cells)))]
            parsed = parse(cells)
        except RowErrors as errors:
            if on_error is None:
                raise
            on_error(row, errors)
        else:
            yield row, parsed


def _refuse_cut_row(row: Row, width: int, recognised: RecognisedPart) -> None:
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
