"""Tables of a page as Markdown has them."""

from collections.abc import Sequence


def cell_text(text: str) -> str:
    """Text for the inside of a cell, on one line."""
    return " ".join(text.split()).replace("|", "\\|")


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A pipe table whose first row is the heading. Rows are filled up to the longest; none for no rows."""
    filled = [row for row in rows if any(row)]
    if not filled:
        return []
    width = max(map(len, filled))
    lines = ["| " + " | ".join([*map(cell_text, row), *[""] * (width - len(row))]) + " |" for row in filled]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]
