"""Reads employment and wages by occupation, nationally and by industry."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import models

from citations.datasets import DatasetDeclaration
from citations.importing.cells import as_text
from citations.importing.importer import Aspects, FactRows, Importer, MixedReleases, RecognisedPart, register
from citations.importing.issues import Findings
from citations.importing.reading import Part, ReadMe
from occupations.importers.bls_oews.markers import TOP_ANNUAL, TOP_HOURLY
from occupations.importers.bls_oews.tables import ESTIMATES, FIELD_DESCRIPTIONS
from occupations.models import WageEstimate, WageStatus

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

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“May 2024 OEWS Estimates” above the field descriptions; sheets name the year too (national_M2024_dl)."""
        named = set()
        for recognised in parts:
            if recognised.table is FIELD_DESCRIPTIONS:
                named |= set(_stated_releases(recognised))
            elif found := re.search(r"_([MN])(20\d\d)_dl$", recognised.part.sheet or recognised.part.name.rsplit(".", 1)[0]):
                named.add(f"{'May' if found[1] == 'M' else 'November'} {found[2]}")
        if len(named) > 1:
            raise MixedReleases(sorted(named, key=self.version_key))
        return named.pop() if named else ""

    def version_key(self, version: str) -> tuple:
        """By year, then month: May 2025 is newer than May 2024."""
        found = re.match(r"(\w+) (\d{4})(.*)", version)
        return (int(found[2]), MONTHS.get(found[1], 0), found[3]) if found else (0, 0, version)

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        if not any(row.industry_level == WageEstimate.IndustryLevel.CROSS_INDUSTRY for row in rows(ESTIMATES.key)):
            findings.error(
                "national-missing",
                "The national table (I_GROUP cross-industry) is missing. Upload it together with the sector and industry tables "
                "of the same release.",
                column="I_GROUP",
            )
        for row in rows(FIELD_DESCRIPTIONS.key):
            found = re.search(r"\$([\d,.]+) per hour or \$([\d,.]+) per year", row.field or "")
            if found and tuple(float(amount.replace(",", "").rstrip(".")) for amount in found.groups()) != (
                TOP_HOURLY,
                TOP_ANNUAL,
            ):
                findings.error(
                    "top-code-differs",
                    f"This release top-codes wages otherwise than at ${TOP_HOURLY:,.2f} an hour and ${TOP_ANNUAL:,} a year, "
                    "which is what # is read as. The importer has to learn the new top code before the release can be loaded.",
                    value=row.field,
                )

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
            if found := re.search(r"(May|November) (20\d\d) OEWS", as_text(cell)):
                yield f"{found[1]} {found[2]}"
