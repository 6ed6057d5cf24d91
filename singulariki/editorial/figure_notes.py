"""The notes about the figures of a page: what each measures, does not mean, where it comes from and where the API has it."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from citations.measures import Measure
from citations.recipes import Recipe


def _fact(name: str, value: SafeString | str) -> SafeString:
    return format_html("<dt>{}</dt><dd>{}</dd>", name, value)


@lru_cache(maxsize=4096)
def _facts_of_measure(measure: Measure, releases: tuple[ReleaseReference, ...], recipe: Recipe | None, prefix: str) -> str:
    """What the notes on all figures of a measure and of these releases say."""
    methodology = f"{prefix}/methodology#{measure.key}"
    facts = [_fact("Measures", f"{measure.means} ({measure.unit})" if measure.unit else measure.means)]
    facts.append(_fact("Does not mean", measure.does_not_mean))
    if measure.direction:
        facts.append(_fact("How to read it", measure.direction))
    if releases:
        links = ((f"/datasets/{release.dataset}/", release, release.publisher) for release in releases)
        facts.append(_fact("Source", format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>, {}', links)))
    if recipe:
        derived = format_html('<a href="{}">{}</a>: {}', methodology, recipe.title, recipe.formula)
    else:
        derived = format_html('The publisher’s own value. <a href="{}">Methodology</a>', methodology)
    facts.append(_fact("Derived", derived))
    return "".join(facts)


def _facts(figure: Figure, ledger: Ledger) -> SafeString:
    facts = _facts_of_measure(figure.measure, figure.releases, ledger.methodology.recipe(figure.measure), ledger.prefix)
    if figure.rank:
        facts += _fact("Rank", figure.rank)
    if figure.api:
        address = escape(f"{figure.api}#{figure.pointer}" if figure.pointer else figure.api)
        facts += f'<dt>In the API</dt><dd><a href="{escape(figure.api)}">{address}</a></dd>'
    return mark_safe(facts)


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
