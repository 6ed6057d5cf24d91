"""Kinds of subjects: one declaration each, from which addresses, lists, search, sitemap and API follow."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from citations.models import Edition
from citations.reading import EditionReader, reader_of
from singulariki.editorial.subjects import PageDocument, Subject

Step = Mapping[str, str]
ROLES_STEP: Step = {"title": "Roles", "url": "/roles/"}


@dataclass(frozen=True, eq=False)
class Directory:
    """The list of all subjects of a kind.

    title      of its page
    opening    first paragraph of its page
    name       what one of them is called, above their names
    datasets   that the names come from
    has_codes  whether keys are codes that readers know
    groups     group → label, where subjects fall into kinds; `group_of` gives a subject's group by its key
    usual      what it is sorted by unless the address says otherwise
    belongs    where subjects belong to an occupation: reads, by key, its title and its job family, which is then their group
    wording    of the list, where it differs from the usual words
    """

    title: str
    opening: str
    name: str
    datasets: tuple[str, ...]
    has_codes: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)
    group_of: Callable[[str], str] = str
    usual: str = "title"
    belongs: Callable[[Edition], Mapping[str, tuple[str, str]]] | None = None
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SubjectApi:
    """What the API says about subjects of a kind.

    path       address of their list: "/api/v1/tasks/"
    answer     class of the answer about one
    operation  names of the operations: ("task", "list_tasks")
    pattern    of the code that one is found by
    datasets   what texts and relations come from, besides the datasets of figures
    about      what the answer and the list hold, for the description
    """

    path: str
    answer: type[Struct]
    operation: tuple[str, str]
    pattern: str
    datasets: tuple[str, ...]
    about: tuple[str, str]


@dataclass(frozen=True, eq=False)
class SubjectKind:
    """Subjects that have a page each.

    document   class of their documents
    label      what editors call their pages
    place      first part of their addresses: "elements"
    address    pattern of what follows it; group 1 is the code: "2.A.1.a" of "2.A.1.a-reading-comprehension"
    directory  the list of all of them
    search     heading that search shows them under, and the place of that heading among the others
    rank       place of their list among the lists that readers are offered
    key_of     from a code, as somebody may have typed it, to the key of the profile
    system     what the code is a code of, shown before it; empty where no code is shown
    above      steps from the list of occupations to a subject's page, where they are not the directory alone
    completed  adds what documents do not store
    """

    document: type[Any]
    label: str
    place: str
    address: str
    directory: Directory
    search: tuple[str, int]
    rank: int
    key_of: Callable[[str], str] = str
    system: str = ""
    above: Callable[[Any], Sequence[Step]] | None = None
    completed: Callable[[Any, EditionReader], Any] | None = None
    api: SubjectApi | None = None

    @property
    def key(self) -> str:
        """Kind of its profiles, and of its pages."""
        return self.document.kind

    @property
    def path(self) -> str:
        """Address of the directory."""
        return f"/{self.place}/"

    def code_in(self, name: str) -> str | None:
        """The code in the last part of an address; None where there is none."""
        match = re.fullmatch(self.address, name)
        return match.group(1) if match else None

    def key_at(self, address: str) -> str | None:
        """The key of the subject whose page is at an address."""
        if not address.startswith(self.path):
            return None
        code = self.code_in(address.removeprefix(self.path))
        return self.key_of(code) if code else None

    def trail(self, document: PageDocument) -> list[Step]:
        """Steps that lead to a subject's page."""
        above = self.above(document) if self.above else [{"title": self.directory.title, "url": self.path}]
        return [ROLES_STEP, *above]

    def document_of(self, reader: EditionReader, key: str) -> Any | None:
        """The whole document of a subject, or None where the edition has no such subject. One query, two where it is
        completed."""
        document = reader.document(self.document, key, f"{self.api.path}{key}/" if self.api else "")
        return self.completed(document, reader) if self.completed and document is not None else document

    def read(self, edition: Edition, key: str) -> Subject[Any] | None:
        """A subject of an edition, or None where the edition has no such subject. Two queries, three where its document is
        completed."""
        reader = reader_of(edition)
        document = self.document_of(reader, key)
        return None if document is None else Subject(document, reader)


# By place, in the order of ranks once `occupations.subjects` is loaded.
SUBJECTS: dict[str, SubjectKind] = {}
