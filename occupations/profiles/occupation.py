"""The profile of one occupation, read back from its stored document and bound to its edition's releases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from citations.figures import ReleaseReference
from citations.models import Edition
from citations.selectors import edition_references, profile_document
from occupations.profiles.binding import bound
from singulariki.delivery.share import share_path

KIND = "occupation"


@dataclass(frozen=True)
class OccupationProfile:
    """All that a page, the brief and the report kit show about an occupation in one edition.

    parts     the document as `occupations.compiling.occupation` makes it, figures bound; other rooms add to it
    prefix    stands before addresses of other pages, so that a reader of an older edition stays in it
    """

    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    parts: Mapping[str, Any]
    prefix: str = ""

    @property
    def code(self) -> str:
        """O*NET-SOC code, such as 27-4014.00."""
        return self.parts["code"]

    @property
    def title(self) -> str:
        return self.parts["title"]

    @property
    def path(self) -> str:
        """Canonical address of the page in the live edition."""
        return self.parts["path"]

    @property
    def slug(self) -> str:
        """The last part of the address: role-27-4014-00."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def share_image(self) -> str:
        """Address of the picture that stands for the page in the live edition."""
        return share_path("role", self.slug.removeprefix("role-"))

    def holds(self, *datasets: str) -> bool:
        """Whether the edition has a release of each dataset."""
        return all(dataset in self.releases for dataset in datasets)


def occupation_profile(
    edition: Edition, code: str, references: Mapping[str, ReleaseReference] | None = None
) -> OccupationProfile | None:
    """The profile of an occupation in an edition, or None where the edition has none. Two queries, one with `references`."""
    document = profile_document(edition, KIND, code)
    if document is None:
        return None
    releases = references if references is not None else edition_references(edition)
    return OccupationProfile(
        edition=edition.name,
        compiled_on=edition.compiled_at.date() if edition.compiled_at else None,
        releases=releases,
        parts=bound(document, releases, document["api"]),
    )
