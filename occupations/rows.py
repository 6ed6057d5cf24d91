"""The long rows of occupations: what they do, use and earn, by the dozen. On a page as HTML, in a brief as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure
from occupations.subjects.occupation.document.ai import Exposure
from occupations.subjects.occupation.document.market import IndustryOfOccupation
from occupations.subjects.occupation.document.work import RatedElement, TaskOfOccupation, Tool
from singulariki.charts.scales import LinearScale, rounded
from singulariki.delivery.rows import rows_for, text_of


@pass_context
def rating_list(context: Context, rows: Sequence[RatedElement], low: float, high: float, label: str) -> SafeString:
    """Rated elements as slim bars from `low` to `high`, each linking to its page."""
    write, scale = rows_for(context), LinearScale((low, high))
    if write.ledger.as_text:
        return write.items(
            f"{write.link(row.name, row.path)} {write.figure(row.value)}{write.give_or_take(row.value)}" for row in rows
        )
    items = write.items(
        f"{write.link(row.name, row.path)} <b>{write.figure(row.value)}{write.give_or_take(row.value)}</b>"
        f"{_bar(row.value, scale)}"
        for row in rows
    )
    return SafeString(f'<ol class="rating-bars" role="list" aria-label="{escape(text_of(label))}">{items}</ol>')


def _bar(figure: Figure, scale: LinearScale) -> str:
    if figure.is_missing:
        return ""
    return f'<svg aria-hidden="true"><rect width="{rounded(scale(figure.value or 0.0))}%" height="6"/></svg>'


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
        format_html(', <span class="give-or-take">{} {}</span>', words, figure.error_text)
        if figure.error_text
        else SafeString("")
    )


def values_of(rows: Sequence[RatedElement]) -> list[Figure]:
    """The figures of rated elements, for `rating_notes`."""
    return [row.value for row in rows]


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
def use_rows(context: Context, rows: Sequence[Mapping], wording: Mapping[str, SafeString], is_judged: bool) -> SafeString:
    """Tasks with their share of conversations, how people mostly use AI for them, what they could have done alone, where that is
    known of any, and a prompt phrased from each."""
    write = rows_for(context)

    def cells(row: Mapping) -> Iterator[str]:
        task = row["task"]
        yield write.head(write.link(task.statement, task.path))
        yield write.number(task.share, wording["share_heading"])
        ways = [wording[key] for key in (task.way or "unclassified", row["side"]) if key]
        yield write.cell(write.words(SafeString(": ".join(ways))), wording["way_heading"])
        if is_judged:
            judged = task.human_able
            label = wording["human_heading"]
            yield write.number(judged, label) if judged else write.cell(write.words(wording["unjudged"]), label)
        yield write.cell(write.prompt(f"{wording['request']} {row['request']}", row["anchor"], wording["prompt"]), "")

    return write.table(map(cells, rows))


@pass_context
def exposure_rows(context: Context, rows: Sequence[Exposure], wording: Mapping[str, SafeString]) -> SafeString:
    """Studies of exposure: where each puts the occupation among all, and its score."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row.score.measure.label, "")),
            write.cell(write.words(wording[f"level_{row.level}"]), ""),
            write.cell(write.questioned(row.percentile), wording["percentile_heading"], "is-number"),
            *write.ruler(row.percentile.value),
            write.cell(write.questioned(row.score), wording["score_heading"], "is-number"),
        )
        for row in rows
    )


def _level(row: IndustryOfOccupation, wording: Mapping[str, SafeString]) -> str:
    return wording[f"level_{row.level.replace('-', '_')}"]


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
            write.number(
                row.location_quotient,
                wording["concentration_heading"],
                missing=wording["unpublished"],
                after="" if row.location_quotient.is_missing else "×",
            ),
        )
        for row in rows
    )


@pass_context
def software_list(context: Context, groups: Sequence[Mapping], wording: Mapping[str, SafeString]) -> SafeString:
    """Software or tools by category, software with O*NET's flags."""
    write = rows_for(context)

    def name(row: Tool) -> str:
        flags = "".join(wording[key] for key in ("in_demand", "hot") if getattr(row, key, False))
        return write.link(f"{row.name} {flags}" if flags else row.name, "")

    items = write.items(
        f"{write.link(group['category'], group['path'])}: {', '.join(map(name, group['rows']))}" for group in groups
    )
    return items if write.ledger.as_text else SafeString(f'<ul class="tools">{items}</ul>')


@pass_context
def related_rows(context: Context, rows: Sequence[Mapping], wording: Mapping[str, SafeString]) -> SafeString:
    """Related occupations by number, with their two percentiles, and the comparison with each."""
    write = rows_for(context)

    def cells(row: Mapping) -> Iterator[str]:
        overlap = row["overlap"]
        yield write.head(write.link(row["title"], row["path"]), number=row["number"])
        yield write.number(row["overlap_shown"], overlap.measure.label, dash=True)
        yield from write.ruler(None if overlap.is_missing else overlap.value)
        yield write.number(row["median_percentile"], row["median_percentile"].measure.label, dash=True)
        yield write.cell(write.link(wording["compare"], row["compare"], row["title"]), "")

    return write.table(map(cells, rows))


TEMPLATE_FUNCTIONS = (
    rating_list,
    rating_notes,
    values_of,
    give_or_take,
    rated_task_rows,
    use_rows,
    exposure_rows,
    industry_rows,
    software_list,
    related_rows,
)
