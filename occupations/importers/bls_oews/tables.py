"""The tables of OEWS that are read: the one table of estimates by occupation, which national, sector and industry files share,
and the field descriptions. A cell is a value with its status; markers are never read as numbers."""

import re
from typing import Any

from citations.importing.cells import Cell, CellError, CommonCause, Parser, as_text, choice, decimal, integer, matching, text
from citations.importing.issues import ANOTHER_FILE
from citations.importing.tables import Column, Table, folded_header
from occupations.importers.codes import SOC_CODE
from occupations.models import WageEstimate, WageStatus

Marked = tuple[float | None, str]
Level = WageEstimate.IndustryLevel

MISSING = {"*": WageStatus.NOT_AVAILABLE.value, "**": WageStatus.NOT_RELEASED.value}
TOP_CODED: Marked = (None, WageStatus.TOP_CODED.value)


def marked(number: Parser, *, top_coded: bool = False, small: bool = False) -> Parser:
    """A number, `*`, `**`, with `top_coded` also `#` (what it stands for, the release says elsewhere), with `small` also `~`."""
    markers: dict[str, Marked] = {spelling: (None, status) for spelling, status in MISSING.items()}
    if top_coded:
        markers["#"] = TOP_CODED
    if small:
        markers["~"] = (None, WageStatus.BELOW_HALF_PERCENT.value)
    given = WageStatus.GIVEN.value
    expected = f", or one of {' '.join(markers)}"

    def parse(cell: Cell) -> Marked:
        marker = markers.get(as_text(cell)) if isinstance(cell, str) else None
        if marker is not None:
            return marker
        try:
            return number(cell), given  # type: ignore[return-value]
        except CellError as error:
            raise error.reworded(f"{error}{expected}") from None

    return parse


READ_HERE = (
    "The site reads BLS's tables of the whole United States: national (national_M…_dl), by sector (natsector_M…_dl) and by "
    "industry (nat3d, nat4d and nat5d_6d_M…_dl). Upload these instead."
)
NOT_NATIONAL = CommonCause(
    ANOTHER_FILE,
    "The file has lines of states, metropolitan areas or single kinds of employers (AREA is not 99, or I_GROUP says “ownership”)",
    READ_HERE,
)


def area(cell: Cell) -> str:
    """The whole United States, 99."""
    code = as_text(cell)
    if not re.fullmatch("0*99", code):
        raise CellError("99, the United States", NOT_NATIONAL if code.isdigit() else None)
    return code


_ownership = matching(r"\d{1,4}", "an ownership code like 1235 or 5")
_level = choice({level: level for level in Level.values})


def ownership(cell: Cell) -> object:
    """A code from May 2019 on. Earlier tables that have such a column have words in it."""
    if as_text(cell)[:1].isalpha():
        raise CellError("an ownership code like 1235 or 5", NOT_NATIONAL)
    return _ownership(cell)


def industry_group(cell: Cell) -> object:
    if "ownership" in as_text(cell).casefold():
        raise CellError("an industry level like cross-industry or sector", NOT_NATIONAL)
    return _level(cell)


# Nobody is paid nothing, and no line is of nobody: a nought stands where a program has put it for a marker.
PEOPLE = marked(integer(1))
PERCENT = marked(decimal(0))
SHARE = marked(decimal(0, 100))
SHARE_OF_ESTABLISHMENTS = marked(decimal(0, 100), small=True)
HOURLY = marked(decimal(1), top_coded=True)
ANNUAL = marked(integer(1_000), top_coded=True)

FLAG = choice({"TRUE": True, "FALSE": False})
GROUPS = choice({group: group for group in WageEstimate.Group.values})

# A national table lists some 800 detailed occupations. What holds of a whole one is not asked of one that has a part of them.
WHOLE_NATIONAL_TABLE = 700
NATIONAL, CROSS_INDUSTRY, ALL_OWNERS = "000000", "Cross-industry", "1235"


def _value(name: str, header: str, parse: Parser, *, required: bool = True, missed: str = "") -> Column:
    return Column(name, header, parse, required=required and not missed, nullable=True, missed=missed)


HOURLY_PERCENTILES = ("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")
ANNUAL_PERCENTILES = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")

# Until May 2018 files say by their headings what they are of: national ones have neither AREA nor NAICS, and none has I_GROUP or
# OWN_CODE.
ESTIMATES = Table(
    key="estimates",
    label="Employment and wage estimates",
    columns=(
        Column("area", "AREA", area, required=False),
        Column(
            "naics",
            "NAICS",
            matching(r"[0-9A-Z]{2,6}|\d\d-\d\d", "a NAICS code of two to six characters"),
            required=False,
            blank=NATIONAL,
        ),
        Column("naics_title", "NAICS_TITLE", text(200), required=False, blank=CROSS_INDUSTRY),
        Column("industry_level", "I_GROUP", industry_group, required=False),
        Column("ownership", "OWN_CODE", ownership, required=False, blank=ALL_OWNERS, aliases=("OWNERSHIP",)),
        Column("soc_code", "OCC_CODE", SOC_CODE),
        Column("soc_title", "OCC_TITLE", text(200)),
        Column("group", "O_GROUP", GROUPS, aliases=("OCC_GROUP", "GROUP")),
        _value("employment", "TOT_EMP", PEOPLE),
        _value("employment_rse", "EMP_PRSE", PERCENT, missed="employment is shown without its error"),
        _value("percent_of_industry", "PCT_TOTAL", SHARE, required=False),
        _value("percent_of_establishments", "PCT_RPT", SHARE_OF_ESTABLISHMENTS, required=False),
        _value("wage_rse", "MEAN_PRSE", PERCENT, missed="mean wages are shown without their error"),
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
        _value("annual_only", "ANNUAL", FLAG),
        _value("hourly_only", "HOURLY", FLAG),
    ),
    unique=("industry_level", "naics", "ownership", "soc_code", "group"),
    identical_repeats=True,
    part_of_many=True,
)

_DIGITS = {3: Level.THREE_DIGIT, 4: Level.FOUR_DIGIT, 5: Level.FIVE_DIGIT, 6: Level.SIX_DIGIT}


def industry_level(row: Any) -> str:
    """What the industry of a row of estimates is. Where no column tells (until May 2018), its code does: codes are filled up with
    zeros to six digits, and those of sectors have two (31-33)."""
    if row.industry_level:
        return row.industry_level
    if row.naics == NATIONAL:
        return Level.CROSS_INDUSTRY.value
    if len(row.naics) == 2 or "-" in row.naics:
        return Level.SECTOR.value
    return _DIGITS[max(3, len(row.naics.rstrip("0")))].value


# The first field that descriptions explain, in the releases up to May 2018 and later.
_FIRST_DESCRIBED = {folded_header(name) for name in ("area", "prim_state", "st", "occ_code")}


def _describes_estimates(name: str, row: Any) -> bool:
    return row is not None and folded_header(row.field) in _FIRST_DESCRIBED


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
