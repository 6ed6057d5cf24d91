"""Parsers of OEWS cells: a value with its status. The markers are never read as numbers."""

from citations.importing.cells import Cell, CellError, Parser, as_text, decimal, integer
from occupations.models import WageStatus

Marked = tuple[float | None, str]

# From May 2023 on BLS publishes no wage above these; the field descriptions of each release state them.
TOP_HOURLY = 115.0
TOP_ANNUAL = 239_200

MISSING = {"*": WageStatus.NOT_AVAILABLE.value, "**": WageStatus.NOT_RELEASED.value}


def marked(number: Parser, *, top: float | None = None, small: bool = False) -> Parser:
    """A number, `*`, `**`, with `top` also `#` (the value is then the top code), with `small` also `~`."""
    markers: dict[str, Marked] = {spelling: (None, status) for spelling, status in MISSING.items()}
    if top is not None:
        markers["#"] = (top, WageStatus.TOP_CODED.value)
    if small:
        markers["~"] = (None, WageStatus.BELOW_HALF_PERCENT.value)
    given = WageStatus.GIVEN.value
    expected = f", or one of {' '.join(markers)}"

    def parse(cell: Cell) -> Marked:
        found = markers.get(as_text(cell)) if isinstance(cell, str) else None
        if found is not None:
            return found
        try:
            return number(cell), given  # type: ignore[return-value]
        except CellError as error:
            raise CellError(f"{error}{expected}") from None

    return parse


PEOPLE = marked(integer(0))
PERCENT = marked(decimal(0))
SHARE = marked(decimal(0, 100))
SHARE_OF_ESTABLISHMENTS = marked(decimal(0, 100), small=True)
HOURLY = marked(decimal(0), top=TOP_HOURLY)
ANNUAL = marked(integer(0), top=TOP_ANNUAL)
