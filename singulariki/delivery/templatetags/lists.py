"""What long lists are made of: headings that sort by their address, and cells of numbers."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.ledger import Ledger
from citations.templatetags.figures import measure_ask, print_plain

register = template.Library()


class Named(Protocol):
    """What a row of a list needs."""

    @property
    def title(self) -> str: ...

    @property
    def path(self) -> str: ...


@register.filter
def word(wording: Mapping[str, str], key: str) -> str:
    """{{ wording|word:key }}: words of the section by a key that the data gives."""
    return wording[key]


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, column: Mapping, label: str) -> SafeString:
    """A column heading that sorts by its address (where it has one), says how the list is sorted, and can be asked about."""
    about = column["about"]
    return format_html(
        '<th scope="col"{number}{sort}>{label}{ask}</th>',
        number=mark_safe(' class="is-number"') if about else "",
        sort=format_html(' aria-sort="{}"', column["sort"]) if column["sort"] else "",
        label=format_html('<a class="table__sort" href="{}">{}</a>', column["url"], label) if column["url"] else label,
        ask=measure_ask(context, about) if about else "",
    )


def number_cells(figures: Sequence[Figure], ledger: Ledger) -> SafeString:
    """A table cell for each figure, noted as printed."""
    return format_html_join("", '<td class="is-number">{}</td>', ((print_plain(figure, ledger),) for figure in figures))


@register.simple_tag(takes_context=True)
def list_headings(context: Context, columns: Sequence[Mapping], wording: Mapping[str, str]) -> SafeString:
    """The headings of a list, each named by the section's words under the column's key."""
    return format_html_join("", "{}", ((sort_heading(context, column, wording[column["key"]]),) for column in columns))


@register.simple_tag(takes_context=True)
def list_rows(context: Context, rows: Sequence[Named | Mapping], columns: Sequence[Mapping], prefix: str) -> SafeString:
    """The rows of a list, by the dozen: joined here, because a template's loop takes ten times as long.

    The first column names the row and leads to its page (`title`, `path`); the others are read by their column's `read`.
    """
    ledger = context["ledger"]
    reads = [column["read"] for column in columns[1:]]
    return format_html_join(
        "",
        '\n<tr><th scope="row">{}</th>{}</tr>',
        ((_name(row, prefix), format_html_join("", "{}", ((_cell(read(row), ledger),) for read in reads))) for row in rows),
    )


def _name(row: Named | Mapping, prefix: str) -> SafeString | str:
    path, title = (row["path"], row["title"]) if isinstance(row, Mapping) else (row.path, row.title)
    return format_html('<a href="{}{}">{}</a>', prefix, path, title) if path else title


def _cell(value: Figure | str | None, ledger: Ledger) -> SafeString:
    if isinstance(value, Figure):
        return number_cells([value], ledger)
    return format_html("<td>{}</td>", value or "")
