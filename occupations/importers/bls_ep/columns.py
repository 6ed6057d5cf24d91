"""Headings of the projections tables. They name the years, so each column has one heading per period, and footnote marks."""

from citations.importing.cells import Parser
from citations.importing.tables import Column

FIRST_BASE, LAST_BASE, SPAN = 2014, 2040, 10
BASES = range(FIRST_BASE, LAST_BASE + 1)
DASHES = ("–", "-")
FOOTNOTES = ("", "[1]", "(1)")


def yearly(name: str, heading: str, parse: Parser, *, years=BASES, required: bool = True, unit_words: str = "") -> Column:
    """A column whose heading holds one year: “Employment, {year}”. Of two that fit, the one first in `years` is it."""
    shapes = [heading, heading.replace(unit_words, "")] if unit_words else [heading]
    headings = [shape.format(year=year) + mark for year in years for shape in shapes for mark in FOOTNOTES]
    return Column(name, headings[0], parse, required=required, aliases=tuple(headings[1:]), label=heading.format(year="(year)"))


def over_the_period(name: str, heading: str, parse: Parser) -> Column:
    """A column whose heading holds the period: “Employment change, percent, {period}”, as 2024–34 or 2024–2034."""
    periods = [f"{base}{dash}{end}" for base in BASES for dash in DASHES for end in (str(base + SPAN)[2:], str(base + SPAN))]
    headings = [heading.format(period=period) for period in periods]
    return Column(name, headings[0], parse, aliases=tuple(headings[1:]), label=heading.format(period="(years)"))
