"""What the gradient's section templates draw: charts from figures, and long rows."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure, to_decimals
from gradient.measures import SCORE_DECIMALS
from gradient.recipes import BAND_BY_KEY
from gradient.subjects.occupation import UnitGroupOfOccupation
from gradient.subjects.unit_group.document import Task, UnitGroupDocument, UsOccupation, without_list_mark
from singulariki.charts.dots import Strip, TaskScore, strip
from singulariki.charts.gradient import GradientChart, GradientPoint, gradient_dots
from singulariki.charts.scales import Band, ChartText
from singulariki.delivery.rows import rows_for, text_of


@pass_context
def score_rows(context: Context, tasks: Sequence[Task]) -> SafeString:
    """Tasks with their score of 2025, of 2023 and the change."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(without_list_mark(task.words), "")),
            write.number(to_decimals(task.score, SCORE_DECIMALS), "2025"),
            write.number(to_decimals(task.score_previous, SCORE_DECIMALS), "2023"),
            write.number(to_decimals(task.change, SCORE_DECIMALS), "Change"),
        )
        for task in tasks
    )


@pass_context
def us_occupation_rows(context: Context, rows: Sequence[UsOccupation]) -> SafeString:
    """U.S. occupations with their code and how many people work in them."""
    write = rows_for(context)
    return write.table(
        (
            write.head(write.link(row.title, row.path)),
            write.cell(write.words(row.code), "O*NET-SOC", "is-code"),
            write.number(row.employment, row.employment.measure.label),
        )
        for row in rows
    )


@pass_context
def unit_group_rows(context: Context, rows: Sequence[UnitGroupOfOccupation], wording: Mapping[str, SafeString]) -> SafeString:
    """Unit groups that a U.S. occupation corresponds to, with their figures and the band that the ILO gives them."""
    write = rows_for(context)

    def band(row: UnitGroupOfOccupation) -> str:
        label = BAND_BY_KEY[row.band].label
        chip = f'<span class="band-chip band-chip--mark band--{row.band}">{label}</span>'
        return write.cell(write.words(label) if write.ledger.as_text else chip, wording["band_heading"])

    return write.table(
        (
            write.head(write.link(row.title, row.path), aside=row.code),
            write.number(to_decimals(row.mean_score, SCORE_DECIMALS), row.mean_score.measure.label),
            write.number(row.percentile, row.percentile.measure.label),
            write.number(to_decimals(row.change, SCORE_DECIMALS), row.change.measure.label),
            band(row),
        )
        for row in rows
    )


@pass_context
def task_strip(context: Context, document: UnitGroupDocument, wording: Mapping[str, str]) -> Strip:
    """The strip of a unit group's task scores. The figures it draws are noted like printed ones."""
    ledger = context["ledger"]
    tasks = []
    for task in document.tasks:
        ledger.note(task.score, with_note=False)
        description = f"{without_list_mark(task.words)}: {task.score.text}"
        tasks.append(TaskScore(description, task.score.value or 0.0, task.score.text, task.score_previous.value))
    ledger.note(document.mean_score, with_note=False)
    return strip(
        tasks,
        mean=document.mean_score.value or 0.0,
        mean_label=f"{text_of(wording['mean_label'])} {document.mean_score.text}",
        text=ChartText("task-scores", text_of(wording["chart_title"]), text_of(wording["chart_description"])),
    )


@pass_context
def gradient_picture(
    context: Context,
    points: Sequence[GradientPoint],
    bands: Sequence[Band],
    figures: Sequence[Figure],
    wording: Mapping[str, str],
) -> GradientChart:
    """The picture of all unit groups. The figures it draws are noted like printed ones."""
    for figure in figures:
        context["ledger"].note(figure, with_note=False)
    return gradient_dots(
        points,
        bands,
        text=ChartText("gradient-dots", text_of(wording["title"]), text_of(wording["description"])),
        axis_label=text_of(wording["axis"]),
    )


@pass_context
def home_picture(
    context: Context, points: Sequence[GradientPoint], bands: Sequence[Band], figures: Sequence[Figure], heading: str
) -> GradientChart:
    """The same picture for the home page, named by the heading that editors gave it there."""
    about = figures[0].measure
    words = {"title": heading or about.label, "description": about.means, "axis": about.label}
    return gradient_picture(context, points, bands, figures, words)


TEMPLATE_FUNCTIONS = (
    without_list_mark,
    score_rows,
    us_occupation_rows,
    unit_group_rows,
    task_strip,
    gradient_picture,
    home_picture,
)
