"""A subject of an edition as pages, briefs and pictures read it: its document, and the edition that explains it. And what
declarations of its kind of page are made of: closing sections, first layouts, tokens and subjects read from documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from citations.documents import Document
from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from citations.models import Edition
from citations.reading import EditionReader
from singulariki.delivery.query import Query
from singulariki.delivery.share import page_picture
from singulariki.editorial.registry import FigureToken, Section


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
    if TYPE_CHECKING:

        @property
        def path(self) -> str: ...

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
        """Address of the picture shown where the page is shared."""
        return page_picture(self.path)

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


Read = Callable[[Any], Any]


def attribute(names: str) -> Read:
    """Reads an attribute of an object and of what it holds, "usage.share"; None where one on the way is None."""
    steps = names.split(".")

    def read(value: Any) -> Any:
        for name in steps:
            if value is None:
                return None
            value = getattr(value, name)
        return value

    return read


def figure_token(key: str, label: str, names: str, group: str = "Figures") -> FigureToken:
    """The figure at this place of the document; the sentence is left out where it is missing."""
    read = attribute(names)
    return FigureToken(key, label, lambda subject: read(subject.document), group)


def text_token(key: str, label: str, names: str, *datasets: str, group: str = "Words") -> FigureToken:
    """The words or the number at this place of the document, which come from these datasets."""
    read = attribute(names)

    def resolve(subject: Any) -> Figure | str | None:
        value = read(subject.document)
        return None if value in (None, "") else str(value)

    return FigureToken(key, label, resolve, group, datasets=datasets)


def nothing_more(subject: object) -> Mapping:
    """The context of a section that is drawn from what the page printed alone."""
    return {}


SOURCES_ARE_SAID = "Every figure traces to a named release, and here is where readers find it."
CITATION_IS_GIVEN = "Those who quote a figure need to say where it is from."


def closing_sections(sources: str = "Sources for this page") -> tuple[Section, ...]:
    """What every page ends with: its sources, called this, and how to cite it."""
    return (
        Section(
            "sources",
            sources,
            "editorial/sections/sources.html",
            nothing_more,
            wording={
                "introduction": "Every figure above traces to a named public dataset and the exact release below — not "
                "hand-written opinion.",
                "methodology_link": "See the full methodology for what each measure does and does not mean",
                "compiled": "Data compiled",
            },
            late=True,
            required=SOURCES_ARE_SAID,
        ),
        Section(
            "citation",
            "Cite this page",
            "editorial/sections/citation.html",
            nothing_more,
            wording={"introduction": "Made from the sources that this page prints, with the edition it shows."},
            late=True,
            required=CITATION_IS_GIVEN,
        ),
    )


def first_layout(opening: str, sections: Sequence[Section], caveats: Sequence[str]) -> list[dict]:
    """Blocks of a first layout: an opening paragraph (HTML with {tokens}), standing caveats, the sections in order."""
    return [
        {"type": "narrative", "value": {"placement": "opening", "text": opening}},
        *({"type": "caveat", "value": {"caveat": caveat, "position": "standing"}} for caveat in caveats),
        *({"type": "section", "value": {"section": section.key}} for section in sections),
    ]


def subjects_of_kind(kind: str, edition: Edition, count: int | None = None) -> Sequence[tuple[str, str]]:
    """(key, title) of an edition's subjects of a kind, by key; the first `count`. One query."""
    rows = edition.profiles.filter(kind=kind).order_by("key").values_list("key", "title")
    return list(rows[:count] if count else rows)
