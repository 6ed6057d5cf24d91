"""The sheet CIP-SOC; the workbook's other sheets are parts of it or the same the other way round."""

from citations.importing.cells import Cell, CellError, text
from citations.importing.tables import Column, Table
from occupations.importers.codes import CIP_CODE, SOC_CODE
from occupations.importers.nces_cip_soc.families import FAMILIES

NO_FIELD, NO_OCCUPATION = "99.9999", "99-9999"


def cip_code(cell: Cell) -> str:
    """A CIP code of a family of CIP 2020, or the code for 'no match'."""
    code = str(CIP_CODE(cell))
    if code != NO_FIELD and code[:2] not in FAMILIES:
        raise CellError("a CIP code of a series of CIP 2020 like 10.0203")
    return code


def one_side_matches(row) -> tuple[str, str] | None:
    """A line without a field has an occupation."""
    return (
        ("soc_code", "a SOC code, as the line has no field of study")
        if row.cip_code == NO_FIELD and row.soc_code == NO_OCCUPATION
        else None
    )


CROSSWALK = Table(
    key="crosswalk",
    label="CIP-SOC",
    columns=(
        Column("cip_code", "CIP2020Code", cip_code),
        Column("cip_title", "CIP2020Title", text(200)),
        Column("soc_code", "SOC2018Code", SOC_CODE),
        Column("soc_title", "SOC2018Title", text(200)),
    ),
    unique=("cip_code", "soc_code"),
    sheets=("CIP-SOC",),
    cross_check=one_side_matches,
)
