"""What the IBS archive holds: of its Stata files, the one from SOC 2010 to ISCO-08 is read."""

import re

from citations.importing.cells import Cell, CellError, as_text
from citations.importing.tables import Column, Table


def soc_code(cell: Cell) -> str:
    """A SOC code stored as a whole number (111011) or as published ('11-1011')."""
    found = re.fullmatch(r"(\d{2})-?(\d{4})", as_text(cell))
    if not found:
        raise CellError("a SOC 2010 code, six digits like 111011")
    return f"{found[1]}-{found[2]}"


def isco_code(cell: Cell) -> str:
    """An ISCO-08 unit group stored as a whole number, which has lost the leading zero of the armed forces (110)."""
    digits = as_text(cell)
    if not re.fullmatch(r"\d{3,4}", digits):
        raise CellError("an ISCO-08 unit group, four digits like 3521")
    return digits.zfill(4)


SOC10_ISCO08 = Table(
    key="soc10_isco08",
    label="SOC 2010 to ISCO-08",
    columns=(Column("soc", "soc10", soc_code), Column("isco", "isco08", isco_code)),
    unique=("soc", "isco"),
)
