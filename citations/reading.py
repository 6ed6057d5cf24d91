"""Reading the documents of an edition, each figure with the edition's own measure and release."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from citations.documents import Document, read_document
from citations.figures import Figure, Missing, ReleaseReference, figure_reader, place
from citations.methodology import Methodology, methodology_of
from citations.models import Edition, Profile
from citations.selectors import edition_references

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class EditionReader:
    """An edition, and what reading its documents takes."""

    edition: Edition
    releases: Mapping[str, ReleaseReference]
    methodology: Methodology

    @property
    def name(self) -> str:
        return self.edition.name

    @property
    def compiled_on(self) -> date | None:
        return self.edition.compiled_at.date() if self.edition.compiled_at else None

    def holds(self, *datasets: str) -> bool:
        """Whether the edition has a release of each dataset."""
        return all(dataset in self.releases for dataset in datasets)

    @cached_property
    def figure(self) -> Callable[[Mapping[str, Any]], Figure]:
        """Reads a stored figure."""
        return figure_reader(self.methodology.measure, self.releases)

    def figure_of(self, measure: str, value: float | int | None, *, pointer: str = "", api: str = "") -> Figure:
        """A figure of a value that a document holds bare, in rows by the hundred: of this measure as the edition describes it,
        not covered where it is None. `pointer` leads to it in the answer at `api`."""
        about = self.methodology.measure(measure)
        special = {"x": Missing.NOT_COVERED} if value is None else {"t": about.text(value)}
        made = self.figure({"m": measure, "v": value, **special})
        place(made, api, pointer)
        return made

    def read(self, cls: type[D], text: str, api: str = "") -> D:
        """A stored document of this edition; `api` is the address of the answer about its subject."""
        return read_document(cls, text, self.figure, api)

    def document(self, cls: type[D], key: str, api: str = "") -> D | None:
        """The document of one subject, or None where the edition has no such subject. One query."""
        text = self.profiles(cls).filter(key=key).values_list("document", flat=True).first()
        return None if text is None else self.read(cls, text, api)

    def documents(self, cls: type[D], keys: Iterable[str], api: Callable[[str], str] = str) -> dict[str, D]:
        """Documents by key, of those subjects that the edition has. One query."""
        rows = self.profiles(cls).filter(key__in=list(keys)).order_by("key").values_list("key", "document")
        return {key: self.read(cls, text, api(key)) for key, text in rows}

    def profiles(self, cls: type[Document]):
        """Profiles of the document's kind."""
        return Profile.objects.filter(edition=self.edition, kind=cls.kind)


def reader_of(edition: Edition, releases: Mapping[str, ReleaseReference] | None = None) -> EditionReader:
    """The reader of an edition. One query, none with `releases`; one more the first time that a process reads the edition."""
    return EditionReader(edition, edition_references(edition) if releases is None else releases, methodology_of(edition))
