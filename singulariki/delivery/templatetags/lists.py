"""What long lists are made of: headings that sort by their address, and cells of numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.templatetags.figures import measure_ask
from singulariki.delivery.rows import HtmlRows

register = template.Library()


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


@register.simple_tag(takes_context=True)
def list_headings(context: Context, columns: Sequence[Mapping], wording: Mapping[str, str]) -> SafeString:
    """The headings of a list, each named by the section's words under the column's key."""
    return format_html_join("", "{}", ((sort_heading(context, column, wording[column["key"]]),) for column in columns))


@register.simple_tag(takes_context=True)
def list_rows(context: Context, rows: Sequence, columns: Sequence[Mapping], prefix: str) -> SafeString:
    """The rows of a list, by the dozen: joined here, because a template's loop takes ten times as long.

    The first column names the row and leads to its page (`title`, `path`); the others are read by their column's `read`.
    """
    html = HtmlRows(context["ledger"], prefix)
    reads = [column["read"] for column in columns[1:]]

    def cell(value: Figure | str | None) -> str:
        return html.number(value, "") if isinstance(value, Figure) else html.cell(conditional_escape(value or ""), "")

    def cells(row: Any) -> list[str]:
        path, title = (row["path"], row["title"]) if isinstance(row, Mapping) else (row.path, row.title)
        return [html.head(html.link(title, path)), *(cell(read(row)) for read in reads)]

    return html.table(map(cells, rows))
