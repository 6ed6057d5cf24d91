"""What the section templates of occupations and of their other subjects draw: charts from figures, which are noted like printed
ones. Long rows are in `occupations.rows`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure
from citations.printing import MARK, print_plain
from occupations.measures import datasets as of
from occupations.subjects.comparison.rows import ComparedRow, GroupWords
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.ai import OverlapOfOccupation
from occupations.subjects.occupation.document.market import Outlook, WageParts
from occupations.subjects.occupation.document.work import Related
from singulariki.charts.amounts import Amount, Levels, Moment, Part, PayRange, PayRow, levels, pay_range, pay_strip
from singulariki.charts.bars import Histogram, histogram
from singulariki.charts.dots import Scatter, ScatterPoint, ScatterWords, scatter
from singulariki.charts.quadrant import Quadrant, QuadrantPoint, QuadrantWords, quadrant
from singulariki.charts.ruler import Mark, Ruler, mini_ruler, ruler
from singulariki.charts.scales import ChartText, round_out
from singulariki.delivery.rows import text_of

# Wider steps for higher pay, so that the ends of the scale are round.
_PAY_STEP = {True: 20.0, False: 40_000.0}


@pass_context
def pay_picture(
    context: Context,
    drawn: Mapping[str, Figure],
    wording: Mapping[str, str],
    is_hourly: bool,
    everyone: Figure | None,
    related: Sequence[Related],
) -> PayRange | None:
    """The range of pay, with the median of all occupations, and the ranges of related ones below; none in a brief. The figures it
    draws are noted like printed ones."""
    amounts = {name: _amount(context, figure) for name, figure in drawn.items()}
    summary = ", ".join(f"{text_of(wording[name])}: {amount.text}" for name, amount in amounts.items() if amount)
    others = [] if is_hourly else [(row, row.pay) for row in related if not row.median.is_missing and row.p10 and row.p90]
    reference = _amount(context, everyone) if everyone and not is_hourly else None
    numbers = [amount.value for amount in (*amounts.values(), reference) if amount]
    numbers += [float(figure.value) for _, pay in others for figure in pay if figure and figure.value is not None]
    if context["ledger"].as_text:
        return None
    domain = (0.0, round_out(max(numbers) * 1.02, _PAY_STEP[is_hourly]))
    return pay_range(
        text=ChartText("pay", text_of(wording["pay_title"]), summary),
        domain=domain,
        pay=[(text_of(wording[f"{name}_short"]), amounts[name]) for name in WageParts.percentiles],
        is_open=any(figure.at_least for figure in drawn.values()),
        reference=replace(reference, text=f"{text_of(wording['everyone'])} {reference.text}") if reference else None,
        rows=[
            PayRow(row.title, row.path, f"{row.median.text}{MARK if row.median.group else ''}", _strip(context, domain, pay))
            for row, pay in others
        ],
    )


def _strip(context: Context, domain: tuple[float, float], pay: Sequence[Figure | None]) -> SafeString:
    """A range of pay on the axis of a picture; none in a brief. The figures it draws are noted like printed ones."""
    for figure in pay:
        if figure and not figure.is_missing:
            context["ledger"].note(figure, with_note=False)
    values = [None if figure is None or figure.is_missing else float(figure.value or 0) for figure in pay]
    if context["ledger"].as_text:
        return SafeString("")
    return pay_strip(domain, values, is_open=any(figure.at_least for figure in pay if figure))


def _amount(context: Context, figure: Figure) -> Amount | None:
    if figure.is_missing:
        return None
    context["ledger"].note(figure, with_note=False)
    # Units stand once, in the words around the picture.
    return Amount(float(figure.value or 0), figure.text.removesuffix(" an hour"))


@pass_context
def rank_ruler(
    context: Context,
    rank: Figure | None,
    studies: Sequence[tuple[str, Figure]],
    others: Sequence[tuple[str, Figure]],
    wording: Mapping[str, str],
) -> Ruler | None:
    """The ruler with the rank, those by each study, and others; none in a brief or where there is no rank at all. The figures it
    draws are noted like printed ones."""
    marks = [[_mark(context, name, figure) for name, figure in ranks] for ranks in (studies, others)]
    pin = _mark(context, "", rank) if rank else None
    if context["ledger"].as_text or not (pin or any(marks)):
        return None
    said = [f"{text_of(wording['overlap_name'])}: {pin.text}"] if pin else []
    said += [f"{mark.name}: {mark.text}" for mark in (*marks[0], *marks[1])]
    description = f"{text_of(wording['ruler'])} {'; '.join(said)}."
    return ruler(description=description, pin=pin, studies=marks[0], others=marks[1])


def _mark(context: Context, name: str, figure: Figure) -> Mark:
    """A mark for a rank; one that was published for a wider group says so by its sign."""
    context["ledger"].note(figure, with_note=False)
    return Mark(float(figure.value or 0), name, f"{figure.text}{MARK if figure.group else ''}")


@pass_context
def pay_in_a_row(context: Context, pay: Sequence[Figure]) -> str:
    """Five percentiles of pay as a strip from zero on; none in a brief."""
    top = max((float(figure.value) for figure in pay if figure.value is not None), default=0.0)
    return _strip(context, (0.0, top), pay) if top else ""


@pass_context
def employment_picture(context: Context, outlook: Outlook, wording: Mapping[str, str]) -> Levels | None:
    """Employment now and as projected, and what openings are made of; none in a brief. The figures it draws are noted like
    printed ones."""
    before, after, openings, replaced = (
        outlook.employment_base,
        outlook.employment_projected,
        outlook.annual_openings,
        outlook.replacements,
    )
    for figure in (before, after, openings, replaced):
        if figure and not figure.is_missing:
            context["ledger"].note(figure, with_note=False)
    if context["ledger"].as_text:
        return None
    years = (str(outlook.base_year), f"{outlook.projected_year} ({text_of(wording['projected'])})")
    parts = []
    if replaced and openings.value:
        new = float(openings.value) - float(replaced.value or 0)
        said = text_of(wording["new_jobs" if new > 0 else "not_refilled"]) if new else ""
        parts = [Part(float(replaced.value or 0), text_of(wording["replacing"])), Part(new, said)]
    return levels(
        Moment(years[0], float(before.value or 0), before.text),
        Moment(years[1], float(after.value or 0), after.text),
        text=ChartText(
            "employment", text_of(wording["employment_title"]), f"{years[0]}: {before.text}; {years[1]}: {after.text}"
        ),
        whole=f"{text_of(wording['openings'])} {openings.text}",
        parts=parts,
    )


@pass_context
def quadrant_picture(
    context: Context, own: Mapping[str, Figure], drawn: Sequence[Mapping], wording: Mapping[str, str]
) -> Quadrant | None:
    """The occupation among related ones; none in a brief. The figures it draws are noted like printed ones."""
    profile = context["profile"]
    words = {name: text_of(wording[name]) for name in wording}
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
    return QuadrantPoint(number, title, overlap.value or 0.0, pay.value or 0.0, overlap.text, _for_whom(pay), url)


def _for_whom(figure: Figure) -> str:
    """A figure as the words of a dot name it: with whom it was published for, where that is more than the occupation."""
    return f"{figure.text} ({figure.group.words()})" if figure.group else figure.text


@pass_context
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
        text=ChartText("distribution-chart", text_of(wording["chart_title"]), text_of(wording["chart_description"])),
        mark=median.value,
        mark_label=f"{text_of(wording['median'])} {median.text}",
    )


@pass_context
def overlap_and_pay(context: Context, rows: Sequence[Mapping[str, Any]], prefix: str, wording: Mapping[str, str]) -> Scatter:
    """Every occupation at (percentile of AI task overlap, percentile of median pay), as large as its employment."""
    words = {name: text_of(wording[name]) for name in wording}
    points = []
    for placed in rows:
        row, overlap, pay, people = placed["row"], placed["overlap"], placed["pay"], placed["people"]
        for figure in (overlap, pay, people):
            context["ledger"].note(figure, with_note=False)
        points.append(
            ScatterPoint(
                title=row.title,
                x=overlap.value or 0.0,
                y=pay.value or 0.0,
                size=people.value,
                value=f"{words['x_axis']} {overlap.text}, {words['y_axis']} {_for_whom(pay)}\n{words['size']}: {people.text}",
                url=f"{prefix}{row.path}",
                is_chosen=placed["is_chosen"],
                is_found=placed["is_found"],
            )
        )
    corners = (words["upper_left"], words["upper_right"], words["lower_right"], words["lower_left"])
    return scatter(
        points,
        text=ChartText("overlap-and-pay", words["chart_title"], words["chart_description"]),
        words=ScatterWords(words["x_axis"], words["y_axis"], words["median"], corners, words["size"]),
    )


@pass_context
def compared_cell(context: Context, cell: Figure | GroupWords | str | None, wording: Mapping[str, str]) -> str:
    """A figure, a word of the source, or the section's word for neither; with whom it was published for, where that is more than
    the occupation, and whether it came over a bridge from an older code."""
    if isinstance(cell, GroupWords):
        return _beside(cell.text, [cell.group.words() if cell.group else ""])
    if not isinstance(cell, Figure):
        return cell if cell else wording["absent"]
    ledger = context["ledger"]
    if ledger.as_text or cell.is_missing:
        return print_plain(cell, ledger)
    is_carried = of.SOC in cell.datasets and of.SOC not in cell.measure.datasets
    beside = [cell.group.words() if cell.group else "", wording["carried"] if is_carried and "carried" in wording else ""]
    # Every cell says it for itself: the one beside it is of another occupation.
    ledger.said = cell.group
    printed = print_plain(cell, ledger)
    ledger.said = None
    return _beside(printed, beside)


@pass_context
def compared_pictures(context: Context, row: ComparedRow, occupations: Sequence[OccupationSubject]) -> list[str]:
    """What stands below the cells of a row: the ranks by AI task overlap on rulers, pay as strips on one scale; nothing for other
    rows and in a brief. The figures drawn are noted like printed ones."""
    if context["ledger"].as_text or row.key not in ("overlap", "median"):
        return [""] * len(occupations)
    documents = [one.document for one in occupations]
    if row.key == "overlap":
        return [_rank_in_a_cell(context, document.overlap) for document in documents]
    # Pay an hour is on no scale with pay a year.
    is_hourly = all(document.wages.hourly_only for document in documents if document.wages)
    paid = [document.wages if document.wages and document.wages.hourly_only == is_hourly else None for document in documents]
    ranges = [wages.usual.range if wages else [] for wages in paid]
    values = [float(figure.value) for pay in ranges for figure in pay if figure.value is not None]
    domain = (0.0, max(values, default=1.0))
    return [_strip(context, domain, pay) if pay else "" for pay in ranges]


def _rank_in_a_cell(context: Context, overlap: OverlapOfOccupation | None) -> str:
    if overlap is None or overlap.percentile.value is None:
        return ""
    ends = [end for end in (overlap.lowest, overlap.highest) if end and end.value is not None]
    for end in ends:
        context["ledger"].note(end, with_note=False)
    low, high = (float(end.value or 0) for end in ends) if len(ends) == 2 else (None, None)
    return mini_ruler(float(overlap.percentile.value), "", low, high)


def _beside(printed: str, words: Sequence[str]) -> str:
    said = ", ".join(filter(None, words))
    return format_html('{} <span class="table__aside">{}</span>', printed, said) if said else printed


TEMPLATE_FUNCTIONS = (
    rank_ruler,
    pay_in_a_row,
    pay_picture,
    employment_picture,
    quadrant_picture,
    distribution_chart,
    overlap_and_pay,
    compared_cell,
    compared_pictures,
)
