"""What long lists are made of: headings that sort by their address, and cells of numbers."""

from collections.abc import Mapping, Sequence

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.ledger import Ledger
from citations.templatetags.figures import measure_ask, print_plain

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, column: Mapping, label: str) -> SafeString:
    """A column heading that sorts by its address, says how the list is sorted, and can be asked about."""
    about = column["about"]
    return format_html(
        '<th scope="col"{number}{sort}><a class="table__sort" href="{url}">{label}</a>{ask}</th>',
        number=mark_safe(' class="is-number"') if about else "",
        sort=format_html(' aria-sort="{}"', column["sort"]) if column["sort"] else "",
        url=column["url"],
        label=label,
        ask=measure_ask(context, about) if about else "",
    )


def number_cells(figures: Sequence[Figure], ledger: Ledger) -> SafeString:
    """A table cell for each figure, noted as printed."""
    return format_html_join("", '<td class="is-number">{}</td>', ((print_plain(figure, ledger),) for figure in figures))
