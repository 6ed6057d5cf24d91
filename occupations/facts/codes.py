"""Reading the facts of one edition: each when first asked for, and empty where the edition holds no release for them. First of
all its occupations, and how their codes lead to those of other classifications."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from citations.compiling import EditionFacts
from occupations.measures import datasets as of
from occupations.models import CodeSystem
from occupations.selectors import crosswalks, descriptions

T = TypeVar("T")


class Reading:
    """The releases of one edition, and how facts are read from them."""

    def __init__(self, edition: EditionFacts) -> None:
        self.edition = edition

    def _read(self, dataset: str, read, *arguments, otherwise: T) -> T:
        """What a selector reads from the edition's release of a dataset; `otherwise` where there is none."""
        release = self.edition.release_id(dataset)
        return otherwise if release is None else read(release, *arguments)

    def holds(self, *slugs: str) -> bool:
        return self.edition.holds(*slugs)


class CodeFacts(Reading):
    """Occupations of the edition's O*NET release, and the classification they belong to."""

    @cached_property
    def occupations(self) -> list[descriptions.OccupationFacts]:
        return self._read(of.ONET, descriptions.occupations, otherwise=[])

    @cached_property
    def titles(self) -> dict[str, str]:
        return {occupation.code: occupation.title for occupation in self.occupations}

    @cached_property
    def codes(self) -> list[str]:
        return list(self.titles)

    @cached_property
    def own_codes(self) -> dict[str, str]:
        """Each O*NET-SOC occupation under its own code."""
        return {code: code for code in self.codes}

    @cached_property
    def soc_codes(self) -> dict[str, str]:
        """O*NET-SOC code → its SOC 2018 code; the digits before the point where the edition holds no structure."""
        up: dict[str, list[str]] = self._read(
            of.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018, otherwise={}
        )
        return {code: up[code][0] if code in up else code[:7] for code in self.codes}

    @cached_property
    def occupations_of_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the O*NET-SOC occupations of it."""
        by_soc: dict[str, list[str]] = {}
        for code, soc in self.soc_codes.items():
            by_soc.setdefault(soc, []).append(code)
        return by_soc

    @cached_property
    def groups(self) -> dict[str, crosswalks.GroupFacts]:
        return self._read(of.SOC, crosswalks.soc_groups, otherwise={})

    def family_of(self, code: str) -> tuple[str, str]:
        """Code and title of an occupation's major group; the title is empty where the edition holds no structure."""
        major = f"{code[:2]}-0000"
        return major, self.groups[major].title if major in self.groups else ""

    def combination_of(self, soc: str, published: Mapping[str, object]) -> str:
        """The code under which figures of a SOC code are published: its own, or that of the broad occupation above it where BLS
        publishes nothing finer (31-1120 for 31-1121). Empty where neither is known."""
        if soc in published:
            return soc
        broad = self.groups[soc].parent_code if soc in self.groups else ""
        return broad if broad in published else ""

    @cached_property
    def older_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(
            self._read(of.SOC, crosswalks.edges, CodeSystem.SOC_2010, CodeSystem.SOC_2018, otherwise={})
        )

    @cached_property
    def older_onet(self) -> dict[str, list[str]]:
        """O*NET-SOC 2019 code → the O*NET-SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(
            self._read(of.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2010, CodeSystem.ONET_SOC_2019, otherwise={})
        )
