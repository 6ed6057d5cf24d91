"""Everything of a kind in an edition, by name: families, clusters, industries, technology, fields of study, elements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from citations.models import Edition, EditionRelease, Profile
from citations.selectors import edition_references
from occupations.compiling.elements import FAMILIES
from occupations.measures.datasets import ONET
from occupations.models import TaskStatement
from occupations.profiles.subject import SubjectProfile
from singulariki.delivery.editions import cached_per_edition


@dataclass(frozen=True)
class Directory:
    """A list of all subjects of a kind.

    place      first part of its address: "families"
    lists      kind of the profiles it lists
    title      of its page
    has_codes  whether keys are codes that readers know
    groups     group key → label, where subjects fall into kinds; `group_of` tells a subject's by its key
    usual      what it is sorted by unless asked otherwise
    belongs    where subjects belong to an occupation: reads, by key, its title and its job family, which is then their group
    """

    place: str
    lists: str
    title: str
    has_codes: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)
    group_of: Callable[[str], str] = str
    usual: str = "title"
    belongs: Callable[[Edition], Mapping[str, tuple[str, str]]] | None = None

    @property
    def is_grouped(self) -> bool:
        """Whether its subjects fall into kinds or families that it can be narrowed by."""
        return bool(self.groups or self.belongs)

    @property
    def kind(self) -> str:
        """Of its page."""
        return f"list-of-{self.place}"

    @property
    def path(self) -> str:
        return f"/{self.place}/"


def _element_group(element: str) -> str:
    return next((family.within for family in FAMILIES if element.startswith(family.within)), "")


def _occupations_of_tasks(edition: Edition) -> dict[str, tuple[str, str]]:
    """Task id → title and job family of its occupation. Two queries."""
    kinds = Profile.objects.filter(edition=edition, kind__in=("occupation", "family")).values_list("kind", "key", "title")
    titles = {(kind, key): title for kind, key, title in kinds}
    release = EditionRelease.objects.filter(edition=edition, dataset__slug=ONET).values("release_id")
    tasks = TaskStatement.objects.filter(release_id__in=release).values_list("task_id", "code")
    return {
        str(task): (titles.get(("occupation", code), ""), titles.get(("family", f"{code[:2]}-0000"), "")) for task, code in tasks
    }


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
        Directory("tasks", "task", "Tasks", has_codes=False, belongs=_occupations_of_tasks),
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
    """The list as the edition has it. Two queries; two more where subjects belong to occupations, once for a process."""
    return SubjectProfile(
        kind=directory.kind,
        key=directory.place,
        edition=edition.name,
        compiled_on=edition.compiled_at.date() if edition.compiled_at else None,
        releases=edition_references(edition),
        parts={"title": directory.title, "path": directory.path, "rows": _ROWS[directory.place](edition)},
    )


def _rows(directory: Directory, edition: Edition) -> list[dict[str, str]]:
    """A row for each subject; `folded` is its title as names are looked up."""
    owners = directory.belongs(edition) if directory.belongs else {}
    rows = Profile.objects.filter(edition=edition, kind=directory.lists).order_by("key").values_list("key", "title", "path")
    return [
        {
            "code": key,
            "title": title,
            "folded": title.casefold(),
            "path": path,
            "occupation": owners[key][0] if key in owners else "",
            "group": owners[key][1] if key in owners else directory.groups.get(directory.group_of(key), ""),
        }
        for key, title, path in rows
    ]


# There are nearly twenty thousand tasks, and whoever reads page after page of them asks for the same rows.
_ROWS = {place: cached_per_edition(partial(_rows, directory)) for place, directory in DIRECTORIES.items()}
