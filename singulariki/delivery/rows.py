"""Rows of tables and lists, by the dozen: HTML for a page; Markdown for a brief, which is never HTML on the way.

Joined here, because a template's loop takes ten times as long. Words are text or safe HTML; the words and figures of cells are
escaped here. `label` is the heading that a cell shows on phones, where tables have no columns.
"""

from collections.abc import Iterable
from html import escape, unescape

from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.ledger import Ledger
from citations.templatetags.figures import print_figure, print_plain
from singulariki.delivery.markdown import absolute, escaped, rows_as_they_are


class HtmlRows:
    """Writes rows for a page whose links to others begin with `prefix`."""

    def __init__(self, ledger: Ledger, prefix: str) -> None:
        self.ledger, self.prefix = ledger, prefix

    def link(self, words: str, path: str) -> str:
        """Words that lead to another page of the edition; words alone without a path."""
        return f'<a href="{escape(self.prefix + path)}">{conditional_escape(words)}</a>' if path else conditional_escape(words)

    def figure(self, figure: Figure) -> str:
        """A figure in a list, noted as printed."""
        return print_plain(figure, self.ledger)

    def questioned(self, figure: Figure) -> str:
        """A figure that can be questioned where it stands, as its column's heading cannot be."""
        return f"<span>{print_figure(figure, self.ledger)}</span>"

    def bar(self, width: float) -> tuple[str, ...]:
        """The cell of a bar from 0 to 100, which is for the eye alone; none in a brief."""
        return (
            '<td class="table__bar"><svg class="bar" aria-hidden="true" focusable="false" height="8"><rect class="chart__track" '
            f'width="100%" height="8"/><rect class="chart__bar" width="{width}%" height="8"/></svg></td>',
        )

    def head(self, inside: str, *, number: int = 0, aside: str = "") -> str:
        """The cell that names its row: what `link` gave, with a number before it and words beside it."""
        before = f'<span class="table__number">{number}</span> ' if number else ""
        beside = f' <span class="table__aside">{conditional_escape(aside)}</span>' if aside else ""
        return f'<th scope="row">{before}{inside}{beside}</th>'

    def cell(self, inside: str, label: str, kind: str = "") -> str:
        """A cell of what `link` gave, or of words."""
        name = f' class="{kind}"' if kind else ""
        return f'<td{name} data-label="{conditional_escape(label)}">{inside}</td>' if label else f"<td{name}>{inside}</td>"

    def words(self, words: str) -> str:
        """Words for the inside of a cell."""
        return f"<span>{conditional_escape(words)}</span>" if words else ""

    def number(self, figure: Figure, label: str, *, missing: str = "", dash: bool = False, after: str = "") -> str:
        """A cell of a figure, noted as printed, and what stands `after` it. Where it is missing, the words `missing`, or why,
        with a `dash`."""
        if figure.is_missing and missing:
            inside = self.words(missing)
        elif figure.is_missing and dash:
            inside = f'<span><span aria-hidden="true">—</span><span class="visually-hidden">{self.figure(figure)}</span></span>'
        else:
            inside = f"<span>{self.figure(figure)}{after}</span>" if after else self.figure(figure)
        return self.cell(inside, label, "is-number")

    def table(self, rows: Iterable[Iterable[str]]) -> SafeString:
        """Rows of cells, for the body of a table."""
        return mark_safe("".join(f"\n<tr>{''.join(cells)}</tr>" for cells in rows))

    def items(self, items: Iterable[str]) -> SafeString:
        """Items, for inside a list."""
        return mark_safe("".join(f"<li>{item}</li>" for item in items))


class MarkdownRows(HtmlRows):
    """Writes the same rows for a brief."""

    def link(self, words: str, path: str) -> str:
        return f"[{_text(words)}]({absolute(self.prefix + path, settings.PUBLIC_SITE_URL)})" if path else _text(words)

    def figure(self, figure: Figure) -> str:
        return _text(print_plain(figure, self.ledger))

    def questioned(self, figure: Figure) -> str:
        return _text(print_figure(figure, self.ledger))

    def bar(self, width: float) -> tuple[str, ...]:
        return ()

    def head(self, inside: str, *, number: int = 0, aside: str = "") -> str:
        return " ".join(filter(None, (str(number) if number else "", inside, _text(aside))))

    def cell(self, inside: str, label: str, kind: str = "") -> str:
        return inside

    def words(self, words: str) -> str:
        return _text(words)

    def number(self, figure: Figure, label: str, *, missing: str = "", dash: bool = False, after: str = "") -> str:
        if figure.is_missing and missing:
            return _text(missing)
        return f"—{self.figure(figure)}" if figure.is_missing and dash else f"{self.figure(figure)}{after}"

    def table(self, rows: Iterable[Iterable[str]]) -> SafeString:
        return mark_safe(rows_as_they_are(rows))

    def items(self, items: Iterable[str]) -> SafeString:
        return mark_safe(rows_as_they_are((item,) for item in items))


def _text(words: str) -> str:
    return escaped(unescape(words) if isinstance(words, SafeString) else words)


def rows_for(context: Context) -> HtmlRows:
    """What writes the rows of the page, or of the brief, that is being drawn."""
    ledger: Ledger = context["ledger"]
    return (MarkdownRows if ledger.as_text else HtmlRows)(ledger, context["profile"].prefix)
