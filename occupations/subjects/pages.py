"""How pages of this room are declared and rendered: their kind, how they all end, and the list of all subjects of a kind."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.figures import Figure
from citations.models import Edition
from citations.preview.names import name_pages
from occupations.subjects.kinds import SUBJECTS, SubjectKind
from occupations.subjects.lists import directory_section, read_directory
from singulariki.editorial.blocks.layout import CHAPTER
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.registry import FigureToken, PageKind, Section, register_page_kind
from singulariki.editorial.rendering import page_context
from singulariki.editorial.subjects import closing_sections, figure_token, first_layout, subjects_of_kind, text_token

# What a kind of page is declared with.
__all__ = ["figure_token", "page_kind", "subject_pages", "text_token"]

TEMPLATE = "occupations/subject.html"
CLOSING = closing_sections()


def subject_context(
    request: HttpRequest,
    kind: str,
    subject: Any,
    *,
    layout_blocks: Sequence[dict] | None = None,
    trail: Sequence[Mapping[str, str]] = (),
    code: str = "",
    is_indexed: bool = True,
    titled_by: Sequence[str] = (),
) -> dict[str, Any]:
    """Context of templates/occupations/subject.html. `trail` leads to the page; `is_indexed` False keeps crawlers from it;
    `titled_by` are the datasets that its title comes from, whatever else it shows."""
    context = page_context(request, kind, subject, layout_blocks=layout_blocks, cited=titled_by, trail=trail)
    published = getattr(getattr(subject, "document", None), "title_as_published", None)
    return {**context, "code": code, "is_indexed": is_indexed, "title_as_published": published}


def draw_subject(
    kind: str,
    request: HttpRequest,
    subject: Any,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """A subject's page. These kinds have no pages of editors and so no local notes."""
    return render(request, TEMPLATE, subject_context(request, kind, subject, layout_blocks=layout_blocks))


def section_block(key: str, *caveats: str) -> dict[str, Any]:
    """A section as a first layout holds it, with caveats beside it."""
    return {"type": "section", "value": {"section": key, **({"caveats": list(caveats)} if caveats else {})}}


def chapter(heading: str, text: str, sections: Sequence[str]) -> list[dict[str, Any]]:
    """A chapter of a first layout: its heading, what opens it, and its sections."""
    opening = {"type": "narrative", "value": {"placement": CHAPTER, "heading": heading, "text": text}}
    return [opening, *map(section_block, sections)]


def report_kit(headline: str, factoids: Sequence[str], note: str) -> dict[str, Any]:
    """The block of a first layout for people who write about the subject: lines made of its figures, each to be quoted alone."""
    value = {
        "heading": "Write a report on this",
        "headline": headline,
        "factoids": list(factoids),
        "closing": "Source: Singulariki — “{title}”. {page-address} Note: AI task overlap compares what today's AI can "
        "attempt, not automation, job loss, or a forecast.",
        "links": [
            {"title": "Share image", "url": "{share-image}"},
            {"title": "Methodology & sources", "url": "/methodology"},
            {"title": "Press & newsroom", "url": "/newsroom/"},
        ],
        "note": note,
    }
    return {"type": "report_kit", "value": value}


def register(kind: PageKind, sections: Sequence[Section], tokens: Sequence[FigureToken]) -> PageKind:
    """Make a kind of page known, with the sections and tokens that it offers."""
    register_page_kind(kind)
    for section in sections:
        kind.add_section(section)
    for token in tokens:
        kind.add_token(token)
    return kind


def page_kind(
    key: str,
    label: str,
    *,
    read: Callable[[Edition, str], Any],
    opening: str,
    sections: Sequence[Section],
    tokens: Sequence[FigureToken] = (),
    caveats: Sequence[str] = (),
    sample_subject: str = "",
    subjects: Callable[[Edition], Sequence[tuple[str, str]]] | None = None,
    key_at: Callable[[str], str | None] | None = None,
    at: Callable[[str], str | None] | None = None,
    kicker: str = "",
    counted: Callable[[Any], Figure | tuple[str, str] | None] | None = None,
) -> PageKind:
    """A kind of page whose first layout is its opening, its sections in order, sources and citation.

    `read` finds the subject of a page by its key; `key_at` its key by an address, `at` the same where nothing of the kind is
    quoted; `kicker` and `counted` are for its pictures (see `PageKind`). `subjects` is given where they are not those that the
    edition stores under `key`.
    """
    all_sections = (*sections, *CLOSING)
    kind = PageKind(
        key=key,
        label=label,
        profile=read,
        subjects=subjects or partial(subjects_of_kind, key, count=200),
        sample_subject=sample_subject,
        default_layout=lambda: first_layout(opening, all_sections, caveats),
        draw=partial(draw_subject, key),
        key_at=key_at,
        at=at,
        kicker=kicker,
        counted=counted,
    )
    return register(kind, all_sections, tokens)


def subject_pages(
    about: SubjectKind,
    *,
    opening: str,
    sections: Sequence[Section],
    tokens: Sequence[FigureToken] = (),
    caveats: Sequence[str] = (),
    sample_subject: str = "",
    parts: Mapping[str, str] | None = None,
) -> SubjectKind:
    """Make a kind of subject known: its pages, as for `page_kind`, and the list of all of them. `parts` says what pages call
    fields of documents that have no section of their name (see `citations.preview.names`)."""
    if about.place in SUBJECTS:
        raise ValueError(f"Two kinds of subjects are at /{about.place}/.")
    SUBJECTS[about.place] = about
    directory = about.directory
    pages = page_kind(
        about.key,
        about.label,
        read=about.read,
        opening=opening,
        sections=sections,
        tokens=tokens,
        caveats=caveats,
        sample_subject=sample_subject,
        key_at=about.key_at,
        kicker=directory.title,
    )
    name_pages(about.key, directory.title, parts={**pages.parts, **(parts or {})})
    page_kind(
        f"list-of-{about.place}",
        f"List: {directory.title.lower()}",
        read=partial(read_directory, about),
        opening=directory.opening,
        sections=(directory_section(about),),
        sample_subject=about.place,
        subjects=lambda edition: [(about.place, directory.title)],
        at={about.path: about.place}.get,
        counted=lambda page: (f"{len(page.document.rows):,}", directory.title.lower()),
    )
    return about
