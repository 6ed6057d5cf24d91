"""Software and tools, and the classification of commodities they stand in."""

from citations.importing.cells import text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.onet.tables.columns import CODE, COMMODITY_CODE, COMMODITY_OR_SOFTWARE, OF_AN_OCCUPATION, YES_OR_NO

# Headed otherwise from 30.3 on, when software came to be classified by elements of the content model instead of commodities.
EXAMPLE = Column("example", "Example", text(200), aliases=("Workplace Example",))

TECHNOLOGY_SKILLS = Table(
    key="technology_skills",
    label="Technology Skills",
    columns=(
        CODE,
        EXAMPLE,
        Column("category_id", "Commodity Code", COMMODITY_OR_SOFTWARE, aliases=("Element ID",)),
        Column("category_title", "Commodity Title", text(200), aliases=("Element Name",)),
        Column("hot", "Hot Technology", YES_OR_NO),
        Column("in_demand", "In Demand", YES_OR_NO),
    ),
    required=False,
    unique=("code", "example", "category_id"),
    references=(OF_AN_OCCUPATION,),
)

TOOLS_USED = Table(
    key="tools_used",
    label="Tools Used",
    columns=(
        CODE,
        EXAMPLE,
        Column("category_id", "Commodity Code", COMMODITY_CODE),
        Column("category_title", "Commodity Title", text(200)),
    ),
    required=False,
    unique=("code", "example", "category_id"),
    references=(OF_AN_OCCUPATION, Reference(("category_id",), "commodities", ("commodity_code",))),
    excludes=("Hot Technology", "In Demand"),
)

COMMODITIES = Table(
    key="commodities",
    label="UNSPSC Reference",
    columns=(
        Column("commodity_code", "Commodity Code", COMMODITY_CODE),
        Column("title", "Commodity Title", text(200)),
        Column("class_code", "Class Code", COMMODITY_CODE),
        Column("class_title", "Class Title", text(200)),
        Column("family_code", "Family Code", COMMODITY_CODE),
        Column("family_title", "Family Title", text(200)),
        Column("segment_code", "Segment Code", COMMODITY_CODE),
        Column("segment_title", "Segment Title", text(200)),
    ),
    required=False,
    unique=("commodity_code",),
)
