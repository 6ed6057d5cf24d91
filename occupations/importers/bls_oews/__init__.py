"""Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics: the one table of estimates by occupation
(national, sector and industry files share its columns), and the field descriptions. A cell is a value with its status; markers
are never read as numbers."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import models

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Cell, CellError, Parser, as_text, choice, decimal, integer, matching, text
from citations.importing.importer import Aspects, FactRows, Importer, RecognisedPart, one_release, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.rows import Leaning, Ordered
from citations.importing.plausibility.series import Series
from citations.importing.reading import Part, ReadMe
from citations.importing.tables import Column, Table
from occupations.importers.bls_oews.totals import check_totals
from occupations.importers.codes import SOC_CODE
from occupations.models import CodeSystem, WageEstimate, WageStatus

Marked = tuple[float | None, str]

# From May 2023 on BLS publishes no wage above these; the field descriptions of each release state them.
TOP_HOURLY = 115.0
TOP_ANNUAL = 239_200

MISSING = {"*": WageStatus.NOT_AVAILABLE.value, "**": WageStatus.NOT_RELEASED.value}


def marked(number: Parser, *, top: float | None = None, small: bool = False) -> Parser:
    """A number, `*`, `**`, with `top` also `#` (the value is then the top code), with `small` also `~`."""
    markers: dict[str, Marked] = {spelling: (None, status) for spelling, status in MISSING.items()}
    if top is not None:
        markers["#"] = (top, WageStatus.TOP_CODED.value)
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
            raise CellError(f"{error}{expected}") from None

    return parse


PEOPLE = marked(integer(0))
PERCENT = marked(decimal(0))
SHARE = marked(decimal(0, 100))
SHARE_OF_ESTABLISHMENTS = marked(decimal(0, 100), small=True)
HOURLY = marked(decimal(0), top=TOP_HOURLY)
ANNUAL = marked(integer(0), top=TOP_ANNUAL)

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

SOC = CodeSystem.SOC_2018.value
# Between which the middle one of all occupations lies, in any year and table.
TYPICAL = {"hourly_median": (10, 80), "annual_median": (20_000, 160_000)}
MONTHS = {name: number for number, name in enumerate(("May", "November"), start=1)}
KEYS = ("industry_level", "naics", "naics_title", "ownership", "soc_code", "soc_title", "group")
# National tables and those by industry come in separate files, and a release may bring the national ones alone.
ASPECTS: dict[type[models.Model], Aspects] = {
    WageEstimate: Aspects("industry_level", lambda level: f"Estimates ({WageEstimate.IndustryLevel(str(level)).label})"),
}
FIELDS = (*KEYS, *WageEstimate.VALUES, "annual_only", "hourly_only", "statuses")


@register
class BlsOews(Importer):
    dataset = DatasetDeclaration(
        slug="bls-oews",
        title="Occupational Employment and Wage Statistics",
        short_title="BLS Occupational Employment and Wage Statistics (OEWS)",
        publisher="U.S. Bureau of Labor Statistics",
        homepage="https://www.bls.gov/oes/",
        licence="Public domain",
        licence_url="https://www.bls.gov/bls/linksite.htm",
        citation={
            "type": "dataset",
            "title": "Occupational Employment and Wage Statistics (OEWS)",
            "author": [{"literal": "U.S. Bureau of Labor Statistics"}],
            "publisher": "U.S. Department of Labor",
            "URL": "https://www.bls.gov/oes/tables.htm",
        },
        measures=(
            "How many people employers employ in each occupation and what they pay: mean wages and percentiles, nationally and "
            "by industry, estimated from a survey of establishments over three years."
        ),
        does_not_measure=(
            "The self-employed, owners of unincorporated firms and household workers; benefits, overtime and bonuses; change "
            "from one year to the next, for which the survey is not designed."
        ),
    )
    version = 1
    tables = (ESTIMATES, FIELD_DESCRIPTIONS)
    aspects = ASPECTS
    plausible = (
        Known(WageEstimate, "soc_code", SOC, unlisted=0.15, where={"group": WageEstimate.Group.DETAILED.value}, to_the_end=True),
        Titled(WageEstimate, "soc_code", "soc_title", SOC, where={"industry_level": WageEstimate.IndustryLevel.CROSS_INDUSTRY}),
        Ordered(WageEstimate, ("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")),
        Ordered(WageEstimate, ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")),
        Leaning(WageEstimate, "hourly_median", "hourly_mean"),
        Leaning(WageEstimate, "annual_median", "annual_mean"),
        Series(WageEstimate, WageEstimate.VALUES, by=("industry_level",), typical=TYPICAL),
    )

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“May 2024 OEWS Estimates” above the field descriptions; sheets name the year too (national_M2024_dl)."""
        named = set()
        for recognised in parts:
            if recognised.table is FIELD_DESCRIPTIONS:
                named |= set(_stated_releases(recognised))
            elif match := re.search(r"_([MN])(20\d\d)_dl$", recognised.part.sheet or recognised.part.name.rsplit(".", 1)[0]):
                named.add(f"{'May' if match[1] == 'M' else 'November'} {match[2]}")
        return one_release(named, key=self.version_key)

    def version_key(self, version: str) -> tuple:
        """By year, then month: May 2025 is newer than May 2024."""
        match = re.match(r"(\w+) (\d{4})(.*)", version)
        return (int(match[2]), MONTHS.get(match[1], 0), match[3]) if match else (0, 0, version)

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        if not any(row.industry_level == WageEstimate.IndustryLevel.CROSS_INDUSTRY for row in rows(ESTIMATES.key)):
            findings.error(
                "national-missing",
                "The national table (I_GROUP cross-industry) is missing. Upload it together with the sector and industry tables "
                "of the same release.",
                column=findings.heading(ESTIMATES.key, "industry_level"),
            )
        for row in rows(FIELD_DESCRIPTIONS.key):
            match = re.search(r"\$([\d,.]+) per hour or \$([\d,.]+) per year", row.field or "")
            if match and tuple(float(amount.replace(",", "").rstrip(".")) for amount in match.groups()) != (
                TOP_HOURLY,
                TOP_ANNUAL,
            ):
                findings.error(
                    "top-code-differs",
                    f"This release top-codes wages otherwise than at ${TOP_HOURLY:,.2f} an hour and ${TOP_ANNUAL:,} a year, "
                    "which is what # is read as. The importer has to learn the new top code before the release can be loaded.",
                    value=row.field,
                )
        check_totals(rows(ESTIMATES.key), findings)

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == ESTIMATES.key:
            yield FactRows(WageEstimate, FIELDS, _estimates(rows))

    def fact_models(self):
        return (WageEstimate,)


def _estimates(rows: Iterable) -> Iterator[tuple]:
    """Rows as facts, each once: some redistributed files repeat a row word for word."""
    position = {name: index for index, name in enumerate(ESTIMATES.row_type._fields)}
    keys = [position[name] for name in KEYS]
    values = [position[name] for name in WageEstimate.VALUES]
    unique = [position[name] for name in ESTIMATES.unique]
    blank = (None, WageStatus.BLANK.value)
    seen = set()
    for row in rows:
        key = tuple([row[i] for i in unique])
        if key in seen:
            continue
        seen.add(key)
        marked = [row[i] or blank for i in values]
        yield (
            *[row[i] for i in keys],
            *[value for value, _ in marked],
            bool(row.annual_only),
            bool(row.hourly_only),
            "".join([status for _, status in marked]),
        )


def _stated_releases(recognised: RecognisedPart) -> Iterator[str]:
    """Releases named in the lines above the header of the field descriptions."""
    for row in recognised.part.rows():
        if row.number >= recognised.header_row:
            return
        for cell in row.cells:
            if match := re.search(r"(May|November) (20\d\d) OEWS", as_text(cell)):
                yield f"{match[1]} {match[2]}"
