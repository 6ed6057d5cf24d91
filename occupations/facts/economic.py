"""Pay, industries and projections, by the codes their publishers use."""

from functools import cached_property

from occupations.facts.reading import Reading
from occupations.measures import datasets as of
from occupations.selectors import projections as projecting
from occupations.selectors import wages as paying


class EconomicFacts(Reading):
    """Facts by SOC code (or a combination of BLS) and by industry."""

    @cached_property
    def wages(self) -> dict[str, paying.NationalWages]:
        return self._read(of.OEWS, paying.national_wages, otherwise={})

    @cached_property
    def all_employment(self) -> int | None:
        return self._read(of.OEWS, paying.all_employment, otherwise=None)

    @cached_property
    def industries(self) -> dict[str, paying.Industry]:
        return self._read(of.OEWS, paying.industries, otherwise={})

    @cached_property
    def industry_wages(self) -> dict[str, list[paying.IndustryWages]]:
        return self._read(of.OEWS, paying.industry_wages, otherwise={})

    @cached_property
    def projections(self) -> dict[str, projecting.ProjectionFacts]:
        return self._read(of.EP, projecting.projections, otherwise={})

    @cached_property
    def entry(self) -> dict[str, projecting.EntryFacts]:
        return self._read(of.EP, projecting.entry_characteristics, otherwise={})
