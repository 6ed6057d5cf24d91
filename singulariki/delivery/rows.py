"""Rows of tables and lists, by the dozen: HTML for a page; Markdown for a brief, which is never HTML on the way.

Joined here, because a template's loop takes ten times as long. Words are text or safe HTML; the words and figures of cells are
escaped here. `label` is the heading that a cell shows on phones, where tables have no columns.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from citations.figures import Figure
from citations.ledger import Ledger
from citations.printing import measure_head, print_figure, print_plain
from singulariki.charts.ruler import mini_ruler
from singulariki.delivery.markdown import absolute, escaped, rows_as_they_are


class HtmlRows:
    """Writes rows for a page whose links to others begin with `prefix`."""

    def __init__(self, ledger: Ledger, prefix: str) -> None:
        self.ledger, self.prefix = ledger, prefix

    def link(self, words: str, path: str, about: str = "") -> str:
        """Words that lead to another page of the edition; words alone without a path. `about` says to listeners what the same
        words of other rows do not."""
        said = f'<span class="visually-hidden"> {_html(about)}</span>' if about else ""
        return f'<a href="{escape(self.prefix + path)}">{_html(words)}{said}</a>' if path else _html(words)

    def figure(self, figure: Figure) -> str:
        """A figure in a list, noted as printed."""
        return print_plain(figure, self.ledger)

    def give_or_take(self, figure: Figure) -> str:
        """One standard error, for behind a figure; nothing where none is published."""
        return f' <span class="give-or-take">± {escape(figure.error_text)}</span>' if figure.error_text else ""

    def questioned(self, figure: Figure) -> str:
        """A figure that can be questioned where it stands, as its column's heading cannot be."""
        return f"<span>{print_figure(figure, self.ledger)}</span>"

    def ruler(self, rank: float | None) -> tuple[str, ...]:
        """The cell of a rank from 0 to 100 on the ramp ruler, which is for the eye alone; empty without a rank, none in a
        brief."""
        return (f'<td class="table__bar">{"" if rank is None else mini_ruler(rank, "")}</td>',)

    def prompt(self, words: str, anchor: str, label: str) -> str:
        """Words to be copied, on request."""
        return (
            f'<details class="prompt"><summary>{_html(label)}</summary><p id="{anchor}">{_html(words)}</p>'
            f'<button class="button copy" type="button" data-copy-target="{anchor}" hidden>Copy</button></details>'
        )

    def head(self, inside: str, *, number: int = 0, aside: str = "") -> str:
        """The cell that names its row: what `link` gave, with a number before it and words beside it."""
        before = f'<span class="table__number">{number}</span> ' if number else ""
        beside = f' <span class="table__aside">{_html(aside)}</span>' if aside else ""
        return f'<th scope="row">{before}{inside}{beside}</th>'

    def cell(self, inside: str, label: str, kind: str = "") -> str:
        """A cell of what `link` gave, or of words."""
        name = f' class="{kind}"' if kind else ""
        return f'<td{name} data-label="{_html(label)}">{inside}</td>' if label else f"<td{name}>{inside}</td>"

    def words(self, words: str) -> str:
        """Words for the inside of a cell."""
        return f"<span>{_html(words)}</span>" if words else ""

    def number(
        self, figure: Figure, label: str, *, missing: str = "", dash: bool = False, before: str = "", after: str = ""
    ) -> str:
        """A cell of a figure, noted as printed, and what stands `before` and `after` it. Where it is missing, the words
        `missing`, or why, with a `dash`."""
        if figure.is_missing and missing:
            inside = self.words(missing)
        elif figure.is_missing and dash:
            inside = f'<span><span aria-hidden="true">—</span><span class="visually-hidden">{self.figure(figure)}</span></span>'
        else:
            inside = f"<span>{self.figure(figure)}{after}</span>" if after else self.figure(figure)
        return self.cell(f"{before}{inside}", label, "is-number")

    def table(self, rows: Iterable[Iterable[str]]) -> SafeString:
        """Rows of cells, for the body of a table."""
        return SafeString("".join(f"\n<tr>{''.join(cells)}</tr>" for cells in rows))

    def items(self, items: Iterable[str]) -> SafeString:
        """Items, for inside a list."""
        return SafeString("".join(f"<li>{item}</li>" for item in items))


class MarkdownRows(HtmlRows):
    """Writes the same rows for a brief."""

    def link(self, words: str, path: str, about: str = "") -> str:
        return f"[{_text(words)}]({absolute(self.prefix + path, settings.PUBLIC_SITE_URL)})" if path else _text(words)

    def figure(self, figure: Figure) -> str:
        return _text(print_plain(figure, self.ledger))

    def give_or_take(self, figure: Figure) -> str:
        return f" ± {_text(figure.error_text)}" if figure.error_text else ""

    def questioned(self, figure: Figure) -> str:
        return _text(print_figure(figure, self.ledger))

    def ruler(self, rank: float | None) -> tuple[str, ...]:
        return ()

    def prompt(self, words: str, anchor: str, label: str) -> str:
        return _text(words)

    def head(self, inside: str, *, number: int = 0, aside: str = "") -> str:
        return " ".join(filter(None, (str(number) if number else "", inside, _text(aside))))

    def cell(self, inside: str, label: str, kind: str = "") -> str:
        return inside

    def words(self, words: str) -> str:
        return _text(words)

    def number(
        self, figure: Figure, label: str, *, missing: str = "", dash: bool = False, before: str = "", after: str = ""
    ) -> str:
        if figure.is_missing and missing:
            return _text(missing)
        return f"—{self.figure(figure)}" if figure.is_missing and dash else f"{self.figure(figure)}{after}"

    def table(self, rows: Iterable[Iterable[str]]) -> SafeString:
        return SafeString(rows_as_they_are(rows))

    def items(self, items: Iterable[str]) -> SafeString:
        return SafeString(rows_as_they_are((item,) for item in items))


def text_of(html: str) -> str:
    """The words of safe HTML as plain text, for a picture, an attribute or a file. To be escaped where it is printed."""
    return Markup(html).striptags()  # noqa: S704


def _html(words: str) -> str:
    """Django's `conditional_escape`, which takes four times as long because it waits for lazy words as well."""
    return words if hasattr(words, "__html__") else escape(words)


def _text(words: str) -> str:
    return escaped(unescape(words) if hasattr(words, "__html__") else words)


def rows_for(context: Context) -> HtmlRows:
    """What writes the rows of the page, or of the brief, that is being drawn."""
    ledger: Ledger = context["ledger"]
    return (MarkdownRows if ledger.as_text else HtmlRows)(ledger, context["profile"].prefix)


@pass_context
def sort_heading(context: Context, column: Mapping, label: str) -> SafeString:
    """A column heading that sorts by its address (where it has one), says how the list is sorted, and can be asked about."""
    about = column["about"]
    name = measure_head(context, about, label) if about else label
    if column["url"]:
        said = format_html('<span class="visually-hidden">Sort by {}</span>', label) if about else name
        link = format_html('<a class="table__sort" href="{}">{}</a>', column["url"], said)
        name = format_html("{}\u00a0{}", name, link) if about else link
    return format_html(
        '<th scope="col"{number}{sort}>{name}</th>',
        number=SafeString(' class="is-number"') if about else "",
        sort=format_html(' aria-sort="{}"', column["sort"]) if column["sort"] else "",
        name=name,
    )


@pass_context
def list_headings(context: Context, columns: Sequence[Mapping], wording: Mapping[str, str]) -> SafeString:
    """The headings of a list, each named by the section's word for the column."""
    return format_html_join("", "{}", ((sort_heading(context, column, wording[column["word"]]),) for column in columns))


@pass_context
def list_rows(
    context: Context, rows: Sequence, columns: Sequence[Mapping], prefix: str, wording: Mapping[str, str] | None = None
) -> SafeString:
    """The rows of a list, by the dozen: joined here, because a template's loop takes ten times as long.

    The first column names the row and leads to its page (`title`, `path`); the others are read by their column's `read`, and
    drawn by its `picture`. On phones, where rows are cards, each cell says what it is in the words of the section.
    """
    html = HtmlRows(context["ledger"], prefix)
    reads = [(column["read"], column["picture"], text_of(wording[column["word"]]) if wording else "") for column in columns[1:]]

    def cell(row: Any, read: Callable, picture: Callable | None, label: str) -> str:
        value = read(row)
        if isinstance(value, Figure):
            return html.number(value, label, before=(picture(row) if picture else None) or "")
        return html.cell(_html(value or ""), label)

    def cells(row: Any) -> list[str]:
        path, title = (row["path"], row["title"]) if isinstance(row, Mapping) else (row.path, row.title)
        return [html.head(html.link(title, path)), *(cell(row, *each) for each in reads)]

    return html.table(map(cells, rows))


TEMPLATE_FUNCTIONS = (sort_heading, list_headings, list_rows)
