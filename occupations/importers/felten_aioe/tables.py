"""Of both workbooks, the sheet with one score an occupation is read."""

from citations.importing.cells import decimal, text
from citations.importing.tables import Column, Table
from occupations.importers.codes import SOC_CODE

AIOE = Table(
    key="aioe",
    label="AIOE scores by occupation (Appendix A)",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "Occupation Title", text(200)),
        Column("score", "AIOE", decimal(-10, 10)),
    ),
    unique=("code",),
)

LANGUAGE_MODELING_AIOE = Table(
    key="lm_aioe",
    label="Language Modeling AIOE by occupation",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "Occupation Title", text(200)),
        Column("score", "Language Modeling AIOE", decimal(-10, 10)),
    ),
    unique=("code",),
)
