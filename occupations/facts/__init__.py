"""The facts of one edition about U.S. occupations, read once and shared by all compilers of the room."""

from typing import cast

from citations.compiling import EditionFacts
from occupations.facts.codes import CodeFacts
from occupations.facts.described import DescribedFacts
from occupations.facts.measured import EconomicFacts, StudiedFacts

_SHARED = "occupations.facts"


class OccupationsFacts(CodeFacts, DescribedFacts, EconomicFacts, StudiedFacts):
    """All facts of an edition, each read when first asked for. What the edition holds no release for is empty."""

    @classmethod
    def of(cls, edition: EditionFacts) -> "OccupationsFacts":
        """The one instance of an edition's compile."""
        return cast("OccupationsFacts", edition.shared.setdefault(_SHARED, cls(edition)))


__all__ = ["OccupationsFacts"]
