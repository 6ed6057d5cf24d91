"""The index of the paper's appendix, and a redistribution of it with other figures, read only to compare."""

from citations.importing.cells import decimal, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import SOC_CODE

PROBABILITY = decimal(0, 1)

INDEX = Table(
    key="index",
    label="Automation risk index",
    columns=(
        Column("rank", "Rank", integer(1)),
        Column("probability", "Probability", PROBABILITY),
        Column("label", "Label", integer(0, 1), nullable=True),
        Column("code", "SOC code", SOC_CODE),
        Column("title", "Occupation", text(200)),
    ),
    unique=("code",),
)

REDISTRIBUTION = Table(
    key="redistribution",
    label="Redistribution with wages and employment (raw)",
    columns=(
        Column("rank", "_ - rank", integer(1)),
        Column("code", "_ - code", SOC_CODE),
        Column("probability", "prob", PROBABILITY),
    ),
    required=False,
    unique=("code",),
    references=(Reference(("code",), INDEX.key, ("code",)),),
    open_end=True,
)
