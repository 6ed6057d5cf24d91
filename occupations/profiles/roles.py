"""All occupations of an edition, as the list and the picture of them show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from citations.figures import ReleaseReference
from citations.models import Edition
from occupations.profiles.index import OccupationIndex, occupation_index
from singulariki.delivery.query import Query

ROLES, QUADRANT = "/roles/", "/quadrant"
_PAGES = {"roles": ("Roles", ROLES), "quadrant": ("Overlap and pay", QUADRANT)}


@dataclass(frozen=True)
class RolesProfile:
    """The index, and how it is shown: `key` is "roles" for the list, "quadrant" for the picture. `called` are the occupations
    that go by a job title like what was typed: code → that title."""

    key: str
    index: OccupationIndex
    prefix: str = ""
    parameters: Query = field(default_factory=Query)
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return _PAGES[self.key][0]

    @property
    def path(self) -> str:
        return _PAGES[self.key][1]

    @property
    def edition(self) -> str:
        return self.index.edition

    @property
    def compiled_on(self) -> date | None:
        return self.index.compiled_on

    @property
    def releases(self) -> Mapping[str, ReleaseReference]:
        return self.index.releases


def roles_profile(edition: Edition, subject: str = "", *, key: str) -> RolesProfile | None:
    """All occupations, or None where the edition holds none. Two queries. `subject` is what previews call the page."""
    index = occupation_index(edition)
    return RolesProfile(key, index) if index else None
