"""Two to four occupations beside each other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from citations.figures import ReleaseReference
from citations.models import Edition, Profile
from citations.selectors import edition_references
from occupations.addresses import COMPARE, compare_path
from occupations.profiles.binding import bound
from occupations.profiles.occupation import KIND, OccupationProfile


@dataclass(frozen=True)
class Comparison:
    """The occupations in the order of their codes; none where they are still to be chosen.

    chosen   what the reader typed into the form, by field
    unknown  what was typed that no occupation goes by
    """

    occupations: tuple[OccupationProfile, ...]
    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    prefix: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        titles = [one.title for one in self.occupations]
        if not titles:
            return "Compare occupations"
        return f"{', '.join(titles[:-1])} and {titles[-1]}, compared"

    @property
    def path(self) -> str:
        return compare_path(*(one.code for one in self.occupations)) if self.occupations else COMPARE

    @property
    def are_related(self) -> bool:
        """Two occupations of which O*NET calls one related to the other."""
        if len(self.occupations) != 2:
            return False
        one, other = self.occupations
        return other.code in _related(one) or one.code in _related(other)


def _related(profile: OccupationProfile) -> set[str]:
    return {row["code"] for row in profile.parts["related"]}


def comparison(edition: Edition, codes: Sequence[str]) -> Comparison | None:
    """The occupations of these codes beside each other, or None where the edition lacks one. Two queries."""
    documents = dict(Profile.objects.filter(edition=edition, kind=KIND, key__in=codes).values_list("key", "document"))
    if len(documents) < len(set(codes)):
        return None
    releases = edition_references(edition)
    day = edition.compiled_at.date() if edition.compiled_at else None
    found = []
    for code in sorted(documents):
        document = json.loads(documents[code])
        parts = bound(document, releases, document["api"])
        found.append(OccupationProfile(edition.name, day, releases, parts))
    return Comparison(tuple(found), edition.name, day, releases)
