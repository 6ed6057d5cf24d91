"""Cells that hold a task's words, in sources that know no task numbers."""

from citations.importing.cells import Cell, text
from occupations.models.exposure import normalised_statement

LONGEST = 500
_text = text(LONGEST)


def task_text(cell: Cell) -> str:
    """A task statement, normalised: texts that differ only in capitals and spaces are one."""
    return normalised_statement(str(_text(cell)))
