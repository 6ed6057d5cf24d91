"""The profile of anything around the occupations: a task, an element, an industry, a technology, a field of study, a family, …"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from citations.figures import ReleaseReference
from citations.models import Edition, Profile
from citations.selectors import edition_references
from occupations.profiles.activities import subject_document
from occupations.profiles.binding import bound_subject
from singulariki.delivery.query import Query


@dataclass(frozen=True)
class SubjectProfile:
    """All that a page shows about a subject in one edition.

    parts       the document as `occupations.compiling` makes it, figures bound
    prefix      stands before addresses of other pages, so that a reader of an older edition stays in it
    parameters  the query of the page's address: how its list is to be sorted and which part of it is shown
    """

    kind: str
    key: str
    edition: str
    compiled_on: date | None
    releases: Mapping[str, ReleaseReference]
    parts: Mapping[str, Any]
    prefix: str = ""
    parameters: Query = field(default_factory=Query)

    @property
    def title(self) -> str:
        """What the page is called; tasks are called by their statement."""
        return self.parts.get("title") or self.parts["statement"]

    @property
    def path(self) -> str:
        """Canonical address of the page in the live edition."""
        return self.parts["path"]

    def holds(self, *datasets: str) -> bool:
        """Whether the edition has a release of each dataset."""
        return all(dataset in self.releases for dataset in datasets)


def subject_profile(
    edition: Edition, kind: str, key: str, references: Mapping[str, ReleaseReference] | None = None
) -> SubjectProfile | None:
    """The profile of a subject in an edition, or None where the edition has none. Two queries, one with `references`; one more
    for a task."""
    document = subject_document(edition, kind, key)
    if document is None:
        return None
    releases = references if references is not None else edition_references(edition)
    return SubjectProfile(
        kind=kind,
        key=key,
        edition=edition.name,
        compiled_on=edition.compiled_at.date() if edition.compiled_at else None,
        releases=releases,
        parts=bound_subject(document, releases),
    )


def subjects_of_kind(kind: str, edition: Edition, count: int | None = None) -> Sequence[tuple[str, str]]:
    """(key, title) of an edition's subjects of a kind, by key; the first `count`. One query."""
    rows = Profile.objects.filter(edition=edition, kind=kind).order_by("key").values_list("key", "title")
    return list(rows[:count] if count else rows)
