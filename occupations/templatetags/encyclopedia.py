"""Charts of subjects other than occupations. The figures they draw are noted like printed ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import template
from django.template import Context
from django.utils.html import strip_tags

from citations.figures import Figure
from citations.templatetags.figures import print_plain
from singulariki.charts.bars import Histogram, histogram
from singulariki.charts.dots import Scatter, ScatterPoint, scatter
from singulariki.charts.scales import ChartText

register = template.Library()


@register.simple_tag(takes_context=True)
def distribution_chart(
    context: Context, bins: Sequence[Mapping[str, Any]], domain: tuple[float, float], median: Figure, wording: Mapping[str, str]
) -> Histogram:
    """How many occupations lie in each part of an element's scale."""
    ledger = context["ledger"]
    drawn = []
    for part in bins:
        ledger.note(part["figure"], with_note=False)
        drawn.append(replace(part["bin"], description=f"{part['span']}: {part['figure'].text}"))
    return histogram(
        drawn,
        domain=domain,
        text=ChartText("distribution-chart", strip_tags(wording["chart_title"]), strip_tags(wording["chart_description"])),
        mark=median.value,
        mark_label=f"{strip_tags(wording['median'])} {median.text}",
    )


@register.simple_tag(takes_context=True)
def overlap_and_pay(context: Context, rows: Sequence[Mapping[str, Any]], prefix: str, wording: Mapping[str, str]) -> Scatter:
    """Every occupation at (percentile of AI task overlap, percentile of median pay)."""
    words = {name: strip_tags(wording[name]) for name in wording}
    points = []
    for placed in rows:
        row, overlap, pay = placed["row"], placed["overlap"], placed["pay"]
        for figure in (overlap, pay):
            context["ledger"].note(figure, with_note=False)
        description = f"{row.title}: {words['x_axis']} {overlap.text}, {words['y_axis']} {pay.text}"
        points.append(ScatterPoint(overlap.value or 0.0, pay.value or 0.0, description, f"{prefix}{row.path}"))
    return scatter(
        points,
        text=ChartText("overlap-and-pay", words["chart_title"], words["chart_description"]),
        fields=(words["upper_left"], words["upper_right"], words["lower_right"], words["lower_left"]),
        x_label=words["x_axis"],
        y_label=words["y_axis"],
    )


@register.simple_tag(takes_context=True)
def compared_cell(context: Context, cell: Figure | str | None, absent: str) -> str:
    """A figure, a word of the source, or the section's word for neither."""
    if isinstance(cell, Figure):
        return print_plain(cell, context["ledger"])
    return cell if cell else absent
