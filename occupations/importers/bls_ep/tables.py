"""The tables of the projections that are read: 1.2, and of older releases 1.7; of the education tables 5.3 and 5.4. Headings name
the years, so each column has one heading per period, and footnote marks."""

import re

from citations.importing.cells import Cell, CellError, Parser, as_text, choice, decimal, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import SOC_CODE
from occupations.models import EducationShare, Projection, WageStatus

FIRST_BASE, LAST_BASE, SPAN = 2014, 2040, 10
BASES = range(FIRST_BASE, LAST_BASE + 1)
DASHES = ("–", "-")
FOOTNOTES = ("", "[1]", "(1)", "[2]", "(2)")


def yearly(name: str, heading: str, parse: Parser, *, years=BASES, required: bool = True, unit_words: str = "") -> Column:
    """A column whose heading holds one year: “Employment, {year}”. Of two that fit, the one first in `years` is it."""
    shapes = [heading, heading.replace(unit_words, "")] if unit_words else [heading]
    headings = [shape.format(year=year) + mark for year in years for shape in shapes for mark in FOOTNOTES]
    return Column(name, headings[0], parse, required=required, aliases=tuple(headings[1:]), label=heading.format(year="(year)"))


def over_the_period(name: str, heading: str, parse: Parser, *others: str) -> Column:
    """A column whose heading holds the period: “Employment change, percent, {period}”, as 2024–34 or 2024–2034. `others`: what it
    was called in other years."""
    periods = [f"{base}{dash}{end}" for base in BASES for dash in DASHES for end in (str(base + SPAN)[2:], str(base + SPAN))]
    headings = [words.format(period=period) for words in (heading, *others) for period in periods]
    return Column(name, headings[0], parse, aliases=tuple(headings[1:]), label=heading.format(period="(years)"))


UNAVAILABLE = "—"
KINDS = choice({"Line item": Projection.Kind.OCCUPATION.value, "Summary": Projection.Kind.GROUP.value})
THOUSANDS = decimal(0)
PERCENT = decimal(0, 100)
# A release that was made in an earlier year projects to years that are base years of later ones: the last one is it.
PROJECTED = [base + SPAN for base in reversed(BASES)]


def unavailable_or(number: Parser) -> Parser:
    """A number with its status, or the publisher's — for a value it does not have."""

    def parse(cell: Cell) -> tuple:
        if as_text(cell) == UNAVAILABLE:
            return None, WageStatus.NOT_AVAILABLE.value
        try:
            return number(cell), WageStatus.GIVEN.value
        except CellError as error:
            raise error.reworded(f"{error}, or — where it is not available") from None

    return parse


def median_wage(cell: Cell) -> object:
    """U.S. dollars a year, — or, above the top code, '>=$239,200'."""
    if isinstance(cell, str) and (found := re.fullmatch(r">=\s?\$([\d,]+)", cell.strip())):
        return int(found[1].replace(",", "")), WageStatus.TOP_CODED.value
    return _wage(cell)


_wage = unavailable_or(integer(0))


def assignment(cell: Cell) -> str:
    """A category in words; empty where BLS assigns none (—). 'None' is a category."""
    words = as_text(cell)
    return "" if words == UNAVAILABLE else str(text(60)(words))


FOOTNOTE_MARK = re.compile(r"\s*[\[(]\d+[\])]$")


def title(cell: Cell) -> str:
    """A title without its indentation and footnote mark."""
    return FOOTNOTE_MARK.sub("", str(text(200)(cell)))


def title_and_match(cell: Cell) -> tuple[str, bool]:
    """A title of Table 5.3, and whether the occupation is matched exactly by one of the American Community Survey: the table's
    one footnote stands at those that are not."""
    return title(cell), not FOOTNOTE_MARK.search(as_text(cell))


def footnote(cells: dict[str, Cell]) -> str | None:
    """Notes and sources stand below the table, in its first column alone."""
    filled = [cell for cell in cells.values() if cell is not None and as_text(cell)]
    return "A note below the table." if len(filled) == 1 else None


def change_is_the_difference(row) -> tuple[str, str] | None:
    """Change is the difference of both employments, give or take what rounding to one decimal leaves."""
    difference = row.employment_projected - row.employment_base
    if abs(difference - row.change) > 0.2:
        return "change", f"{difference:.1f}, the difference of the two years' employment"
    return None


TITLE = yearly("title", "{year} National Employment Matrix title", title)
TITLE_AND_MATCH = yearly("title", "{year} National Employment Matrix title", title_and_match)
CODE = yearly("code", "{year} National Employment Matrix code", SOC_CODE)
KIND = Column("kind", "Occupation type", KINDS)
NUMBERS = (
    yearly("employment_base", "Employment, {year}", THOUSANDS),
    yearly("employment_projected", "Employment, {year}", THOUSANDS, years=PROJECTED),
    over_the_period("change", "Employment change, numeric, {period}", decimal(), "Employment change, {period}"),
    over_the_period(
        "change_percent", "Employment change, percent, {period}", decimal(-100), "Percent employment change, {period}"
    ),
    over_the_period("openings", "Occupational openings, {period} annual average", THOUSANDS),
)
TRAINING = "Typical on-the-job training needed to attain competency in the occupation"
ENTRY = (
    Column("entry_education", "Typical education needed for entry", assignment),
    Column("related_experience", "Work experience in a related occupation", assignment),
    Column("on_the_job_training", TRAINING, assignment),
)

DISTRIBUTION = (
    ("share_base", BASES),
    ("share_projected", PROJECTED),
)


def _distribution(required: bool) -> tuple[Column, ...]:
    heading = "Employment distribution, percent, {year}"
    return tuple(yearly(name, heading, PERCENT, years=years, required=required) for name, years in DISTRIBUTION)


def _has_no_distribution(name: str, row) -> bool:
    """Table 1.2 holds all that Table 1.7 does and the distribution of employment besides; damaged, it must not pass for 1.7."""
    return row is None or (row.share_base is None and row.share_projected is None)


def _has_no_kind(name: str, row) -> bool:
    """Nor may a damaged Table 1.2 or 1.7 pass for Table 5.4, which knows occupations only."""
    return row is None or row.kind is None


def _characteristics(required: bool) -> tuple[Column, ...]:
    return (
        yearly("self_employed", "Percent self employed, {year}", unavailable_or(PERCENT), required=required),
        yearly("median_wage", "Median annual wage, dollars, {year}", median_wage, required=required, unit_words=" dollars,"),
        *(Column(column.name, column.header, column.parse, required=required) for column in ENTRY),
    )


PROJECTIONS = Table(
    key="projections",
    label="Occupational projections (Table 1.2)",
    columns=(
        TITLE,
        CODE,
        KIND,
        *NUMBERS,
        *_distribution(required=True),
        *_characteristics(required=False),
    ),
    unique=("code",),
    skip=footnote,
    cross_check=change_is_the_difference,
)

CHARACTERISTICS = Table(
    key="characteristics",
    label="Worker characteristics (Table 1.7 of releases before 2023–33)",
    columns=(TITLE, CODE, KIND, *NUMBERS, *_distribution(required=False), *_characteristics(required=True)),
    required=False,
    accepts=_has_no_distribution,
    unique=("code",),
    references=(Reference(("code",), PROJECTIONS.key, ("code",)),),
    skip=footnote,
)

ATTAINMENT = Table(
    key="attainment",
    label="Educational attainment of workers (Table 5.3)",
    columns=(TITLE_AND_MATCH, CODE, *(Column(level.name.lower(), level.label, PERCENT) for level in EducationShare.Level)),
    required=False,
    unique=("code",),
    references=(Reference(("code",), PROJECTIONS.key, ("code",)),),
    skip=footnote,
)

ASSIGNMENTS = Table(
    key="assignments",
    label="Education and training assignments (Table 5.4)",
    columns=(TITLE, CODE, Column("kind", KIND.header, KINDS, required=False), *ENTRY),
    required=False,
    accepts=_has_no_kind,
    unique=("code",),
    references=(Reference(("code",), PROJECTIONS.key, ("code",)),),
    skip=footnote,
)
