"""Rows of tables and lists, by the dozen: as HTML for a page, or as Markdown for a brief, which are never HTML on the way.

Joined here, because a template's loop takes ten times as long. `rows_for(context)` gives what writes them; its `link`, `words`,
`number` and `head` write a cell, its `table` and `list` the rows.
"""

from collections.abc import Iterable
from html import escape, unescape
from typing import Protocol
from urllib.parse import urljoin

from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.ledger import Ledger
from citations.templatetags.figures import print_plain
from singulariki.delivery.markdown import escaped, rows_block


class Rows(Protocol):
    """Writes rows. Words may be text or safe HTML; `label` is the heading that a cell shows where a phone has no columns."""

    def link(self, words: str, path: str) -> str:
        """Words that lead to a page of the edition; words alone without a path."""

    def head(self, inside: str, *, number: int = 0, aside: str = "") -> str:
        """The cell that names the row: a link or words, with a number before it and words beside it."""

    def words(self, inside: str, label: str) -> str:
        """A cell of words or of a link."""

    def number(self, figure: Figure, label: str, missing: str | None = "—") -> str:
        """A cell of a figure, which is noted as printed; where it is missing `missing`, or why it is missing in words for None.
        A dash is read out as these words too."""

    def table(self, rows: Iterable[Iterable[str]]) -> SafeString:
        """Rows of cells, for the body of a table."""

    def list(self, items: Iterable[str]) -> SafeString:
        """Items, for inside a list."""
