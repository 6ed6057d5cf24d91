"""What the four files hold: three crosswalks of two codes each, and the structure with one column a level."""

from citations.importing.cells import text
from citations.importing.tables import Column, Table
from occupations.importers.codes import ONET_SOC_CODE, SOC_CODE
from occupations.models import SocGroup

Level = SocGroup.Level

SOC_2010_TO_2018 = Table(
    key="soc_2010_to_2018",
    label="SOC 2010 to SOC 2018",
    columns=(
        Column("from_code", "2010 SOC Code", SOC_CODE),
        Column("from_title", "2010 SOC Title", text(200)),
        Column("to_code", "2018 SOC Code", SOC_CODE),
        Column("to_title", "2018 SOC Title", text(200)),
    ),
    unique=("from_code", "to_code"),
)

ONET_2010_TO_2019 = Table(
    key="onet_2010_to_2019",
    label="O*NET-SOC 2010 to O*NET-SOC 2019",
    columns=(
        Column("from_code", "O*NET-SOC 2010 Code", ONET_SOC_CODE),
        Column("from_title", "O*NET-SOC 2010 Title", text(200)),
        Column("to_code", "O*NET-SOC 2019 Code", ONET_SOC_CODE),
        Column("to_title", "O*NET-SOC 2019 Title", text(200)),
    ),
    required=False,
    unique=("from_code", "to_code"),
)

ONET_2019_TO_SOC = Table(
    key="onet_2019_to_soc",
    label="O*NET-SOC 2019 to SOC 2018",
    columns=(
        Column("from_code", "O*NET-SOC 2019 Code", ONET_SOC_CODE),
        Column("from_title", "O*NET-SOC 2019 Title", text(200)),
        Column("to_code", "2018 SOC Code", SOC_CODE),
        Column("to_title", "2018 SOC Title", text(200)),
    ),
    unique=("from_code",),
)

LEVELS = (Level.MAJOR, Level.MINOR, Level.BROAD, Level.DETAILED, Level.ONET)


def one_code_a_row(row) -> tuple[str, str] | None:
    """The level of an entry is told by the column its code stands in."""
    filled = [level.value for level in LEVELS if getattr(row, level.value)]
    if len(filled) != 1:
        return filled[1] if filled else Level.MAJOR.value, "one code a row, in the column of its level"
    return None


STRUCTURE = Table(
    key="structure",
    label="O*NET-SOC 2019 structure",
    columns=(
        Column(Level.MAJOR.value, "Major Group", SOC_CODE, nullable=True),
        Column(Level.MINOR.value, "Minor Group", SOC_CODE, nullable=True),
        Column(Level.BROAD.value, "Broad Occupation", SOC_CODE, nullable=True),
        Column(Level.DETAILED.value, "Detailed Occupation", SOC_CODE, nullable=True),
        Column(Level.ONET.value, "Detailed O*NET-SOC", ONET_SOC_CODE, nullable=True),
        Column("title", "SOC or O*NET-SOC 2019 Title", text(200)),
    ),
    unique=("major", "minor", "broad", "detailed", "onet"),
    cross_check=one_code_a_row,
)
