"""Wagtail's search in the database, for whatever people type into the admin's search boxes."""

from typing import Any

from django.db.models import QuerySet
from wagtail.search.backends import database
from wagtail.search.query import And, Or, Phrase, PlainText

# Each word is a level of a nested query: thousands of them, as a text pasted by mistake has, are more than Python can follow.
MOST_WORDS = 40
# Separators in the texts that are searched, but not in a query: SQLite takes the first for the end of a word's quotation, and
# neither database the second.
SEPARATORS = str.maketrans({'"': " ", "\0": " "})


def searchable(query: Any) -> Any:
    """The query in a form that either database accepts: at most 40 words, without quotation marks and NULs, or "" where none is
    left. Kinds of queries that no search box makes are returned as they are."""
    if isinstance(query, str):
        return " ".join(query.translate(SEPARATORS).split()[:MOST_WORDS])
    if isinstance(query, PlainText):
        words = searchable(query.query_string)
        return PlainText(words, operator=query.operator) if words else ""
    if isinstance(query, Phrase):
        words = searchable(query.query_string)
        return Phrase(words) if words else ""
    if isinstance(query, And | Or):
        parts = [part for part in map(searchable, query.subqueries[:MOST_WORDS]) if part]
        return type(query)(parts) if len(parts) > 1 else (parts or [""])[0]
    return query


class _Searchable:
    """Goes before a backend of Wagtail's."""

    def _search(self, compiler: type, query: Any, rows: Any, **options: Any) -> Any:
        words = searchable(query)
        if not words and query and isinstance(rows, QuerySet):
            # Wagtail's own answer to no words at all is a list that the admin's screens cannot page through.
            words, rows = "nothing", rows.none()
        return super()._search(compiler, words, rows, **options)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:
    """Wagtail's own backend for the database in use, given only queries that it can answer."""
    backend = type(database.SearchBackend(dict(params)))
    return type("SearchBackend", (_Searchable, backend), {})(params)
