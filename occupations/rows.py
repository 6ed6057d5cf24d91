"""The long rows of occupations: what they do, use and earn, by the dozen. On a page as HTML, in a brief as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure
from occupations.subjects.occupation.document.ai import Exposure, UsedTask
from occupations.subjects.occupation.document.market import IndustryOfOccupation
from occupations.subjects.occupation.document.work import RatedElement, Software, TaskOfOccupation
from singulariki.charts.scales import LinearScale, rounded
from singulariki.delivery.rows import HtmlRows, rows_for, text_of


@pass_context
def rating_list(context: Context, rows: Sequence[RatedElement], low: float, high: float, label: str) -> SafeString:
    """Rated elements as slim bars from `low` to `high`, each linking to its page."""
    write, scale = rows_for(context), LinearScale((low, high))
    if write.ledger.as_text:
        return write.items(
            f"{write.link(row.name, row.path)} {write.figure(row.value)}{write.give_or_take(row.value)}" for row in rows
        )
    items = write.items(
        f'<span class="rating-bars__label">{write.link(row.name, row.path)}</span>'
        f'<span class="rating-bars__value">{write.figure(row.value)}{write.give_or_take(row.value)}</span>'
        f"{_bar(row.value, scale)}"
        for row in rows
    )
    return SafeString(f'<ol class="rating-bars" role="list" aria-label="{escape(text_of(label))}">{items}</ol>')


def _bar(figure: Figure, scale: LinearScale) -> str:
    if figure.is_missing:
        return ""
    return (
        '<svg class="rating-bars__bar" aria-hidden="true" focusable="false" height="6"><rect class="chart__track" width="100%" '
        f'height="6"/><rect class="chart__bar" width="{rounded(scale(figure.value or 0.0))}%" height="6"/></svg>'
    )


def rating_notes(figures: Sequence[Figure], wording: Mapping[str, SafeString]) -> SafeString:
    """What stands below ratings: what ± says, where any has a standard error, and what low precision is, where any is marked."""
    said = [
        wording[key]
        for key, is_needed in (
            ("one_error", any(one.error_text for one in figures)),
            ("low_precision", any(one.low_precision for one in figures)),
        )
        if is_needed
    ]
    return format_html('<p class="section__note">{}</p>', SafeString(" ".join(said))) if said else SafeString("")


def give_or_take(figure: Figure, words: SafeString) -> SafeString:
    """“, give or take 690” behind a figure of running text; nothing where no standard error is published."""
    return (
        format_html('<span class="give-or-take">, {} {}</span>', words, figure.error_text)
        if figure.error_text
        else SafeString("")
    )


def values_of(rows: Sequence[RatedElement]) -> list[Figure]:
    """The figures of rated elements, for `rating_notes`."""
    return [row.value for row in rows]


@pass_context
def link_items(context: Context, rows: Sequence[Software]) -> SafeString:
    """Names that lead to their pages."""
    write = rows_for(context)
    return write.items(write.link(row.name, row.path) for row in rows)


@pass_context
def task_rows(context: Context, rows: Sequence[TaskOfOccupation], name: str, label: str) -> SafeString:
    """Tasks, each with its figure called `name`; without one for no name."""
    write = rows_for(context)
    heads = (write.head(write.link(row.statement, row.path)) for row in rows)
    if not name:
        return write.table((head,) for head in heads)
    return write.table((head, write.number(getattr(row, name), label, dash=True)) for head, row in zip(heads, rows, strict=True))


@pass_context
def rated_task_rows(
    context: Context, rows: Sequence[TaskOfOccupation], wording: Mapping[str, SafeString], is_rated: bool, is_labelled: bool
) -> SafeString:
    """Tasks with the two labels of their exposure, where any has some, and their importance, where any is rated."""
    write = rows_for(context)

    def cells(row: TaskOfOccupation) -> Iterator[str]:
        yield write.head(write.link(row.statement, row.path))
        if is_labelled:
            for by in ("gpt4", "human"):
                label = getattr(row.exposure, by) if row.exposure else wording["unlabelled"]
                yield write.cell(write.words(label), wording[f"{by}_heading"])
        if is_rated:
            error = write.give_or_take(row.importance)
            yield write.number(row.importance, wording["importance_heading"], dash=True, after=error)

    return write.table(map(cells, rows))


@pass_context
def way_rows(context: Context, rows: Sequence[UsedTask], wording: Mapping[str, SafeString]) -> SafeString:
    """Tasks with the way in which they are mostly done with AI, and their share of use."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row.statement, row.path)),
            write.cell(write.words(wording[row.way or "unclassified"]), wording["way_heading"]),
            write.number(row.share, wording["usage_heading"]),
        )
        for row in rows
    )


@pass_context
def exposure_rows(context: Context, rows: Sequence[Exposure], wording: Mapping[str, SafeString]) -> SafeString:
    """Studies of exposure: where each puts the occupation among all, and its score."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row.score.measure.label, "")),
            write.cell(write.words(wording[f"level_{row.level}"]), wording["rank_heading"]),
            write.cell(write.questioned(row.percentile), wording["percentile_heading"], "is-number"),
            *write.bar(round(row.percentile.value or 0, 1)),
            write.cell(write.questioned(row.score), wording["score_heading"], "is-number"),
        )
        for row in rows
    )


def _level(row: IndustryOfOccupation, wording: Mapping[str, SafeString]) -> str:
    return wording[f"level_{row.level.replace('-', '_')}"]


@pass_context
def concentration_rows(context: Context, rows: Sequence[IndustryOfOccupation], wording: Mapping[str, SafeString]) -> SafeString:
    """Industries with how concentrated the occupation is in them, and its workers there."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row.title, row.path), aside=_level(row, wording)),
            write.number(row.location_quotient, wording["concentration_heading"], after="×"),
            write.number(row.employment, wording["workers_heading"]),
        )
        for row in rows
    )


@pass_context
def industry_rows(context: Context, rows: Sequence[IndustryOfOccupation], wording: Mapping[str, SafeString]) -> SafeString:
    """Industries with the occupation's workers and pay in each."""
    write = rows_for(context)
    labels = [wording[key] for key in ("workers_heading", "median_heading", "mean_heading")]
    return write.table(
        (
            write.head(write.link(row.title, row.path), aside=_level(row, wording)),
            *(
                write.number(figure, label, missing=wording["unpublished"])
                for figure, label in zip((row.employment, row.median_wage, row.mean_wage), labels, strict=True)
            ),
        )
        for row in rows
    )


@pass_context
def software_rows(context: Context, rows: Sequence[Software], wording: Mapping[str, SafeString], with_flags: bool) -> SafeString:
    """Software or tools with their category, software with O*NET's flags too."""
    write = rows_for(context)
    label = wording["category_heading"]

    def cells(row: Software) -> list[str]:
        named = [write.head(write.link(row.name, "")), write.cell(write.link(row.category, row.path), label)]
        return [*named, _flags(write, row, wording)] if with_flags else named

    return write.table(map(cells, rows))


def _flags(write: HtmlRows, row: Software, wording: Mapping[str, SafeString]) -> str:
    flags = [wording[key] for key, is_set in (("in_demand", row.in_demand), ("hot", row.hot)) if is_set]
    return write.cell(write.words(SafeString(" · ".join(flags))), wording["flag_heading"] if flags else "", "table__flag")


@pass_context
def related_rows(context: Context, rows: Sequence[Mapping]) -> SafeString:
    """Related occupations by number, with their two percentiles."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row["title"], row["path"]), number=row["number"]),
            *(
                write.number(figure, figure.measure.label, dash=True)
                for figure in (row["overlap_shown"], row["median_percentile"])
            ),
        )
        for row in rows
    )


TEMPLATE_FUNCTIONS = (
    rating_list,
    rating_notes,
    values_of,
    give_or_take,
    link_items,
    task_rows,
    rated_task_rows,
    way_rows,
    exposure_rows,
    concentration_rows,
    industry_rows,
    software_rows,
    related_rows,
)
