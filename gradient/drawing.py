"""What the gradient's section templates draw: charts from figures, and long rows."""

from collections.abc import Mapping, Sequence

from django.template.loader import get_template
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.figures import Figure, to_decimals
from gradient.measures import SCORE_DECIMALS
from gradient.recipes import BAND_BY_KEY
from gradient.subjects.occupation import UnitGroupOfOccupation
from gradient.subjects.unit_group.document import Task, UnitGroupDocument, UsOccupation, without_list_mark
from singulariki.charts.gradient import GradientChart, GradientPoint, gradient_dots
from singulariki.charts.scales import Band, ChartText, LinearScale, anchored, axis_ticks, rounded
from singulariki.delivery.rows import rows_for, text_of

SCALE = LinearScale((0.0, 1.0))


@pass_context
def score_axis(context: Context, document: UnitGroupDocument, wording: Mapping[str, str]) -> str:
    """The scale in the heading of the dots, and where the mean is. It is noted like a printed one."""
    mean = document.mean_score
    context["ledger"].note(mean, with_note=False)
    at = SCALE(mean.value or 0.0)
    drawn = {
        "ticks": axis_ticks(SCALE, 2),
        "mean_x": rounded(at),
        "mean_label": f"{text_of(wording['mean_label'])} {mean.text}",
        "mean_anchor": anchored(at, 30),
    }
    return get_template("charts/score_axis.svg.html").render(drawn)


@pass_context
def score_rows(context: Context, tasks: Sequence[Task], document: UnitGroupDocument, with_change: bool = True) -> SafeString:
    """Tasks with their score as a dot on a line from 0 to 1, the hollow dot that of 2023; and as numbers: of 2025, of 2023, and
    the change."""
    write = rows_for(context)
    mean = rounded(SCALE(document.mean_score.value or 0.0))
    return write.table(
        (
            write.head(write.link(without_list_mark(task.words), "")),
            _dumbbell(task, mean),
            write.number(to_decimals(task.score, SCORE_DECIMALS), "2025"),
            write.number(to_decimals(task.score_previous, SCORE_DECIMALS), "2023"),
            *([write.number(to_decimals(task.change, SCORE_DECIMALS), "Change")] if with_change else []),
        )
        for task in tasks
    )


def _dumbbell(task: Task, mean: str) -> str:
    """The cell of a task's dots, which is for the eye alone: the numbers stand beside it."""
    now = rounded(SCALE(task.score.value or 0.0))
    before = ""
    if task.score_previous.value is not None:
        then = rounded(SCALE(task.score_previous.value))
        before = (
            f'<line class="chart__change" x1="{then}%" x2="{now}%" y1="12" y2="12"/>'
            f'<circle class="chart__before" cx="{then}%" cy="12" r="4"/>'
        )
    return (
        '<td class="dumbbell"><svg class="chart" aria-hidden="true" focusable="false" width="100%" height="24">'
        '<line class="chart__ends" y1="6" y2="18"/><line class="chart__grid" x2="100%" y1="12" y2="12"/>'
        '<line class="chart__ends" x1="100%" x2="100%" y1="6" y2="18"/>'
        f'<line class="chart__mean" x1="{mean}%" x2="{mean}%" y1="-200" y2="224"/>{before}'
        f'<circle class="chart__dot" cx="{now}%" cy="12" r="5.5"/></svg></td>'
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
def gradient_picture(
    context: Context,
    points: Sequence[GradientPoint],
    bands: Sequence[Band],
    figures: Sequence[Figure],
    wording: Mapping[str, str],
    found: str = "",
) -> GradientChart:
    """The picture of all unit groups; the one whose code is `found` stands out. The figures it draws are noted like printed
    ones."""
    for figure in figures:
        context["ledger"].note(figure, with_note=False)
    return gradient_dots(
        points,
        bands,
        text=ChartText("gradient-dots", text_of(wording["title"]), text_of(wording["description"])),
        axis_label=text_of(wording["axis"]),
        found=found,
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
    score_axis,
    score_rows,
    us_occupation_rows,
    unit_group_rows,
    gradient_picture,
    home_picture,
)
