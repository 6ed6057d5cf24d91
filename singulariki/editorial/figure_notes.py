"""The notes about the figures of a page: what each measures, does not mean, where it comes from and where the API has it."""

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure
from citations.ledger import Ledger


def _fact(name: str, value: SafeString | str) -> dict:
    return {"name": name, "value": value}


def _facts(figure: Figure, ledger: Ledger) -> list[dict]:
    measure = figure.measure
    methodology = f"{ledger.prefix}/methodology#{measure.key}"
    facts = [_fact("Measures", f"{measure.means} ({measure.unit})" if measure.unit else measure.means)]
    facts.append(_fact("Does not mean", measure.does_not_mean))
    if measure.direction:
        facts.append(_fact("How to read it", measure.direction))
    if figure.releases:
        links = ((f"/datasets/{release.dataset}/", release, release.publisher) for release in figure.releases)
        facts.append(_fact("Source", format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>, {}', links)))
    recipe = ledger.methodology.recipe(measure)
    if recipe:
        derived = format_html('<a href="{}">{}</a>: {}', methodology, recipe.title, recipe.formula)
    else:
        derived = format_html('The publisher’s own value. <a href="{}">Methodology</a>', methodology)
    facts.append(_fact("Derived", derived))
    if figure.rank:
        facts.append(_fact("Rank", figure.rank))
    if figure.api:
        address = f"{figure.api}#{figure.pointer}" if figure.pointer else figure.api
        facts.append(_fact("In the API", format_html('<a href="{}">{}</a>', figure.api, address)))
    return facts


def notes_of(ledger: Ledger) -> list[dict]:
    """Notes as `components/notes.html` draws them, in the order in which figures were first printed."""
    return [
        {
            "id": figure.note_id.removeprefix("note-"),
            "title": figure.measure.label,
            "value": figure.text,
            "facts": _facts(figure, ledger),
        }
        for figure in ledger.notes
    ]


def notes_html(ledger: Ledger, heading: str = "") -> SafeString:
    """The notes of a page as HTML, empty where no figure was printed that can be questioned."""
    return mark_safe(render_to_string("components/notes.html", {"notes": notes_of(ledger), "heading": heading}))
