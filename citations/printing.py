"""The figure functions of templates: the one way a number is printed. Each print is noted in the page's ledger.

A page prints hundreds, so the HTML is put together here rather than by `format_html`: all that is text goes through `escape`.
"""

from html import escape

from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from citations.datasets import short_title
from citations.figures import Figure
from citations.ledger import Ledger


def asks_for_notes(request: HttpRequest) -> bool:
    """Whether the notes on the figures of a page are asked for, and not the page (docs/adr/0023-notes-on-request.md)."""
    return request.GET.get("notes") == "1"


def asks_for_whole(request: object) -> bool:
    """Whether the whole of a page is asked for, with what its sections leave out at first."""
    return isinstance(request, HttpRequest) and request.GET.get("all") == "1"


def _ledger(context: Context) -> Ledger:
    try:
        return context["ledger"]
    except KeyError:
        raise LookupError(
            "A figure was printed on a page without a ledger, so its source could not be noted. "
            "Put a citations.ledger.Ledger of the live edition into the context as 'ledger'."
        ) from None


def _expect_figure(figure: object) -> Figure:
    if not isinstance(figure, Figure):
        raise TypeError(f"The figure function prints figures, not {type(figure).__name__}.")
    return figure


# The address of the notes on the figures of a page: a script opens the one that is asked for beside its figure.
NOTES = "?notes=1"
# What marks a figure that is published for a wider group than the subject.
MARK = "†"


def _group_mark(figure: Figure, ledger: Ledger) -> str:
    """Whom the figure is published for, where nothing beside it says so: a mark with the words for those who ask or listen."""
    if figure.group is None or not ledger.leaves_unsaid(figure):
        return ""
    words = escape(figure.group.words())
    if ledger.as_text:
        return f" ({words})"
    ledger.has_marks = True
    return (
        f'<span class="figure__mark" title="{words}"><span aria-hidden="true">{MARK}</span>'
        f'<span class="visually-hidden"> ({words})</span></span>'
    )


def print_figure(figure: Figure, ledger: Ledger, *, is_said: bool = False, words: str = "") -> SafeString:
    """The figure as running text prints it: the number, and a way to question it. `is_said` where the sentence says whom it is
    published for; `words` where it says the number in words of its own."""
    ledger.note(figure)
    mark = "" if is_said else _group_mark(figure, ledger)
    if ledger.as_text:
        return SafeString(f"{escape(words or figure.text)}{mark}")
    measure, text = escape(figure.measure.key), escape(figure.text)
    if figure.is_missing:
        return SafeString(f'<span class="figure figure--missing" data-measure="{measure}">{text}</span>')
    printed = f' data-as-printed="{text}">{escape(words)}' if words else f">{text}"
    return SafeString(
        f'<a class="figure" href="{NOTES}#{escape(figure.note_id)}" title="{escape(figure.measure.label)}"><data '
        f'value="{figure.for_programs}" data-measure="{measure}"{printed}</data></a>{mark}'
    )


def print_plain(figure: Figure, ledger: Ledger) -> SafeString:
    """The figure as a table cell prints it; the column's heading carries the note (see `measure_head`)."""
    ledger.note(figure, with_note=False)
    mark = _group_mark(figure, ledger)
    if ledger.as_text:
        return SafeString(f"{escape(figure.text)}{mark}")
    measure, text = escape(figure.measure.key), escape(figure.text)
    if figure.is_missing:
        return SafeString(f'<span class="figure--missing" data-measure="{measure}">{text}</span>')
    return SafeString(f'<data value="{figure.for_programs}" data-measure="{measure}">{text}</data>{mark}')


@pass_context
def figure(context: Context, value: object) -> SafeString:
    """{{ figure(some_figure) }}: a number that can be questioned."""
    return print_figure(_expect_figure(value), _ledger(context))


@pass_context
def plain_figure(context: Context, value: object) -> SafeString:
    """{{ plain_figure(some_figure) }}: a number in a table, under a heading that can be questioned."""
    return print_plain(_expect_figure(value), _ledger(context))


@pass_context
def measure_head(context: Context, value: object, words: str) -> SafeString:
    """{{ measure_head(first_figure_of_column, wording.pay_heading) }}: the words of a table heading, which open the note on its
    measure."""
    sample = _expect_figure(value)
    about = Figure(measure=sample.measure, value=None, text="", releases=sample.releases, api=sample.api)
    ledger = _ledger(context)
    ledger.note(about)
    if ledger.as_text:
        return SafeString(conditional_escape(words))
    return format_html('<a class="asked" href="{}#{}" title="{}">{}</a>', NOTES, about.note_id, sample.measure.label, words)


@pass_context
def for_group(context: Context, value: object, words: str = "") -> str:
    """{{ for_group(some_figure) }}: whom the figure is published for, where that is more than the subject, in these words or in
    the usual ones. Later figures of the section that are for the same group are printed without saying so again."""
    group = _expect_figure(value).group
    if group is None:
        return ""
    _ledger(context).said = group
    return words or group.words()


@pass_context
def mark_note(context: Context, words: str) -> str:
    """{{ mark_note(wording.shared) }}: what the mark of figures of wider groups means, where the section printed one."""
    return words if _ledger(context).has_marks else ""


@pass_context
def cite(context: Context, *datasets: str) -> str:
    """{{ cite("onet") }}: text or a relation of these datasets is shown here, so the page's sources must name them."""
    _ledger(context).cite(datasets)
    return ""


TEMPLATE_FUNCTIONS = (figure, plain_figure, measure_head, for_group, mark_note, cite, short_title)
