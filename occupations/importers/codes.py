"""The codes that U.S. sources share: parsers, and what lists of them are called; a task's words in sources that know no task
numbers; and what releases of O*NET are called."""

from citations.importing.cells import Cell, matching, text
from citations.importing.versions import VersionNames
from occupations.models.exposure import normalised_statement

ONET_SOC_CODE = matching(r"\d{2}-\d{4}\.\d{2}", "an O*NET-SOC code like 27-4014.00")
SOC_CODE = matching(r"\d{2}-\d{4}", "a SOC code like 27-4014")
CIP_CODE = matching(r"\d{2}\.\d{4}", "a CIP code like 10.0203")

# Number 30 begins in August 2025, and each year brings the next.
ONET_NUMBERS = VersionNames(
    "two numbers",
    "30.2",
    r"[1-9]\d?\.\d",
    [(r"(?:o\*?net|db|database|release|version|v)?[ ._]*([1-9]\d?)[.,_](\d)(?: database)?", r"\1.\2")],
    year_of_0=1995,
)
# What O*NET's lists of ids are called where others are held to them.
TASK_NUMBERS, INTERMEDIATE_ACTIVITIES = "the tasks of O*NET", "the intermediate work activities of O*NET"

LONGEST = 500
_text = text(LONGEST)


def task_text(cell: Cell) -> str:
    """A task statement, normalised: texts that differ only in capitals and spaces are one."""
    return normalised_statement(str(_text(cell)))
