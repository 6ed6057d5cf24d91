"""A subject of an edition as pages, briefs and pictures read it: its document, and the edition that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from citations.documents import Document
from citations.figures import ReleaseReference
from citations.ledger import Ledger
from citations.reading import EditionReader
from singulariki.delivery.query import Query


class PageDocument(Document, frozen=True, kw_only=True):
    """A document that has a page. Each class has these fields where its answer gives them.

    title  what the page is called
    path   canonical address of the page in the live edition
    """

    if TYPE_CHECKING:
        title: str
        path: str


D = TypeVar("D", bound=PageDocument)


class OfEdition:
    """What every page of an edition has: the edition with its releases, measures and recipes, and where its addresses begin."""

    reader: EditionReader
    prefix: str

    @property
    def edition(self) -> str:
        """Name of the edition."""
        return self.reader.name

    @property
    def compiled_on(self) -> date | None:
        return self.reader.compiled_on

    @property
    def releases(self) -> Mapping[str, ReleaseReference]:
        """The edition's releases by dataset slug."""
        return self.reader.releases

    @property
    def share_image(self) -> str:
        """Address of the picture shown where the page is shared; '' where there is none."""
        return ""

    def holds(self, *datasets: str) -> bool:
        """Whether the edition has a release of each dataset."""
        return self.reader.holds(*datasets)

    def ledger(self, *, as_text: bool = False) -> Ledger:
        """A fresh ledger for the page, or for its brief."""
        return Ledger(self.releases, self.reader.methodology, self.prefix, as_text=as_text)


@dataclass(frozen=True)
class Subject(OfEdition, Generic[D]):
    """One subject of one edition.

    document    all that the edition knows of it
    reader      the edition
    prefix      goes before addresses of other pages, so that a reader of an older edition stays in it
    parameters  the query of the page's address: how its list is to be sorted and which part of it is shown
    """

    document: D
    reader: EditionReader
    prefix: str = ""
    parameters: Query = field(default_factory=Query)

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def path(self) -> str:
        return self.document.path
