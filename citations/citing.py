"""Citations of pages: made from the page's title, address, edition and the sources that it printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from jinja2 import pass_context
from jinja2.runtime import Context

SITE = "Singulariki"


@dataclass(frozen=True)
class PageCitation:
    """What is cited: a page of an edition, and the releases behind its figures.

    key       for BibTeX and RIS, unique within the site: "gradient-3521"
    dated     when the edition was compiled
    sources   'O*NET 30.2 (U.S. Department of Labor)' for each release
    """

    key: str
    title: str
    url: str
    edition: str
    dated: date | None
    sources: Sequence[str]

    @property
    def year(self) -> str:
        return str(self.dated.year) if self.dated else "n.d."


def plain(citation: PageCitation) -> str:
    """One line for any use."""
    data = f" Data: {'; '.join(citation.sources)}." if citation.sources else ""
    return f"{SITE} — “{citation.title}”. Edition {citation.edition}. {citation.url}{data}"


def apa(citation: PageCitation) -> str:
    """APA, seventh edition: a page with a group author, and its data in a note."""
    data = f" Based on {'; '.join(citation.sources)}." if citation.sources else ""
    return f"{SITE}. ({citation.year}). {citation.title} (Edition {citation.edition}). {citation.url}{data}"


def bibtex(citation: PageCitation) -> str:
    """A BibTeX @misc entry."""
    fields = {
        "author": f"{{{SITE}}}",
        "title": f"{{{bibtex_text(citation.title)}}}",
        "year": str(citation.dated.year) if citation.dated else "",
        "edition": bibtex_text(citation.edition),
        "howpublished": f"\\url{{{citation.url}}}",
        "note": bibtex_text(f"Data: {'; '.join(citation.sources)}") if citation.sources else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9]+", "-", citation.key).strip("-")
    return "@misc{singulariki-" + key + ",\n" + ",\n".join(lines) + "\n}"


def ris(citation: PageCitation) -> str:
    """A RIS record, as reference managers import it."""
    lines = [
        ("TY", "ELEC"),
        ("AU", SITE),
        ("TI", citation.title),
        ("PY", str(citation.dated.year) if citation.dated else ""),
        ("DA", f"{citation.dated:%Y/%m/%d}" if citation.dated else ""),
        ("ET", citation.edition),
        ("PB", SITE),
        ("UR", citation.url),
        *(("N1", f"Data: {name}") for name in citation.sources),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value or tag == "ER")


def bibtex_text(text: str) -> str:
    """Text with BibTeX's special characters spelled out."""
    return text.translate(_SPELLED)


_SPELLED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_{}"},
    }
)


class Citable(Protocol):
    """A page that can be cited: its title, path, edition and the day that was compiled."""

    title: str
    path: str
    edition: str
    compiled_on: date | None


@pass_context
def page_citation(context: Context, page: Citable) -> list[dict]:
    """page_citation(profile): formats for components/cite.html. Use it in a late section."""
    citation = PageCitation(
        key=page.path.strip("/").removesuffix(".html"),
        title=page.title,
        url=f"{settings.PUBLIC_SITE_URL}{context['ledger'].prefix}{page.path}",
        edition=page.edition,
        dated=page.compiled_on,
        sources=[f"{release} ({release.publisher})" for release in context["ledger"].sources],
    )
    return [
        {"key": "plain", "label": "Plain", "text": plain(citation), "code": False},
        {"key": "apa", "label": "APA", "text": apa(citation), "code": False},
        {"key": "bibtex", "label": "BibTeX", "text": bibtex(citation), "code": True},
        {"key": "ris", "label": "RIS", "text": ris(citation), "code": True},
    ]


TEMPLATE_FUNCTIONS = (page_citation,)
