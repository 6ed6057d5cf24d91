"""The National Career Clusters Framework by occupation (Advance CTE), one line per occupation, cluster and
sub-cluster."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from citations.datasets import DatasetDeclaration
from citations.importing.cells import text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Table
from occupations.combinations import COMBINATIONS
from occupations.importers.codes import SOC_CODE
from occupations.measures import datasets
from occupations.models import CareerCluster, CodeSystem

SOC = CodeSystem.SOC_2018.value
PLACES = Table(
    key="places",
    label="SOC codes, career clusters and sub-clusters",
    columns=(
        Column("soc_code", "SOC Code", SOC_CODE),
        Column("title", "Occupation Title", text(200)),
        Column("cluster", "Career Cluster", text(100)),
        Column("sub_cluster", "Sub-Cluster", text(100)),
    ),
    unique=("soc_code", "cluster", "sub_cluster"),
)

FIELDS = ("soc_code", "cluster", "sub_cluster")


@register
class CareerClusters(Importer):
    dataset = DatasetDeclaration(
        slug="career-clusters",
        title="National Career Clusters Framework: SOC crosswalk",
        short_title="National Career Clusters Framework",
        publisher="Advance CTE",
        homepage="https://careertech.org/career-clusters/",
        licence="Terms not stated by the publisher: link to the source; the table is not redistributed",
        citation={
            "type": "dataset",
            "title": "National Career Clusters Framework Crosswalk: SOC, Cluster, and Sub-Cluster",
            "author": [{"literal": "Advance CTE"}],
            "issued": {"date-parts": [[2024]]},
            "URL": "https://careertech.org/career-clusters/",
        },
        measures="Which career clusters and sub-clusters of the national framework of 2024 an occupation is aligned to.",
        does_not_measure="What an occupation pays or needs, or how many people of a cluster's programmes enter it.",
    )
    version = 1
    tables = (PLACES,)
    plausible = (
        Known(CareerCluster, "soc_code", SOC, own=COMBINATIONS[datasets.CLUSTERS]),
        Titled(PLACES.key, "soc_code", "title", SOC),
        Kept(CareerCluster, lost=0.2),
    )
    default_version = "2024"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield FactRows(CareerCluster, FIELDS, map(attrgetter(*FIELDS), rows))

    def fact_models(self):
        return (CareerCluster,)
