"""Everything of a kind in an edition, by name: families, clusters, industries, technology, fields of study, elements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from citations.models import Edition, Profile
from citations.selectors import edition_references
from occupations.compiling.elements import FAMILIES
from occupations.profiles.subject import SubjectProfile


@dataclass(frozen=True)
class Directory:
    """A list of all subjects of a kind.

    place      first part of its address: "families"
    lists      kind of the profiles it lists
    title      of its page
    has_codes  whether keys are codes that readers know
    groups     group key → label, where subjects fall into kinds; `group_of` tells a subject's by its key
    usual      what it is sorted by unless asked otherwise
    """

    place: str
    lists: str
    title: str
    has_codes: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)
    group_of: Callable[[str], str] = str
    usual: str = "title"

    @property
    def kind(self) -> str:
        """Of its page."""
        return f"list-of-{self.place}"

    @property
    def path(self) -> str:
        return f"/{self.place}/"


def _element_group(element: str) -> str:
    return next((family.within for family in FAMILIES if element.startswith(family.within)), "")


DIRECTORIES = {
    directory.place: directory
    for directory in (
        Directory("families", "family", "Job families"),
        Directory("clusters", "cluster", "Career clusters", has_codes=False),
        Directory(
            "industries",
            "industry",
            "Industries",
            groups={"sector": "Sector", "industry": "National industry"},
            group_of=lambda naics: "sector" if len(naics) == 2 or "-" in naics else "industry",
        ),
        Directory("technology", "technology", "Software and tools"),
        Directory(
            "study",
            "study",
            "Fields of study",
            groups={"family": "Family of fields", "field": "Field of study"},
            group_of=lambda code: "field" if "." in code else "family",
            usual="code",
        ),
        Directory(
            "elements",
            "element",
            "Elements",
            groups={family.within: family.label for family in FAMILIES},
            group_of=_element_group,
            usual="code",
        ),
    )
}


def directory_profile(edition: Edition, directory: Directory) -> SubjectProfile:
    """The list as the edition has it. Two queries."""
    rows = Profile.objects.filter(edition=edition, kind=directory.lists).order_by("key").values_list("key", "title", "path")
    return SubjectProfile(
        kind=directory.kind,
        key=directory.place,
        edition=edition.name,
        compiled_on=edition.compiled_at.date() if edition.compiled_at else None,
        releases=edition_references(edition),
        parts={
            "title": directory.title,
            "path": directory.path,
            "rows": [
                {"code": key, "title": title, "path": path, "group": directory.groups.get(directory.group_of(key), "")}
                for key, title, path in rows
            ],
        },
    )
