"""Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics: employment and wages by occupation,
nationally and by industry, from May 2012 on."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from django.db import models

from citations.datasets import DatasetDeclaration
from citations.importing.cells import as_text
from citations.importing.importer import Aspects, FactRows, Importer, RecognisedPart, one_release, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.rows import Leaning, Ordered
from citations.importing.plausibility.series import Series
from citations.importing.reading import Part, ReadMe
from citations.importing.versions import VersionNames
from occupations.importers.bls_codes import expected_codes, note_vintage
from occupations.importers.bls_oews.named_others import NAMED_OTHERS
from occupations.importers.bls_oews.tables import ESTIMATES, FIELD_DESCRIPTIONS, TOP_CODED, industry_level
from occupations.importers.bls_oews.top_codes import TopCode, check_top_code, top_code
from occupations.importers.bls_oews.totals import check_totals
from occupations.models import CodeSystem, WageEstimate, WageStatus

SOC, Group = CodeSystem.SOC_2018.value, WageEstimate.Group
# Between which the middle one of all occupations lies, in any year and table.
TYPICAL = {"hourly_median": (10, 80), "annual_median": (20_000, 160_000)}
MONTHS = {name: number for number, name in enumerate(("May", "November"), start=1)}
MONTH_OF = {name[0]: name for name in MONTHS}
SPELLINGS = [
    (r"may[., ]*(20\d\d)|(20\d\d)[., ]*may|(20\d\d)-05|m(20\d\d)", r"May \1\2\3\4"),
    (r"nov(?:ember)?[., ]*(20\d\d)|(20\d\d)[., ]*nov(?:ember)?|(20\d\d)-11|n(20\d\d)", r"November \1\2\3\4"),
]
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
    versions = VersionNames("month and year", "May 2024", r"(?:May|November) 20\d\d", SPELLINGS)
    tables = (ESTIMATES, FIELD_DESCRIPTIONS)
    named_others = NAMED_OTHERS
    aspects = ASPECTS
    plausible = (
        Known(WageEstimate, "soc_code", expected=expected_codes, where={"group": Group.DETAILED.value}, to_the_end=True),
        Titled(WageEstimate, "soc_code", "soc_title", SOC),
        Titled(WageEstimate, "naics", "naics_title"),
        Ordered(WageEstimate, ("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")),
        Ordered(WageEstimate, ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")),
        Leaning(WageEstimate, "hourly_median", "hourly_mean"),
        Leaning(WageEstimate, "annual_median", "annual_mean"),
        Series(WageEstimate, WageEstimate.VALUES, by=("industry_level",), typical=TYPICAL),
        Series(WageEstimate, ("employment", "annual_median"), by=("industry_level",), part="naics"),
    )

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“May 2024 OEWS Estimates” above the field descriptions; sheets, or files where these do not, name the year too
        (national_M2024_dl)."""
        named = set()
        for recognised in parts:
            part = recognised.part
            if recognised.table is FIELD_DESCRIPTIONS:
                named |= set(_stated_releases(recognised))
            elif found := _named_release(part.sheet) or _named_release(part.name.rsplit(".", 1)[0]):
                named.add(found)
        return one_release(named, key=self.version_key)

    def version_from_path(self, path: PurePath) -> str:
        """Archives of the national tables are called oesm12nat.zip, those by industry oesm12in4.zip."""
        found = re.search(r"oes([mn])(\d\d)(?:nat|in4)\b", str(path), re.IGNORECASE)
        return f"{MONTH_OF[found[1].upper()]} 20{found[2]}" if found else ""

    def version_key(self, version: str) -> tuple:
        """By year, then month: May 2025 is newer than May 2024."""
        match = re.match(r"(\w+) (\d{4})(.*)", version)
        return (int(match[2]), MONTHS.get(match[1], 0), match[3]) if match else (0, 0, version)

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        if not any(industry_level(row) == WageEstimate.IndustryLevel.CROSS_INDUSTRY for row in rows(ESTIMATES.key)):
            findings.error(
                "national-missing",
                "The national table (I_GROUP cross-industry) is missing. Upload it together with the sector and industry tables "
                "of the same release.",
                column=findings.heading(ESTIMATES.key, "industry_level"),
            )
        check_top_code(rows, findings)
        detailed = (row for row in rows(ESTIMATES.key) if row.group == WageEstimate.Group.DETAILED)
        national = [row.soc_code for row in detailed if industry_level(row) == WageEstimate.IndustryLevel.CROSS_INDUSTRY]
        note_vintage(self.dataset.slug, national, findings)
        check_totals(rows(ESTIMATES.key), findings)

    def facts_beside(self, table_key: str, rows: Iterable, beside: Callable[[str], Iterator]) -> Iterator[FactRows]:
        if table_key == ESTIMATES.key:
            yield FactRows(WageEstimate, FIELDS, _estimates(rows, top_code(beside)))

    def fact_models(self):
        return (WageEstimate,)


def _estimates(rows: Iterable, top: TopCode | None) -> Iterator[tuple]:
    """Rows as facts, each once: some redistributed files repeat a row word for word. Top-coded wages become the top code."""
    position = {name: index for index, name in enumerate(ESTIMATES.row_type._fields)}
    keys = [position[name] for name in KEYS if name != "industry_level"]
    values = [(position[name], _top_coded(name, top)) for name in WageEstimate.VALUES]
    unique = [position[name] for name in ESTIMATES.unique]
    blank = (None, WageStatus.BLANK.value)
    seen = set()
    for row in rows:
        key = tuple([row[i] for i in unique])
        if key in seen:
            continue
        seen.add(key)
        marked = [top_coded if row[i] == TOP_CODED else row[i] or blank for i, top_coded in values]
        yield (
            industry_level(row),
            *[row[i] for i in keys],
            *[value for value, _ in marked],
            bool(row.annual_only),
            bool(row.hourly_only),
            "".join([status for _, status in marked]),
        )


def _top_coded(name: str, top: TopCode | None) -> tuple[float | None, str]:
    if top is None:
        return TOP_CODED
    return top.hourly if name.startswith("hourly") else top.annual, WageStatus.TOP_CODED.value


def _named_release(name: str) -> str:
    match = re.search(r"_([MN])(20\d\d)_dl$", name, re.IGNORECASE)
    return f"{MONTH_OF[match[1].upper()]} {match[2]}" if match else ""


def _stated_releases(recognised: RecognisedPart) -> Iterator[str]:
    """Releases named in the lines above the header of the field descriptions."""
    for row in recognised.part.rows():
        if row.number >= recognised.header_row:
            return
        for cell in row.cells:
            if match := re.search(r"(May|November) (20\d\d) OEW?S", as_text(cell)):
                yield f"{match[1]} {match[2]}"
