"""What the section templates of occupations draw: charts from figures. Their long rows are in `occupation_rows`."""

from collections.abc import Mapping, Sequence

from django import template
from django.template import Context
from django.utils.html import strip_tags

from citations.figures import Figure
from occupations.subjects.occupation.document.market import Outlook
from singulariki.charts.amounts import Amount, Moment, PayRange, Slope, pay_range, slope
from singulariki.charts.quadrant import Quadrant, QuadrantPoint, QuadrantWords, quadrant
from singulariki.charts.scales import ChartText, round_out

register = template.Library()

# Wider steps for higher pay, so that the ends of the scale are round.
_PAY_STEP = {True: 20.0, False: 40_000.0}


@register.filter
def word(wording: Mapping[str, str], key: str) -> str:
    """{{ wording|word:key }}: words of the section by a key that the data gives; nothing for no key."""
    return wording[key] if key else ""


@register.simple_tag(takes_context=True)
def pay_picture(context: Context, drawn: Mapping[str, Figure], wording: Mapping[str, str], is_hourly: bool) -> PayRange | None:
    """The range of pay; none in a brief. The figures it draws are noted like printed ones."""
    amounts = {name: _amount(context, figure) for name, figure in drawn.items()}
    highest = max(amount.value for amount in amounts.values() if amount)
    summary = ", ".join(f"{strip_tags(wording[name])}: {amount.text}" for name, amount in amounts.items() if amount)
    if context["ledger"].as_text:
        return None
    return pay_range(
        text=ChartText("pay", strip_tags(wording["pay_title"]), summary),
        domain=(0.0, round_out(highest * 1.02, _PAY_STEP[is_hourly])),
        tenth=amounts["p10"],
        quarter=amounts["p25"],
        median=amounts["median"],
        three_quarters=amounts["p75"],
        ninetieth=amounts["p90"],
    )


def _amount(context: Context, figure: Figure) -> Amount | None:
    if figure.is_missing:
        return None
    context["ledger"].note(figure, with_note=False)
    return Amount(float(figure.value or 0), figure.text)


@register.simple_tag(takes_context=True)
def employment_picture(context: Context, outlook: Outlook, wording: Mapping[str, str]) -> Slope | None:
    """Employment now and as projected; none in a brief. The figures it draws are noted like printed ones."""
    before, after = outlook.employment_base, outlook.employment_projected
    for figure in (before, after):
        context["ledger"].note(figure, with_note=False)
    if context["ledger"].as_text:
        return None
    years = (str(outlook.base_year), f"{outlook.projected_year} ({strip_tags(wording['projected'])})")
    return slope(
        Moment(years[0], float(before.value or 0), before.text),
        Moment(years[1], float(after.value or 0), after.text),
        text=ChartText(
            "employment", strip_tags(wording["employment_title"]), f"{years[0]}: {before.text}; {years[1]}: {after.text}"
        ),
    )


@register.simple_tag(takes_context=True)
def quadrant_picture(
    context: Context, own: Mapping[str, Figure], drawn: Sequence[Mapping], wording: Mapping[str, str]
) -> Quadrant | None:
    """The occupation among related ones; none in a brief. The figures it draws are noted like printed ones."""
    profile = context["profile"]
    words = {name: strip_tags(wording[name]) for name in wording}
    corners = (words["upper_left"], words["upper_right"], words["lower_left"], words["lower_right"])
    subject = _point(context, 0, profile.title, own, "")
    related = [_point(context, row["number"], row["title"], row, f"{profile.prefix}{row['path']}") for row in drawn]
    if context["ledger"].as_text:
        return None
    return quadrant(
        subject,
        related,
        words=QuadrantWords(words["x_axis"], words["y_axis"], corners),
        text=ChartText("quadrant-chart", words["title"], words["description"]),
    )


def _point(context: Context, number: int, title: str, row: Mapping, url: str) -> QuadrantPoint:
    overlap, pay = row["overlap"], row["median_percentile"]
    for figure in (overlap, pay):
        context["ledger"].note(figure, with_note=False)
    return QuadrantPoint(number, title, overlap.value or 0.0, pay.value or 0.0, overlap.text, pay.text, url)
