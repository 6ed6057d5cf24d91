"""Headings of the tables of 2018–28 and before, as the one row of headings that later tables have.

“2018 National Employment Matrix title and code” stands over two columns, and what belongs together stands over the years, or over
“Number” and “Percent”, in the row below: “Employment” over 2018 and 2028, “Change, 2018–28” over both kinds of change.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from citations.importing.cells import Cell, as_text
from citations.importing.reading import Row

_TITLE_AND_CODE = re.compile(r"(20\d\d National Employment Matrix) title and code", re.IGNORECASE)
_CHANGE = re.compile(r"(?:Employment )?change,? *(20.*)", re.IGNORECASE)
_KINDS = {"number": "numeric", "numeric": "numeric", "percent": "percent"}
_FOOTNOTES = re.compile(r"(\s*[\[(]\d[\])])+$")


def one_row(rows: Sequence[Row]) -> Row | None:
    """The headings in one row, with the number of the last row they stand in; None where they stand in one, or are others'."""
    for index, row in enumerate(rows):
        matrix = next((found for cell in row.cells if (found := _TITLE_AND_CODE.match(as_text(cell)))), None)
        if matrix is None:
            continue
        below = rows[index + 1] if index + 1 < len(rows) else None
        # Rows of occupations have a title; the second row of headings begins where the figures do.
        if below is None or not below.cells or as_text(below.cells[0]):
            return Row(row.number, _joined(row.cells, [], matrix[1]))
        return Row(below.number, _joined(row.cells, below.cells, matrix[1]))
    return None


def _joined(above: Sequence[Cell], below: Sequence[Cell], matrix: str) -> list[Cell]:
    headings: list[Cell] = []
    group = ""
    for upper, lower in zip_longest((_heading(cell) for cell in above), (_heading(cell) for cell in below), fillvalue=""):
        follows_title = group.endswith("title and code") and not upper and not lower
        group = upper or (group if lower or follows_title else "")
        if group.endswith("title and code"):
            headings.append(f"{matrix} {'title' if upper else 'code'}")
        elif lower and (change := _CHANGE.match(group)):
            headings.append(f"Employment change, {_KINDS.get(lower.casefold(), lower)}, {change[1]}")
        else:
            headings.append(", ".join(filter(None, (group, lower))))
    return headings


def _heading(cell: Cell) -> str:
    return _FOOTNOTES.sub("", " ".join(as_text(cell).split()))
