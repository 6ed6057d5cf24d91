"""The one table of OEWS estimates (national, sector and industry files share its columns), and the field descriptions."""

from citations.importing.cells import as_text, choice, matching, text
from citations.importing.tables import Column, Table
from occupations.importers.bls_oews.markers import ANNUAL, HOURLY, PEOPLE, PERCENT, SHARE, SHARE_OF_ESTABLISHMENTS
from occupations.importers.codes import SOC_CODE
from occupations.models import WageEstimate

FLAG = choice({"TRUE": True, "FALSE": False})
INDUSTRY_LEVELS = choice({level: level for level in WageEstimate.IndustryLevel.values})
GROUPS = choice({group: group for group in WageEstimate.Group.values})


def _value(name: str, header: str, parse) -> Column:
    return Column(name, header, parse, nullable=True)


ESTIMATES = Table(
    key="estimates",
    label="Employment and wage estimates",
    columns=(
        Column(
            "area", "AREA", matching("0*99", "99: only tables of the whole United States are read, not those of states or areas")
        ),
        Column("naics", "NAICS", matching(r"[0-9A-Z]{2,6}|\d\d-\d\d", "a NAICS code of two to six characters")),
        Column("naics_title", "NAICS_TITLE", text(200)),
        Column("industry_level", "I_GROUP", INDUSTRY_LEVELS),
        Column("ownership", "OWN_CODE", matching(r"\d{1,4}", "an ownership code like 1235 or 5")),
        Column("soc_code", "OCC_CODE", SOC_CODE),
        Column("soc_title", "OCC_TITLE", text(200)),
        Column("group", "O_GROUP", GROUPS),
        _value("employment", "TOT_EMP", PEOPLE),
        _value("employment_rse", "EMP_PRSE", PERCENT),
        _value("percent_of_industry", "PCT_TOTAL", SHARE),
        _value("percent_of_establishments", "PCT_RPT", SHARE_OF_ESTABLISHMENTS),
        _value("wage_rse", "MEAN_PRSE", PERCENT),
        _value("hourly_mean", "H_MEAN", HOURLY),
        _value("hourly_p10", "H_PCT10", HOURLY),
        _value("hourly_p25", "H_PCT25", HOURLY),
        _value("hourly_median", "H_MEDIAN", HOURLY),
        _value("hourly_p75", "H_PCT75", HOURLY),
        _value("hourly_p90", "H_PCT90", HOURLY),
        _value("annual_mean", "A_MEAN", ANNUAL),
        _value("annual_p10", "A_PCT10", ANNUAL),
        _value("annual_p25", "A_PCT25", ANNUAL),
        _value("annual_median", "A_MEDIAN", ANNUAL),
        _value("annual_p75", "A_PCT75", ANNUAL),
        _value("annual_p90", "A_PCT90", ANNUAL),
        Column("annual_only", "ANNUAL", FLAG, nullable=True),
        Column("hourly_only", "HOURLY", FLAG, nullable=True),
    ),
    unique=("industry_level", "naics", "ownership", "soc_code", "group"),
    identical_repeats=True,
    part_of_many=True,
)


def _describes_estimates(name: str, row) -> bool:
    return row is not None and as_text(row.field).casefold() == "area"


FIELD_DESCRIPTIONS = Table(
    key="field_descriptions",
    label="Field Descriptions",
    columns=(
        Column("field", "Field", text(), nullable=True),
        Column("description", "Field Description", text(), nullable=True),
    ),
    required=False,
    accepts=_describes_estimates,
    part_of_many=True,
)
