"""Whether an occupation can be done from home: by O*NET-SOC code, and averaged by the codes of the wage survey."""

from citations.importing.cells import decimal, integer, text
from citations.importing.tables import Column, Table
from occupations.importers.codes import ONET_SOC_CODE, SOC_CODE

BY_ONET_SOC = Table(
    key="by_onet_soc",
    label="Work at home by O*NET-SOC occupation",
    columns=(
        Column("code", "onetsoccode", ONET_SOC_CODE),
        Column("title", "title", text(200)),
        Column("teleworkable", "teleworkable", integer(0, 1)),
    ),
    unique=("code",),
)

BY_SOC = Table(
    key="by_soc",
    label="Work at home by SOC occupation",
    columns=(
        Column("code", "OCC_CODE", SOC_CODE),
        Column("title", "OES_TITLE", text(200)),
        Column("teleworkable", "teleworkable", decimal(0, 1)),
    ),
    required=False,
    unique=("code",),
)
