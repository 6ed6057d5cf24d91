"""Reads the edges of the IBS crosswalk from SOC 2010 to ISCO-08."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, register
from gradient.importers.ibs_crosswalk.tables import SOC10_ISCO08
from occupations.models import CrosswalkEdge


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
    tables = (SOC10_ISCO08,)
    default_version = "2022"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield FactRows(
            CrosswalkEdge,
            ("from_system", "from_code", "to_system", "to_code", "weight"),
            (("soc-2010", row.soc, "isco-08", row.isco, None) for row in rows),
        )

    def fact_models(self):
        return (CrosswalkEdge,)
