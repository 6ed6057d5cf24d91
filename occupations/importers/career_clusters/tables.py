"""The sheet with one line per occupation, cluster and sub-cluster."""

from citations.importing.cells import text
from citations.importing.tables import Column, Table
from occupations.importers.codes import SOC_CODE

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
