"""Columns and sections of lists of occupations, tasks or anything else with a page."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from singulariki.editorial.lists import Column, list_context, listing_of, plain_context
from singulariki.editorial.subjects import Subject

Rows = Callable[[Any], Sequence[Any]]
LIST_TEMPLATE = "occupations/subjects/list.html"
PLAIN_LIST_TEMPLATE = "occupations/subjects/plain_list.html"


def figure_column(key: str) -> Column[Any]:
    """A column of figures; `key` is the rows' attribute."""
    return Column(key, attrgetter(key))


def text_column(key: str, read: Callable[[Any], str] | None = None) -> Column[Any]:
    """A column of words; `key` is the rows' attribute unless `read` says otherwise."""
    return Column(key, read or attrgetter(key), is_figure=False)


NAME = text_column("title")
OVERLAP = figure_column("overlap")
OCCUPATION_COLUMNS = (NAME, OVERLAP, figure_column("median"), figure_column("employment"))
OCCUPATION_WORDS = {
    "label": "Occupations with their overlap, pay and employment",
    "title": "Occupation",
    "overlap": "AI task overlap",
    "median": "Median pay",
    "employment": "Employed",
    "pages": "Pages of the list",
    "none": "No occupation fits what you asked for. Clear a choice to see more.",
    "shared": "Pay and employment are published by SOC code: O*NET occupations of one SOC code share its figures.",
}


def occupations_of(document: Any) -> Sequence[Any]:
    """The occupations of a document that lists some."""
    return document.occupations


def plain_section(
    rows: Rows, columns: Sequence[Column[Any]], *, is_optional: bool = False
) -> Callable[[Subject[Any]], Mapping | None]:
    """The context of a section that lists `rows` of the document in the order they have. Where there are none the page says so,
    or says nothing where the list `is_optional`."""

    def context(subject: Subject[Any]) -> Mapping | None:
        shown = rows(subject.document)
        return plain_context(subject, shown, columns) if shown or is_optional else None

    return context


def list_section(
    rows: Rows, columns: Sequence[Column[Any]], *, anchor: str, usual: str
) -> Callable[[Subject[Any]], Mapping | None]:
    """The context of a section that lists `rows` of the document as the address asks for them; None where there are none."""

    def context(subject: Subject[Any]) -> Mapping | None:
        listed = rows(subject.document)
        if not listed:
            return None
        return list_context(subject, listing_of(subject, listed, columns, anchor=anchor, usual=usual))

    return context
