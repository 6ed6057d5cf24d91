"""The codes that U.S. sources share: parsers, and what lists of them are called; and a task's words in sources that know no task
numbers."""

from citations.importing.cells import Cell, matching, text
from occupations.models.exposure import normalised_statement

ONET_SOC_CODE = matching(r"\d{2}-\d{4}\.\d{2}", "an O*NET-SOC code like 27-4014.00")
SOC_CODE = matching(r"\d{2}-\d{4}", "a SOC code like 27-4014")
CIP_CODE = matching(r"\d{2}\.\d{4}", "a CIP code like 10.0203")

# What O*NET's lists of ids are called where others are held to them.
TASK_NUMBERS, INTERMEDIATE_ACTIVITIES = "the tasks of O*NET", "the intermediate work activities of O*NET"

LONGEST = 500
_text = text(LONGEST)


def task_text(cell: Cell) -> str:
    """A task statement, normalised: texts that differ only in capitals and spaces are one."""
    return normalised_statement(str(_text(cell)))
