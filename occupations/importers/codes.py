"""What U.S. sources share: parsers of codes, and of a task's words in sources that know no task numbers; what releases of O*NET
are called."""

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

LONGEST = 500
_text = text(LONGEST)


def task_text(cell: Cell) -> str:
    """A task statement, normalised: texts that differ only in capitals and spaces are one."""
    return normalised_statement(str(_text(cell)))
