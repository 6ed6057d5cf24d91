"""The IBS crosswalk from SOC 2010 to ISCO-08. Of the archive's Stata files, the one from SOC 2010 to ISCO-08 is read."""

import re
from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Cell, CellError, as_text
from citations.importing.importer import FactRows, Importer, NamedOther, register
from citations.importing.plausibility.codes import Known
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Table
from occupations.models import CodeSystem, CrosswalkEdge


def soc_code(cell: Cell) -> str:
    """A SOC code stored as a whole number (111011) or as published ('11-1011')."""
    match = re.fullmatch(r"(\d{2})-?(\d{4})", as_text(cell))
    if not match:
        raise CellError("a SOC 2010 code, six digits like 111011")
    return f"{match[1]}-{match[2]}"


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


@register
class IbsCrosswalk(Importer):
    dataset = DatasetDeclaration(
        slug="ibs-crosswalk",
        title="Crosswalk from O*NET-SOC and SOC to ISCO-08",
        short_title="IBS O*NET-SOC ↔ ISCO-08 occupation crosswalk",
        publisher="Institute for Structural Research (IBS)",
        homepage="https://ibs.org.pl/en/resources/occupation-classifications-crosswalks-from-onet-soc-to-isco/",
        licence="Free to use with citation of the paper",
        citation={
            "type": "article-journal",
            "title": "Educational upgrading, structural change and the task composition of jobs in Europe",
            "author": [
                {"family": "Hardy", "given": "Wojciech"},
                {"family": "Keister", "given": "Roma"},
                {"family": "Lewandowski", "given": "Piotr"},
            ],
            "container-title": "Economics of Transition",
            "volume": "26",
            "issue": "2",
            "page": "201-231",
            "issued": {"date-parts": [[2018]]},
            "DOI": "10.1111/ecot.12145",
        },
        measures="Which ISCO-08 unit groups a U.S. occupation of SOC 2010 corresponds to: a relation of many to many.",
        does_not_measure=(
            "Whether two occupations are the same, or which part of one belongs to the other: the edges carry no weights."
        ),
    )
    version = 1
    named_others = (
        NamedOther(
            label="the crosswalk of the Bureau of Labor Statistics between ISCO-08 and SOC 2010",
            advice=(
                "ISCO-08 is reached by the crosswalk of IBS here, and this one is not read. Leave it out, or upload "
                "onetsoc_to_isco_cws_ibs.zip."
            ),
            headings=("ISCO-08 Code", "2010 SOC Code"),
        ),
    )
    tables = (SOC10_ISCO08,)
    plausible = (
        Known(CrosswalkEdge, "from_code", CodeSystem.SOC_2010.value),
        Known(CrosswalkEdge, "to_code", CodeSystem.ISCO_08.value),
        Kept(CrosswalkEdge, lost=0.1),
    )
    default_version = "2022"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield FactRows(
            CrosswalkEdge,
            ("from_system", "from_code", "to_system", "to_code", "weight"),
            (("soc-2010", row.soc, "isco-08", row.isco, None) for row in rows),
        )

    def fact_models(self):
        return (CrosswalkEdge,)
