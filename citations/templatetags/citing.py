"""The citation of a page in its formats."""

from typing import Protocol

from django import template
from django.conf import settings
from django.template import Context

from citations.citing import PageCitation, apa, bibtex, plain, ris

register = template.Library()


class Citable(Protocol):
    """A page that can be cited: its title, path, edition and the day that was compiled."""

    title: str
    path: str
    edition: str
    compiled_on: object


def citation_of(page: Citable, ledger) -> PageCitation:
    """The citation of a page, its sources being those that the ledger noted."""
    return PageCitation(
        key=page.path.strip("/").removesuffix(".html"),
        title=page.title,
        url=f"{settings.PUBLIC_SITE_URL}{page.path}",
        edition=page.edition,
        dated=page.compiled_on,  # type: ignore[arg-type]
        sources=ledger.sources,
    )


@register.simple_tag(takes_context=True)
def page_citation(context: Context, page: Citable) -> list[dict]:
    """{% page_citation profile as formats %}: formats for components/cite.html. Use it in a late section."""
    citation = citation_of(page, context["ledger"])
    return [
        {"key": "plain", "label": "Plain", "text": plain(citation), "code": False},
        {"key": "apa", "label": "APA", "text": apa(citation), "code": False},
        {"key": "bibtex", "label": "BibTeX", "text": bibtex(citation), "code": True},
        {"key": "ris", "label": "RIS", "text": ris(citation), "code": True},
    ]
